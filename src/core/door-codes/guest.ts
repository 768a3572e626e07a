import type { Trace } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { timeZoneOf } from '../domains/settings.ts';
import type { Opening } from '../doors/door.ts';
import { findDoor } from '../doors/queries.ts';
import { DomainError, refuse } from '../errors.ts';
import { type DoorCodeState, stateOf } from './door-code.ts';
import { type Person, peopleOf, requireAnyOpens } from './holders.ts';
import { openByCode } from './opening.ts';
import { type CodeDoor, findCode, type StoredCode } from './queries.ts';
import { codeIdIn, isLinkOf } from './secrets.ts';

/** A door as a guest sees it. */
export interface GuestDoor extends CodeDoor {
  /** False: it stays shut to whoever made the code at present. */
  readonly open: boolean;
}

/** What a guest's page says. */
export interface GuestPage {
  readonly guest: string;
  readonly state: DoorCodeState;
  readonly from: Date;
  readonly until: Date;
  readonly usesLeft: number | null;
  readonly timeZone: string;
  readonly doors: readonly GuestDoor[];
}

/** Before anything is asked of a page, by reading it or by a button. Throws `too_many`. */
export function countGuestLoad(core: Core, link: string, { address }: Trace): void {
  core.guestPageThrottle.count(core.clock().getTime(), link, address);
}

/** By the secret of its address. Throws `not_found` for a link that is none, or was taken back. */
export async function guestPage(core: Core, link: string, trace: Trace): Promise<GuestPage> {
  const code = await codeOf(core, link);
  const state = stateOf(code, core.clock());
  const people = state === 'works' ? await peopleOf(core, code, trace) : [];
  const doors: GuestDoor[] = [];
  for (const one of code.doors)
    doors.push({ ...one, open: people.length > 0 && (await opens(core, code, people, one.id)) });
  const { from, until, usesLeft, guest } = code;
  return { guest, state, from, until, usesLeft, timeZone: await timeZoneOf(core, code.domainId), doors };
}

/** Throws as `openByCode`, `not_found` for a door that the link is not for, and `gone` outside of its time. */
export async function openAsGuest(core: Core, link: string, doorId: number, trace: Trace): Promise<Opening> {
  const code = await codeOf(core, link);
  if (stateOf(code, core.clock()) !== 'works') throw refuse('door_code_over');
  const door = code.doors.some(({ id }) => id === doorId)
    ? await findDoor(reader(core), code.domainId, doorId)
    : undefined;
  if (!door) throw refuse('door_not_found', { id: doorId });
  return await openByCode(core, code, door, trace);
}

type GuestCode = StoredCode & { readonly guest: string; readonly until: Date };

async function codeOf(core: Core, link: string): Promise<GuestCode> {
  const id = codeIdIn(link);
  const code = id === undefined ? undefined : await findCode(reader(core), id);
  if (!code || code.guest === null || code.until === null || code.linkNonce === null) throw refuse('guest_link_over');
  if (!isLinkOf(core, link, code.linkNonce)) throw refuse('guest_link_over');
  return { ...code, guest: code.guest, until: code.until };
}

async function opens(core: Core, code: StoredCode, people: readonly Person[], doorId: number): Promise<boolean> {
  const door = await findDoor(reader(core), code.domainId, doorId);
  if (!door) return false;
  try {
    await requireAnyOpens(core, code, people, door);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
