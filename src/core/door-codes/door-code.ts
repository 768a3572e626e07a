import { invalid } from '../errors.ts';
import { checkInteger, checkText } from '../fields.ts';

/** `upcoming`: its time has not come; `used_up`: all its openings were used. */
export type DoorCodeState = 'upcoming' | 'works' | 'used_up' | 'ended';
export const DOOR_CODE_STATES = ['upcoming', 'works', 'used_up', 'ended'] as const satisfies readonly DoorCodeState[];

/** Guests' codes that a contract has at once, those that ended not counted. */
export const MAX_GUESTS = 5;
/** From its beginning to its end, and from now to its beginning. */
export const MAX_DAYS = 30;
export const MAX_USES = 100;
export const MAX_DOORS = 20;
export const MAX_GUEST_NAME = 100;
const DAY_MS = 86_400_000;

/** What a new code of a guest is made of. */
export interface NewGuest {
  readonly organizationId: number;
  /** The guest's. */
  readonly name: string;
  /** Absent: now. */
  readonly from?: Date | undefined;
  readonly until: Date;
  /** Openings; absent or null: any number. */
  readonly uses?: number | null | undefined;
  readonly doorIds: readonly number[];
}

/** When it works. */
export interface Validity {
  readonly from: Date;
  /** Null: until it is switched off. */
  readonly until: Date | null;
  readonly usesLeft: number | null;
}

export function stateOf({ from, until, usesLeft }: Validity, now: Date): DoorCodeState {
  if (until !== null && until <= now) return 'ended';
  if (usesLeft === 0) return 'used_up';
  return from > now ? 'upcoming' : 'works';
}

/** Refuses by its fields what no code can be. Answers when it begins. */
export function checkGuest({ name, from, until, uses, doorIds }: NewGuest, now: Date): Date {
  checkText('name', name, MAX_GUEST_NAME, 1);
  const begins = from && from > now ? from : now;
  if (until <= begins) throw invalid('until', 'door_code_ends_early');
  if (until.getTime() - begins.getTime() > MAX_DAYS * DAY_MS)
    throw invalid('until', 'door_code_too_long', { days: MAX_DAYS });
  if (begins.getTime() - now.getTime() > MAX_DAYS * DAY_MS)
    throw invalid('from', 'door_code_too_far', { days: MAX_DAYS });
  checkInteger('uses', uses, 1, MAX_USES);
  if (doorIds.length === 0) throw invalid('doorIds', 'door_code_without_doors');
  if (doorIds.length > MAX_DOORS) throw invalid('doorIds', 'door_code_many_doors', { limit: MAX_DOORS });
  return begins;
}
