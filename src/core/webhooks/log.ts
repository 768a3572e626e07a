import type { Sql } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { afterEvent, COUNT_CAP, type Page, type PageRequest, toPage } from '../page.ts';
import { bodyOf } from './deliveries.ts';
import { KEPT_DAYS } from './endpoint.ts';
import { endpoint } from './operations.ts';

export const DELIVERY_STATES = ['waiting', 'delivered', 'given_up'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What became of one event at one endpoint. */
export interface Delivery {
  readonly id: number;
  /** What its receiver knows it by. */
  readonly messageId: string;
  readonly type: string;
  readonly objectKind: string;
  readonly objectId: number;
  /** When it happened. */
  readonly at: Date;
  readonly state: DeliveryState;
  /** Tries so far, resends included. */
  readonly tries: number;
  readonly nextAttemptAt: Date;
  readonly finishedAt: Date | null;
  /** Of the last try: its HTTP status, or why there was no answer. */
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

export interface LoggedAttempt {
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string;
}

export interface DeliveryDetails extends Delivery {
  /** The message as it is sent. */
  readonly body: string;
  /** Newest first, at most a hundred. */
  readonly log: readonly LoggedAttempt[];
}

export interface DeliveryQuery extends PageRequest {
  readonly state?: DeliveryState | undefined;
}

/** The deliveries of the last 30 days to one endpoint, newest first. */
export async function deliveryPage(
  core: Core,
  actor: Actor,
  endpointId: number,
  query: DeliveryQuery,
): Promise<Page<Delivery>> {
  await endpoint(core, actor, endpointId);
  const { state, limit } = query;
  const sql = listReader(core);
  const after = afterEvent(query.after);
  const rows = await sql<Delivery[]>`
    select ${columns(core)} from ${tables(core)}
    where d.endpoint_id = ${endpointId} ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${after === undefined ? sql`` : sql`and d.id < ${after}`}
    order by d.id desc limit ${limit + 1}`;
  return toPage(rows, limit, (row) => row.id);
}

export async function deliveryCount(
  core: Core,
  actor: Actor,
  endpointId: number,
  { state }: DeliveryQuery,
): Promise<number> {
  await endpoint(core, actor, endpointId);
  const sql = listReader(core);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from webhook_delivery d
      where d.endpoint_id = ${endpointId} ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

export async function delivery(core: Core, actor: Actor, endpointId: number, id: number): Promise<DeliveryDetails> {
  await endpoint(core, actor, endpointId);
  const sql = reader(core);
  const [row] = await sql<(Delivery & { data: unknown })[]>`
    select ${columns(core)}, e.data from ${tables(core)} where d.endpoint_id = ${endpointId} and d.id = ${id}`;
  if (!row) throw refuse('webhook_delivery_not_found', { id });
  const log = await sql<LoggedAttempt[]>`
    select at, duration_ms, status, error, answer from webhook_attempt where delivery_id = ${id} order by id desc limit 100`;
  const { data, ...found } = row;
  return { ...found, body: bodyOf({ ...found, data }), log };
}

const columns = (core: Core) => reader(core)`
  d.id, 'evt_' || d.event_id as message_id, e.type, d.object_kind, d.object_id, e.at, d.state, last.tries, d.next_attempt_at, d.finished_at,
  last.status as last_status, last.error as last_error`;

const tables = (core: Core) => reader(core)`
  webhook_delivery d join domain_event e on e.id = d.event_id
  cross join lateral (
    select count(*)::int as tries, (array_agg(a.status order by a.id desc))[1] as status,
      (array_agg(a.error order by a.id desc))[1] as error
    from webhook_attempt a where a.delivery_id = d.id) last`;

const BATCH = 1000;

/** Events older than 30 days, with their deliveries and tries, whatever became of them. */
export async function tidyEvents(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from domain_event where id in (
      select id from domain_event where at < now() - make_interval(days => ${KEPT_DAYS}) order by at limit ${BATCH})`;
  return count;
}

/** May this actor send to this endpoint now. */
export async function requireOn(core: Core, actor: Actor, endpointId: number): Promise<void> {
  requireMay(actor, 'webhooks.manage');
  if (!(await endpoint(core, actor, endpointId)).enabled) throw refuse('webhook_off', { id: endpointId });
}
