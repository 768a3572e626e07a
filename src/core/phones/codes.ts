import { timingSafeEqual } from 'node:crypto';
import type { SystemActor, Trace, UserActor } from '../actor.ts';
import { syncContracts } from '../billing/synchronization.ts';
import type { Core } from '../core.ts';
import { homeDomainId, smsGateway } from '../domains/settings.ts';
import { DomainError, invalid, refuse } from '../errors.ts';
import { originOf } from '../origin.ts';
import { enqueue } from '../outbox/outbox.ts';
import { newPhoneCode } from '../secrets/keys.ts';
import { actorById, openSession } from '../sessions/sessions.ts';
import { type Write, write } from '../write.ts';
import { codeText } from './code-text.ts';
import { type Asking, CODE_LIFE_MS, MAX_TRIES, requireMayAsk, requireMayTry } from './limits.ts';
import { maskedPhone, normalPhone } from './phone.ts';
import { addressesOf, createPhoneUser, type PhoneUser, phoneUser } from './user.ts';

/*
 * Sign-in by telephone. Whoever asks or tries holds the domain's row meanwhile, so that what is counted is counted
 * exactly, however many ask at once:
 *
 *   asked ──► sent ──right──► used, gone with its row; a session
 *              │
 *              └─wrong, five times, or 60 s──► over
 *
 * Nothing here tells whether a telephone has a contract: any Russian number gets a code, and whoever proves it gets in.
 */

/** Whether codes can be sent at all. */
export async function mayAskForCodes(core: Core): Promise<boolean> {
  return (await smsGateway(core, await homeDomainId(core))) !== undefined;
}

/**
 * Sends a code to the telephone, in any form that Russians write numbers in. Throws `invalid` for what is no number,
 * `too_many` with `retryAfterSeconds`, and `unavailable` while there is nothing to send it by.
 */
export async function requestCode(
  core: Core,
  { phone: asked, trace }: { readonly phone: string; readonly trace: Trace },
): Promise<void> {
  const phone = parsePhone(asked);
  await inTurn(core, trace, 'phone.code', async (tx, domainId) => {
    if (!(await smsGateway({ ...core, ambient: tx.sql }, domainId))) throw refuse('codes_not_set');
    const { sql } = tx;
    const { asking, user, locale } = await askingOf(tx, domainId, phone, trace);
    await requireMayAsk(core, sql, asking);
    const { now, origin } = asking;
    const goodUntil = new Date(now.getTime() + CODE_LIFE_MS);
    const code = newPhoneCode();
    await sql`
      insert into phone_code_request (domain_id, phone, address, at) values (${domainId}, ${phone}, ${origin ?? null}, ${now})`;
    await sql`
      insert into phone_code (domain_id, phone, code_hash, sent_at, expires_at)
      values (${domainId}, ${phone}, ${tagOf(core, asking, code)}, ${now}, ${goodUntil})
      on conflict (domain_id, phone) do update
      set code_hash = excluded.code_hash, sent_at = excluded.sent_at, expires_at = excluded.expires_at, attempts = 0`;
    const text = codeText([user?.locale ?? '', locale], code);
    await enqueue(core, sql, domainId, { kind: 'sms', phone, text, goodUntil: goodUntil.toISOString() });
    tx.touched('outbox');
    tellOfUser(tx, user, 'sent');
  });
  core.log.info({ phone: maskedPhone(phone), requestId: trace.requestId }, 'a sign-in code was asked for');
}

export interface SignedIn {
  readonly userId: number;
  readonly sessionId: string;
  readonly user: UserActor;
}

/**
 * Signs in with the code; a telephone that never did becomes a user. Throws `forbidden` with `attemptsLeft` for a wrong
 * code, `gone` when there is none to try (none asked for, old, used or guessed at too often), `too_many` after wrong ones
 * of several codes, and `forbidden` with the block when the user may not come in.
 */
