import type { Db, Tx } from '../../db/sql.ts';
import type { Subject } from './question.ts';

/** An answer as JSON has it. */
export interface StoredAnswer {
  readonly answer: unknown;
  readonly askedAt: Date;
}

/** Answers dated further in the future are ignored: the clock of the server that stored them is wrong. */
const AHEAD_MS = 60_000;

export async function storedAnswer(sql: Db, of: Subject, now: Date): Promise<StoredAnswer | undefined> {
  const [row] = await sql<StoredAnswer[]>`
    select answer, asked_at from connector_answer
    where domain_id = ${of.domainId} and question = ${of.kind} and subject = ${of.subject} and asked_at <= ${ahead(now)}`;
  return row;
}

/** Keeps an answer unless one that was asked later is there; false: it is. */
export async function storeAnswer(
  sql: Db,
  of: Subject,
  { answer, askedAt }: StoredAnswer,
  now: Date,
): Promise<boolean> {
  const rows = await sql`
    insert into connector_answer as known (domain_id, question, subject, answer, asked_at)
    values (${of.domainId}, ${of.kind}, ${of.subject}, ${JSON.stringify(answer)}::text::jsonb, ${askedAt})
    on conflict (domain_id, question, subject) do update set answer = excluded.answer, asked_at = excluded.asked_at
      where known.asked_at <= excluded.asked_at or known.asked_at > ${ahead(now)}
    returning 1`;
  return rows.length > 0;
}

/** The answer that counts, held until the transaction ends: nobody stores a newer one meanwhile. */
export async function lockAnswer(sql: Tx, of: Subject): Promise<StoredAnswer | undefined> {
  const [row] = await sql<StoredAnswer[]>`
    select answer, asked_at from connector_answer
    where domain_id = ${of.domainId} and question = ${of.kind} and subject = ${of.subject} for update`;
  return row;
}

/** Older answers are deleted: `CONNECTOR_TRUST_HOURS` goes no further. */
const KEPT_DAYS = 90;
const BATCH = 10_000;

export async function tidyAnswers(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from connector_answer where ctid in (
      select ctid from connector_answer where asked_at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH})`;
  return count;
}

const ahead = (now: Date): Date => new Date(now.getTime() + AHEAD_MS);
