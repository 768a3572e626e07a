import type { Sql, Tx } from '../../db/sql.ts';
import type { Core } from '../core.ts';

export interface Mail {
  readonly kind: 'mail';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Goes with it, as PDF that is made when it is sent. */
  readonly attach?: { readonly invoiceId: number };
}

export interface Sms {
  readonly kind: 'sms';
  /** Eleven digits from 8 on. */
  readonly phone: string;
  readonly text: string;
  /** Worth nothing afterwards: not sent any more then. RFC 3339; absent: until it is given up. */
  readonly goodUntil?: string;
}

/** What is told to the outside after the commit, and tried until it arrives. */
export type Message = Mail | Sms;
export type MessageOf<K extends Message['kind']> = Extract<Message, { kind: K }>;

export interface DueMessage<M extends Message = Message> {
  readonly id: number;
  readonly domainId: number;
  readonly message: M;
  /** Tries before this one. */
  readonly attempts: number;
}

/** Thrown by who sends: there is no sense in sending it any more, so it is given up at once, with this reason. */
export class NotWanted extends Error {}

/**
 * Gives back what the message's receipt will call it, where one comes. Throws when it could not be sent: it is tried again,
 * unless it is NotWanted.
 */
export type Send<M extends Message> = (domainId: number, message: M) => Promise<{ readonly reference?: string }>;

/** Before the first try and after each that failed; then it is given up. */
const WAIT_SECONDS = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
/** After so many a message is given up. */
export const TRIES_OF_ALL = WAIT_SECONDS.length;
/** Between tries of what is soon worth nothing. */
const HURRY_SECONDS = 6;
/** A claimed message whose sender died is due again after this. */
const CLAIM_SECONDS = 120;

/** Part of the write that causes it: what is rolled back is not told. */
export async function enqueue(core: Core, sql: Tx, domainId: number, message: Message): Promise<void> {
  const sealed = core.sealer.seal(`outbox.payload:${message.kind}`, JSON.stringify(message));
  const recipient = message.kind === 'mail' ? message.to : message.phone;
  await sql`
    insert into outbox_message (domain_id, kind, payload_sealed, recipient)
    values (${domainId}, ${message.kind}, ${sealed}, ${recipient})`;
}

/** Takes what is due for this process alone; other processes take other rows. */
export async function claimMessages<K extends Message['kind']>(
  core: Core,
  kind: K,
  limit = 10,
): Promise<readonly DueMessage<MessageOf<K>>[]> {
  const rows = await core.sql<{ id: number; domainId: number; payloadSealed: Uint8Array; attempts: number }[]>`
    update outbox_message set next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
    where id in (
      select id from outbox_message
      where sent_at is null and next_attempt_at <= now() and attempts < ${WAIT_SECONDS.length} and kind = ${kind}
      order by next_attempt_at limit ${limit} for update skip locked)
    returning id, domain_id, payload_sealed, attempts`;
  const due: DueMessage<MessageOf<K>>[] = [];
  for (const { payloadSealed, ...row } of rows) {
    try {
      const text = core.sealer.open(`outbox.payload:${kind}`, payloadSealed);
      due.push({ ...row, message: JSON.parse(text) as MessageOf<K> });
    } catch {
      // Another SECRET_KEY sealed it: the others go out, and this one too when the key is back in time.
      await markFailed(core.sql, row, 'The message cannot be opened: it was sealed with another SECRET_KEY');
      core.log.error({ id: row.id }, 'a message cannot be opened: it was sealed with another SECRET_KEY');
    }
  }
  return due;
}

/** `reference`: what the SMS centre calls it, for its receipt. */
export async function markSent(sql: Sql, id: number, reference: string | undefined): Promise<void> {
  await sql`
    update outbox_message
    set sent_at = now(), attempts = attempts + 1, last_error = null, reference = ${reference ?? null}
    where id = ${id}`;
}

/** Says when it is tried again, in seconds; undefined: it is given up. What is good until `goodUntil` is tried in a hurry. */
export async function markFailed(
  sql: Sql,
  { id, attempts }: Pick<DueMessage, 'id' | 'attempts'>,
  error: string,
  hurry?: { readonly goodUntil: string; readonly now: Date },
): Promise<number | undefined> {
  const left = hurry && (new Date(hurry.goodUntil).getTime() - hurry.now.getTime()) / 1000;
  const wait = left === undefined ? WAIT_SECONDS[attempts + 1] : left > HURRY_SECONDS ? HURRY_SECONDS : undefined;
  const tries = wait === undefined ? WAIT_SECONDS.length : Math.min(attempts + 1, WAIT_SECONDS.length - 1);
  await sql`
    update outbox_message set attempts = ${tries}, last_error = ${error.slice(0, 1000)}, next_attempt_at = now() + make_interval(secs => ${wait ?? 0})
    where id = ${id}`;
  return wait;
}

const KEPT_DAYS = 7;
const BATCH = 1000;

/** Messages that were sent or given up, a week later: what was told to whom is nobody's to find for ever. */
export async function tidyMessages(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from outbox_message where id in (
      select id from outbox_message
      where (sent_at is not null or attempts >= ${WAIT_SECONDS.length})
        and coalesce(sent_at, next_attempt_at) < now() - make_interval(days => ${KEPT_DAYS})
      limit ${BATCH})`;
  return count;
}
