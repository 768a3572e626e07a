import type { Sql, Tx } from '../../db/sql.ts';
import type { Core } from '../core.ts';

export interface Mail {
  readonly kind: 'mail';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What is told to the outside after the commit, and tried until it arrives. */
export type Message = Mail;

export interface DueMessage {
  readonly id: number;
  readonly domainId: number;
  readonly message: Message;
  /** Tries before this one. */
  readonly attempts: number;
}

/** Before the first try and after each that failed; then it is given up. */
const WAIT_SECONDS = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000] as const;
/** A claimed message whose sender died is due again after this. */
const CLAIM_SECONDS = 120;

/** Part of the write that causes it: what is rolled back is not told. */
export async function enqueue(core: Core, sql: Tx, domainId: number, message: Message): Promise<void> {
  const sealed = core.sealer.seal(`outbox.payload:${message.kind}`, JSON.stringify(message));
  await sql`insert into outbox_message (domain_id, kind, payload_sealed) values (${domainId}, ${message.kind}, ${sealed})`;
}

/** Takes what is due for this process alone; other processes take other rows. */
export async function claimMessages(core: Core, limit = 10): Promise<readonly DueMessage[]> {
  const rows = await core.sql<
    { id: number; domainId: number; kind: string; payloadSealed: Uint8Array; attempts: number }[]
  >`
    update outbox_message set next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
    where id in (
      select id from outbox_message
      where sent_at is null and next_attempt_at <= now() and attempts < ${WAIT_SECONDS.length}
      order by next_attempt_at limit ${limit} for update skip locked)
    returning id, domain_id, kind, payload_sealed, attempts`;
  const due: DueMessage[] = [];
  for (const { kind, payloadSealed, ...row } of rows) {
    try {
      due.push({ ...row, message: JSON.parse(core.sealer.open(`outbox.payload:${kind}`, payloadSealed)) as Message });
    } catch {
      // Another SECRET_KEY sealed it: the others go out, and this one too when the key is back in time.
      await markFailed(core.sql, row, 'The message cannot be opened: it was sealed with another SECRET_KEY');
      core.log.error({ id: row.id }, 'a message cannot be opened: it was sealed with another SECRET_KEY');
    }
  }
  return due;
}

export async function markSent(sql: Sql, id: number): Promise<void> {
  await sql`update outbox_message set sent_at = now(), attempts = attempts + 1, last_error = null where id = ${id}`;
}

/** Says when it is tried again; undefined: it is given up. */
export async function markFailed(
  sql: Sql,
  { id, attempts }: Pick<DueMessage, 'id' | 'attempts'>,
  error: string,
): Promise<number | undefined> {
  const wait = WAIT_SECONDS[attempts + 1];
  await sql`
    update outbox_message set attempts = attempts + 1, last_error = ${error.slice(0, 1000)}, next_attempt_at = now() + make_interval(secs => ${wait ?? 0})
    where id = ${id}`;
  return wait;
}
