import type { Fragment, Tx } from '../../db/sql.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A code is good for this long, and a telephone gets no other meanwhile. */
export const CODE_LIFE_MS = MINUTE_MS;
/** Wrong tries that end one code. */
export const MAX_TRIES = 5;

/**
 * Four digits are guessed by whoever may ask for code after code, so what counts is counted across codes: 25 wrong ones a
 * day and telephone are 1 chance in 400. 20 codes and 50 wrong ones an hour from one place: a provider's subscribers may
 * share its address. Each message is paid for, so that there is a ceiling of them all (`codesPerHour` of the core).
 */
const CODES_AN_HOUR = 5;
const CODES_A_DAY = 20;
const CODES_AN_HOUR_FROM_ONE_PLACE = 20;
const WRONG_A_DAY = 25;
/** Also where the telephone is at home: others may be behind the same address. */
const WRONG_A_DAY_EVERYWHERE = 50;
const WRONG_AN_HOUR_FROM_ONE_PLACE = 50;

type TooManyCodes =
  | 'code_sent_already'
  | 'too_many_codes'
  | 'too_many_codes_for_phone'
  | 'too_many_codes_from_address'
  | 'too_many_wrong_codes_for_phone'
  | 'too_many_wrong_codes_from_address';

/** Who asks about which telephone, from where. */
export interface Asking {
  readonly domainId: number;
  readonly phone: string;
  readonly origin: string | undefined;
  /** This telephone has signed in from there: strangers cannot use up what it may. */
  readonly atHome: boolean;
  readonly now: Date;
}

/** Throws `too_many` while this telephone, this place or everybody has to wait for a code. */
export async function requireMayAsk(core: Core, sql: Tx, asking: Asking): Promise<void> {
  const { domainId, phone, origin, atHome } = asking;
  const codes = sql`phone_code_request where domain_id = ${domainId}`;
  const ofPhone = sql`${codes} and phone = ${phone}`;
  await refuseIfFull(sql, asking, ofPhone, 1, CODE_LIFE_MS, 'code_sent_already');
  const counted = atHome ? sql`${ofPhone} and address = ${origin ?? null}::inet` : ofPhone;
  await refuseIfFull(sql, asking, counted, CODES_AN_HOUR, HOUR_MS, 'too_many_codes_for_phone');
  await refuseIfFull(sql, asking, counted, CODES_A_DAY, DAY_MS, 'too_many_codes_for_phone');
  if (origin !== undefined) {
    const here = sql`${codes} and address = ${origin}::inet`;
    await refuseIfFull(sql, asking, here, CODES_AN_HOUR_FROM_ONE_PLACE, HOUR_MS, 'too_many_codes_from_address');
  }
  await refuseIfFull(sql, asking, codes, core.codesPerHour, HOUR_MS, 'too_many_codes').catch((error: unknown) => {
    core.log.warn({ codesPerHour: core.codesPerHour }, 'no sign-in code was sent: SMS_CODES_PER_HOUR is reached');
    throw error;
  });
  await requireMayTry(sql, asking);
}

/** Throws `too_many` after too many wrong codes, however many codes there were. */
export async function requireMayTry(sql: Tx, asking: Asking): Promise<void> {
  const { domainId, phone, origin, atHome } = asking;
  const wrong = sql`phone_code_failure where domain_id = ${domainId}`;
  const ofPhone = sql`${wrong} and phone = ${phone}`;
  const counted = atHome ? sql`${ofPhone} and address = ${origin ?? null}::inet` : ofPhone;
  await refuseIfFull(sql, asking, counted, WRONG_A_DAY, DAY_MS, 'too_many_wrong_codes_for_phone');
  await refuseIfFull(sql, asking, ofPhone, WRONG_A_DAY_EVERYWHERE, DAY_MS, 'too_many_wrong_codes_for_phone');
  if (origin === undefined) return;
  const here = sql`${wrong} and address = ${origin}::inet`;
  await refuseIfFull(sql, asking, here, WRONG_AN_HOUR_FROM_ONE_PLACE, HOUR_MS, 'too_many_wrong_codes_from_address');
}

/** Of the rows (`<table> where ...`) within the window, the one that has to fall out of it first says how long to wait. */
async function refuseIfFull(
  sql: Tx,
  { now }: Asking,
  rows: Fragment,
  most: number,
  windowMs: number,
  reason: TooManyCodes,
): Promise<void> {
  const from = new Date(now.getTime() - windowMs);
  const [row] = await sql<{ at: Date }[]>`
    select at from ${rows} and at > ${from} order by at desc offset ${most - 1} limit 1`;
  if (!row) return;
  // A clock that was put back makes nobody wait for longer than the window.
  const waitMs = Math.min(windowMs, row.at.getTime() + windowMs - now.getTime());
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  throw refuse(reason, { minutes: Math.ceil(retryAfterSeconds / 60) }, { retryAfterSeconds });
}