export async function confirmCode(
  core: Core,
  { phone: given, code, trace }: { readonly phone: string; readonly code: string; readonly trace: Trace },
): Promise<SignedIn> {
  const phone = parsePhone(given);
  if (!/^[0-9]{4}$/.test(code)) throw invalid('code', 'code_malformed');
  const verdict = await inTurn(core, trace, 'phone.sign_in', async (tx, domainId) => {
    const { asking, user } = await askingOf(tx, domainId, phone, trace);
    await requireMayTry(tx.sql, asking);
    return await tryCode(tx, asking, user, code);
  });
  // Thrown here and not before: what was counted has to stay.
  if (verdict === 'over') throw refuse('code_over');
  if ('attemptsLeft' in verdict) throw refuse('code_wrong', {}, verdict);
  const { userId } = verdict;
  const user = await actorById(core, userId, trace);
  await learnContracts(core, userId);
  return { userId, sessionId: await openSession(core, userId, trace), user };
}

/** A billing that cannot be asked keeps nobody out: what is known of the contracts holds meanwhile. */
async function learnContracts(core: Core, userId: number): Promise<void> {
  try {
    await syncContracts(core, userId);
  } catch (cause) {
    if (cause instanceof DomainError) core.log.warn({ userId, reason: cause.message }, 'contracts are not known now');
    else core.log.error({ userId, cause }, 'contracts could not be brought in step');
  }
}

type Verdict = 'over' | { readonly attemptsLeft: number } | { readonly userId: number };

async function tryCode(tx: Write, asking: Asking, user: PhoneUser | undefined, code: string): Promise<Verdict> {
  const { sql, core } = tx;
  const { domainId, phone, origin, now } = asking;
  const [kept] = await sql<{ codeHash: Uint8Array; attempts: number }[]>`
    select code_hash, attempts from phone_code
    where domain_id = ${domainId} and phone = ${phone} and expires_at > ${now} and attempts < ${MAX_TRIES} for update`;
  if (!kept) return 'over';
  if (timingSafeEqual(kept.codeHash, tagOf(core, asking, code))) {
    await sql`delete from phone_code where domain_id = ${domainId} and phone = ${phone}`;
    const userId = user?.id ?? (await createPhoneUser(tx, domainId, phone));
    const changes = { by: [null, 'code by telephone'] } as const;
    tx.changed({ action: 'sign_in', objectKind: 'user', objectId: userId, changes });
    return { userId };
  }
  const attemptsLeft = MAX_TRIES - kept.attempts - 1;
  await sql`update phone_code set attempts = attempts + 1 where domain_id = ${domainId} and phone = ${phone}`;
  await sql`
    insert into phone_code_failure (domain_id, phone, address, at) values (${domainId}, ${phone}, ${origin ?? null}, ${now})`;
  if (attemptsLeft === 0) tellOfUser(tx, user, 'ended by wrong tries');
  return { attemptsLeft };
}

/** Nothing is asked of the database before one's turn: whoever is sent away has cost nothing. */
async function inTurn<T>(
  core: Core,
  trace: Trace,
  type: 'phone.code' | 'phone.sign_in',
  body: (tx: Write, domainId: number) => Promise<T>,
): Promise<T> {
  return await core.codeLine.take(originOf(trace.address), async () => {
    const domainId = await homeDomainId(core);
    const actor: SystemActor = { kind: 'system', domainId, trace };
    return await write(core, actor, { type }, (tx) => body(tx, domainId));
  });
}

/** Holds the domain's row from here on: askers of one domain wait for each other, and for nobody else. */
async function askingOf(tx: Write, domainId: number, phone: string, trace: Trace) {
  const [domain] = await tx.sql<{ locale: string }[]>`
    select locale from domain where id = ${domainId} for no key update`;
  const user = await phoneUser(tx.sql, domainId, phone);
  const origin = originOf(trace.address);
  const known = user === undefined || origin === undefined ? [] : await addressesOf(tx.sql, user.id);
  const atHome = known.some((address) => originOf(address) === origin);
  const asking: Asking = { domainId, phone, origin, atHome, now: tx.core.clock() };
  return { asking, user, locale: domain?.locale ?? '' };
}

/** Four digits are too few for a hash alone: the key is not in the database. */
const tagOf = (core: Core, { domainId, phone }: Asking, code: string): Buffer =>
  core.sealer.tag('phone code', `${domainId} ${phone} ${code}`);

function tellOfUser(tx: Write, user: PhoneUser | undefined, what: string): void {
  if (!user) return;
  tx.changed({ action: 'change', objectKind: 'user', objectId: user.id, changes: { signInCode: [null, what] } });
}

function parsePhone(text: string): string {
  const phone = normalPhone(text);
  if (phone === undefined) throw invalid('phone', 'phone_malformed');
  return phone;
}
