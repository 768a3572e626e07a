import type { Db } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import { likeText } from '../page.ts';

/** All that are given must hold. */
export interface BillingEventFilter {
  readonly search?: string | undefined;
  readonly outcome?: string | undefined;
  /** `billing.new_entity`; or an intent: `camera.create`, or `camera.` for all of them. */
  readonly type?: string | undefined;
  /** Who asked: `client-3`, `user-7`; `system`: the product itself, on the way of somebody's call. */
  readonly client?: string | undefined;
  readonly dialect?: string | undefined;
  readonly from?: Date | undefined;
  /** Before this instant. */
  readonly to?: Date | undefined;
  /** About this user, or about no user in particular and the contract that the user was made under or owns. */
  readonly userId?: number | undefined;
  /** About this contract. */
  readonly organizationId?: number | undefined;
  /** With a greater id. */
  readonly since?: number | undefined;
}

/** Most events are of this type, so that they are found without an index, and are not in that of the types. */
const COMMON = 'billing.update_camera';

/** The contracts that a user's events are looked for by: where the user was made, and what it owns. */
export async function contractsOfUser(sql: Db, { domainId }: Actor, userId: number | undefined): Promise<number[]> {
  if (userId === undefined) return [];
  const rows = await sql<{ id: number }[]>`
    select o.id from organization o where o.domain_id = ${domainId}
      and (o.owner_id = ${userId} or o.id = (select u.home_organization_id from app_user u where u.domain_id = ${domainId} and u.id = ${userId}))`;
  return rows.map(({ id }) => id);
}

/** The condition of a query of `billing_event e`; `contracts`: those of the user that is asked for. */
export function billingEventConditions(
  sql: Db,
  actor: Actor,
  filter: BillingEventFilter,
  contracts: readonly number[],
) {
  const { outcome, dialect, from, to, userId, organizationId } = filter;
  const text = likeText((filter.search ?? '').trim());
  return sql`
    e.domain_id = ${actor.domainId}
    ${outcome ? sql`and e.outcome = ${outcome}` : sql``}
    ${dialect ? sql`and e.dialect = ${dialect}` : sql``}
    ${filter.type ? ofType(sql, filter.type) : sql``}
    ${filter.client ? ofClient(sql, filter.client) : sql``}
    ${from ? sql`and e.at >= ${from}` : sql``}
    ${to ? sql`and e.at < ${to}` : sql``}
    ${userId === undefined ? sql`` : ofUser(sql, userId, contracts)}
    ${organizationId === undefined ? sql`` : sql`and e.organization_ids && ${[organizationId]}::int[]`}
    ${text === '' ? sql`` : sql`and (lower(coalesce(e.subject, '')) like ${`%${text}%`} or lower(coalesce(e.message, '')) like ${`%${text}%`} or e.request_id = ${text})`}`;
}

function ofType(sql: Db, type: string) {
  if (!type.startsWith('billing.')) return sql`and e.type like ${`${likeText(type)}%`}`;
  const has = sql`and e.types && ${[type]}::text[]`;
  return type === COMMON ? has : sql`${has} and e.types <> '{billing.update_camera}'`;
}

function ofClient(sql: Db, client: string) {
  if (client === 'system') return sql`and e.client_id is null and e.user_id is null`;
  const [, kind, id] = /^(client|user)-(\d{1,9})$/.exec(client) ?? [];
  if (id === undefined) return sql`and false`;
  return kind === 'client' ? sql`and e.client_id = ${Number(id)}` : sql`and e.user_id = ${Number(id)}`;
}

function ofUser(sql: Db, userId: number, contracts: readonly number[]) {
  const about = sql`e.user_ids && ${[userId]}::int[]`;
  if (contracts.length === 0) return sql`and ${about}`;
  return sql`and (${about} or (e.user_ids is null and e.organization_ids && ${[...contracts]}::int[]))`;
}
