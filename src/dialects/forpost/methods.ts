import { accountMethods } from './accounts.ts';
import { cameraMethods } from './cameras.ts';
import { directoryMethods } from './directories.ts';
import { groupMethods } from './groups.ts';
import type { Method } from './method.ts';
import { objectMethods } from './objects.ts';
import { playbackMethods } from './playback.ts';
import { rightsMethods } from './rights.ts';
import { sessionMethods } from './sessions.ts';
import { streamerMethods } from './streamers.ts';
import { tariffMethods } from './tariffs.ts';
import { ticketMethods } from './tickets.ts';
import { userMethods } from './users.ts';

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
