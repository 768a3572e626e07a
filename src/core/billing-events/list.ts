import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { afterAudit } from '../audit/list.ts';
import { goingOn, searchFloor } from '../audit/window.ts';
import { type Core, listReader } from '../core.ts';
import { COUNT_CAP, type Page, type PageRequest, toPage } from '../page.ts';
import { type BillingEventFilter, billingEventConditions, contractsOfUser } from './filter.ts';
import { rowColumns, rowTables } from './row.ts';

export interface BillingEvent {
  readonly id: number;
  readonly at: Date;
  readonly requestId: string;
  readonly dialect: string;
  /** Our intent. */
  readonly type: string;
  /** As billings call it, the first being the one that says most; empty of events older than these names. */
  readonly types: readonly string[];
  readonly outcome: 'applied' | 'no_change' | 'rejected' | 'pending' | 'failed';
  readonly client: string;
  readonly subject: string | null;
  readonly message: string | null;
  readonly request: unknown;
  readonly durationMs: number;
  readonly address: string | null;
  /** How often it came again within a minute. */
  readonly repeats: number;
  /** When it did last. */
  readonly lastAt: Date | null;
}

export interface BillingEventQuery extends PageRequest, BillingEventFilter {}

/** What billings asked for and what became of it, refusals too; newest first; administrators only. */
export async function billingEventPage(
  core: Core,
  actor: Actor,
  query: BillingEventQuery,
): Promise<Page<BillingEvent>> {
  requireMay(actor, 'billing-events.read');
  const sql = listReader(core);
  const after = afterAudit(query.after);
  const floor = Math.max(await searchFloor(sql, 'billing_event', query.search, after), query.since ?? 0);
  const conditions = billingEventConditions(sql, actor, query, await contractsOfUser(sql, actor, query.userId));
  const rows = await sql<BillingEvent[]>`
    select ${rowColumns(sql)} from ${rowTables(sql)}
    where ${conditions} ${after === 0 ? sql`` : sql`and e.id < ${after}`} and e.id > ${floor}
    order by e.id desc offset ${query.offset ?? 0} limit ${query.limit + 1}`;
  const found = toPage(rows, query.limit, (row) => row.id);
  return query.since === undefined ? goingOn(found, floor) : found;
}

export async function billingEventCount(core: Core, actor: Actor, query: BillingEventQuery): Promise<number> {
  requireMay(actor, 'billing-events.read');
  const sql = listReader(core);
  const floor = await searchFloor(sql, 'billing_event', query.search, 0);
  const conditions = billingEventConditions(sql, actor, query, await contractsOfUser(sql, actor, query.userId));
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from billing_event e where ${conditions} and e.id > ${floor} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

/** Who asked, as a filter names it: `client-3`, `user-7`. */
export interface BillingEventSource {
  readonly id: string;
  readonly name: string;
}

/** Rows that the choices of a filter are taken from. */
const LOOKED_AT = 20_000;

/** Who asked lately and through which dialects, for the choices of a filter; by name. */
export async function billingEventSources(
  core: Core,
  actor: Actor,
): Promise<{ readonly clients: readonly BillingEventSource[]; readonly dialects: readonly string[] }> {
  requireMay(actor, 'billing-events.read');
  const sql = listReader(core);
  const lately = (db: Db) => db`
    (select client_id, user_id, dialect from billing_event where domain_id = ${actor.domainId} order by id desc limit ${LOOKED_AT}) as e`;
  const clients = await sql<BillingEventSource[]>`
    select coalesce('client-' || s.client_id, 'user-' || s.user_id, 'system') as id, coalesce(c.name, u.login, 'client ' || s.client_id, 'user ' || s.user_id, 'system') as name
    from (select distinct e.client_id, e.user_id from ${lately(sql)}) as s
      left join api_client c on c.id = s.client_id left join app_user u on u.id = s.user_id
    order by name, id`;
  const dialects = await sql<{ dialect: string }[]>`select distinct e.dialect from ${lately(sql)} order by e.dialect`;
  return { clients, dialects: dialects.map(({ dialect }) => dialect) };
}
