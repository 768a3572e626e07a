import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { afterId, COUNT_CAP, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { TRIES_OF_ALL } from './outbox.ts';
import type { Outcome } from './receipts.ts';

export interface SentMessage {
  readonly id: number;
  readonly kind: 'mail' | 'sms';
  /** A telephone of eleven digits from 8 on, or a mail address; null: written before this was kept. */
  readonly recipient: string | null;
  readonly createdAt: Date;
  readonly state: 'waiting' | 'sent' | 'given_up';
  readonly attempts: number;
  /** Of the last try that failed. */
  readonly error: string | null;
  readonly nextAttemptAt: Date;
  readonly sentAt: Date | null;
  readonly outcome: Outcome | null;
  readonly outcomeAt: Date | null;
}

export interface MessageQuery extends PageRequest {
  readonly kind?: 'mail' | 'sms' | undefined;
}

/** Messages of the last week and what became of them, newest first; administrators only. What they say is not told. */
export async function messagePage(core: Core, actor: Actor, query: MessageQuery): Promise<Page<SentMessage>> {
  requireReader(actor);
  const sql = listReader(core);
  const after = afterId(query.after);
  const rows = await sql<SentMessage[]>`
    select m.id, m.kind, m.recipient, m.created_at, m.attempts, m.last_error as error, m.next_attempt_at, m.sent_at, m.outcome, m.outcome_at,
      case when m.sent_at is not null then 'sent' when m.attempts >= ${TRIES_OF_ALL} then 'given_up' else 'waiting' end as state
    from outbox_message m
    where ${conditions(sql, actor, query)} ${after === 0 ? sql`` : sql`and m.id < ${after}`}
    order by m.id desc offset ${query.offset ?? 0} limit ${query.limit + 1}`;
  return toPage(rows, query.limit, (row) => row.id);
}

export async function messageCount(core: Core, actor: Actor, query: MessageQuery): Promise<number> {
  requireReader(actor);
  const sql = listReader(core);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from outbox_message m where ${conditions(sql, actor, query)} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

function requireReader(actor: Actor): void {
  requireMay(actor, 'messages.read');
}

/** A telephone is found by any way of writing it: its digits decide, without the country in front. */
function conditions(sql: Db, actor: Actor, { search, kind }: MessageQuery) {
  const text = likeText((search ?? '').trim());
  const digits = text.replace(/\D/g, '');
  const phone = /^[\d\s()+-]+$/.test(text) ? (digits.length === 11 ? digits.slice(1) : digits) : '';
  return sql`
    m.domain_id = ${actor.domainId}
    ${kind ? sql`and m.kind = ${kind}` : sql``}
    ${text === '' ? sql`` : sql`and lower(m.recipient) like ${`%${phone || text}%`}`}`;
}
