import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { COUNT_CAP, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { afterAudit } from './list.ts';
import { goingOn, searchFloor } from './window.ts';

export interface BillingEvent {
  readonly id: number;
  readonly at: Date;
  readonly requestId: string;
  readonly dialect: string;
  readonly type: string;
  readonly outcome: 'applied' | 'no_change' | 'rejected' | 'pending' | 'failed';
  readonly client: string;
  readonly subject: string | null;
  readonly message: string | null;
  readonly request: unknown;
  readonly durationMs: number;
}

export interface BillingEventQuery extends PageRequest {
  readonly outcome?: string | undefined;
  /** `camera.create`, or `camera.` for all of them. */
  readonly type?: string | undefined;
}

/** What billings asked for and what became of it, refusals too; newest first; administrators only. */
export async function billingEventPage(
  core: Core,
  actor: Actor,
  query: BillingEventQuery,
): Promise<Page<BillingEvent>> {
  requireReader(actor);
  const sql = listReader(core);
  const after = afterAudit(query.after);
  const floor = await searchFloor(sql, 'billing_event', query.search, after);
  const rows = await sql<BillingEvent[]>`
    select e.id, e.at, e.request_id, e.dialect, e.type, e.outcome, coalesce(c.name, u.login, 'client ' || e.client_id, 'user ' || e.user_id) as client,
      e.subject, e.message, e.request, e.duration_ms
    from billing_event e left join api_client c on c.id = e.client_id left join app_user u on u.id = e.user_id
    where ${conditions(sql, actor, query)} ${after === 0 ? sql`` : sql`and e.id < ${after}`} and e.id > ${floor}
    order by e.id desc offset ${query.offset ?? 0} limit ${query.limit + 1}`;
  const found = toPage(rows, query.limit, (row) => row.id);
  return goingOn(found, floor);
}

export async function billingEventCount(core: Core, actor: Actor, query: BillingEventQuery): Promise<number> {
  requireReader(actor);
  const sql = listReader(core);
  const floor = await searchFloor(sql, 'billing_event', query.search, 0);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from billing_event e where ${conditions(sql, actor, query)} and e.id > ${floor} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

function requireReader(actor: Actor): void {
  requireMay(actor, 'billing-events.read');
}

function conditions(sql: Db, actor: Actor, { search, outcome, type }: BillingEventQuery) {
  const text = likeText((search ?? '').trim());
  return sql`
    e.domain_id = ${actor.domainId}
    ${outcome ? sql`and e.outcome = ${outcome}` : sql``}
    ${type ? sql`and e.type like ${`${likeText(type)}%`}` : sql``}
    ${text === '' ? sql`` : sql`and (lower(coalesce(e.subject, '')) like ${`%${text}%`} or lower(coalesce(e.message, '')) like ${`%${text}%`} or e.request_id = ${text})`}`;
}
