import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { localDate } from '../time.ts';
import { type Plan, priceOn } from './plan.ts';

type PlanRow = Omit<Plan, 'prices' | 'price'> & {
  readonly timeZone: string;
  readonly prices: readonly { readonly fromDate: string; readonly amount: string; readonly currency: string }[];
};

const select = (sql: Db) => sql`
  select p.id, p.domain_id, p.name, p.note, p.preset_id, r.title as preset_title, p.is_default, p.active, p.created_at,
    d.time_zone,
    coalesce((select jsonb_agg(jsonb_build_object('fromDate', x.from_date::text, 'amount', x.amount::text, 'currency', x.currency)
                               order by x.from_date)
              from plan_price x where x.plan_id = p.id), '[]') as prices
  from plan p join preset r on r.id = p.preset_id join domain d on d.id = p.domain_id`;

export async function findPlan(sql: Db, domainId: number, id: number, now: Date): Promise<Plan | undefined> {
  const [row] = await sql<PlanRow[]>`${select(sql)} where p.domain_id = ${domainId} and p.id = ${id}`;
  return row && toPlan(row, now);
}

export interface PlanFilter {
  readonly after: number;
  readonly limit: number;
  readonly search: string;
  /** Undefined: archived ones too. */
  readonly active: boolean | undefined;
  /** Undefined: of the whole domain; otherwise those that it is limited to. */
  readonly organizationId?: number | undefined;
}

/** By id. */
export async function listPlans(sql: Db, domainId: number, filter: PlanFilter, now: Date): Promise<readonly Plan[]> {
  const rows = await sql<PlanRow[]>`
    ${select(sql)} where ${condition(sql, domainId, filter)} and p.id > ${filter.after} order by p.id limit ${filter.limit}`;
  return rows.map((row) => toPlan(row, now));
}

/** From the newest down, below `before`: those that are given, and archived ones that an organization still has. */
export async function listOfferedPlans(
  sql: Db,
  domainId: number,
  before: number,
  limit: number,
  now: Date,
): Promise<readonly Plan[]> {
  const rows = await sql<PlanRow[]>`
    ${select(sql)} where p.domain_id = ${domainId} and p.id < ${before}
      and (p.active or exists (select from organization_plan o where o.plan_id = p.id))
    order by p.id desc limit ${limit}`;
  return rows.map((row) => toPlan(row, now));
}

export async function plansByIds(
  sql: Db,
  domainId: number,
  ids: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, Plan>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<PlanRow[]>`
    ${select(sql)} where p.domain_id = ${domainId} and p.id = any(${[...ids]}::int[])`;
  return new Map(rows.map((row) => [row.id, toPlan(row, now)]));
}

export async function countPlans(sql: Db, domainId: number, filter: PlanFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from plan p where ${condition(sql, domainId, filter)}`;
  return row?.count ?? 0;
}

const condition = (sql: Db, domainId: number, { search, active, organizationId }: PlanFilter): Fragment => sql`
  p.domain_id = ${domainId} ${active === undefined ? sql`` : sql`and p.active = ${active}`}
  ${search === '' ? sql`` : sql`and lower(p.name || ' ' || p.note) like ${`%${search}%`}`}
  ${organizationId === undefined ? sql`` : sql`and exists (select from organization_plan o where o.plan_id = p.id and o.organization_id = ${organizationId})`}`;

export interface LockedPlan {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  readonly presetId: number;
  readonly isDefault: boolean;
  readonly active: boolean;
}

export async function lockPlan(sql: Tx, domainId: number, id: number): Promise<LockedPlan | undefined> {
  const [row] = await sql<LockedPlan[]>`
    select id, name, note, preset_id, is_default, active from plan where domain_id = ${domainId} and id = ${id} for update`;
  return row;
}

/** The plans among `ids` that are there, locked against being archived or deleted meanwhile. */
export async function sharePlans(
  sql: Tx,
  domainId: number,
  ids: readonly number[],
): Promise<readonly { readonly id: number; readonly active: boolean }[]> {
  return await sql<{ id: number; active: boolean }[]>`
    select id, active from plan where domain_id = ${domainId} and id = any(${[...ids]}::int[]) order by id for share`;
}

/** A plan that is still given and has this preset. */
export async function activePlanOfPreset(sql: Db, presetId: number): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    select id from plan where preset_id = ${presetId} and active order by id limit 1`;
  return row?.id;
}

/** All plans that deliver the preset, archived ones too. */
export async function plansOfPreset(sql: Db, presetId: number): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`select id from plan where preset_id = ${presetId}`;
  return rows.map(({ id }) => id);
}

/** Undefined: the domain has none. */
export async function activeDefaultPlan(sql: Db, domainId: number): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    select id from plan where domain_id = ${domainId} and is_default and active`;
  return row?.id;
}

function toPlan({ timeZone, prices, ...plan }: PlanRow, now: Date): Plan {
  const known = prices.map((price) => ({ ...price, amount: BigInt(price.amount) }));
  return { ...plan, prices: known, price: priceOn(known, localDate(timeZone)(now.getTime())) };
}
