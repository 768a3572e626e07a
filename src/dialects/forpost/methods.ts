import { accountMethods } from './accounts/accounts.ts';
import { groupMethods } from './accounts/groups.ts';
import { objectMethods } from './accounts/objects.ts';
import { rightsMethods } from './accounts/rights.ts';
import { tariffMethods } from './accounts/tariffs.ts';
import { userMethods } from './accounts/users.ts';
import { cameraMethods } from './cameras/cameras.ts';
import { playbackMethods } from './cameras/playback.ts';
import { streamerMethods } from './cameras/streamers.ts';
import { directoryMethods } from './directories.ts';
import type { Method } from './method.ts';
import { sessionMethods } from './sessions.ts';
import { ticketMethods } from './tickets.ts';

const METHODS: readonly Method[] = [
  ...accountMethods,
  ...userMethods,
  ...directoryMethods,
  ...groupMethods,
  ...playbackMethods,
  ...cameraMethods,
  ...objectMethods,
  ...rightsMethods,
  ...sessionMethods,
  ...streamerMethods,
  ...tariffMethods,
  ...ticketMethods,
];

const BY_NAME = new Map(
  METHODS.flatMap((method) => [method.name, ...(method.aliases ?? [])].map((name) => [name.toLowerCase(), method])),
);

/** By its name or an alias, in any case. */
export const methodOf = (name: string): Method | undefined => BY_NAME.get(name.toLowerCase());

/** All of them, as the document spells them. */
export const systemMethods = METHODS.map((method) => ({ name: method.name, writes: !isRead(method) }));

/** Reads are never kept for repeats. */
export function isRead({ name }: Method): boolean {
  return /^(get|find|mas)/i.test(name);
}
