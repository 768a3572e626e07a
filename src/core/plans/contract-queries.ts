import type { Db, Fragment } from '../../db/sql.ts';

export interface ContractRow {
  readonly id: number;
  readonly billingId: number;
  readonly title: string;
  readonly domainId: number;
  readonly domainTitle: string;
  /** Null: nobody owns it. */
  readonly ownerId: number | null;
  readonly ownerLogin: string | null;
  readonly ownerEmail: string | null;
  /** Hundredths of a percent. */
  readonly discount: number;
  /** YYYY-MM-DD */
  readonly trialUntil: string | null;
  /** By id. */
  readonly planIds: readonly number[];
}

/**
 * Contracts with the terms of `day`, and with the plans that they have: those listed, and the default one. Where none are
 * listed and every one is allowed, it is those whose presets are linked, and the default one. The other way round linking
 * a preset lists its plan.
 */
const select = (sql: Db, day: string): Fragment => sql`
  select o.id, o.billing_id, o.title, o.domain_id, d.title as domain_title,
    u.id as owner_id, u.login as owner_login, u.email as owner_email,
    coalesce(t.discount, 0) as discount, t.trial_until::text as trial_until,
    case when o.no_plans then '{}' else array(
      select g.plan_id from organization_plan g where g.organization_id = o.id
      union
      select p.id from plan p where p.domain_id = o.domain_id and p.is_default and p.active
      union
      select min(p.id) from organization_preset l join plan p on p.preset_id = l.preset_id and p.active
      where l.organization_id = o.id and not exists (select from organization_plan x where x.organization_id = o.id)
      group by l.preset_id
      order by 1) end as plan_ids
  from organization o
  join domain d on d.id = o.domain_id
  left join app_user u on u.id = o.owner_id
  left join lateral (
    select discount, trial_until from organization_terms
    where organization_id = o.id and from_date <= ${day}::text::date order by from_date desc limit 1) t on true`;

/** By id, from `after` on. */
export async function listContracts(
  sql: Db,
  domainId: number,
  day: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly ContractRow[]> {
  return await sql<ContractRow[]>`
    ${select(sql, day)} where o.domain_id = ${domainId} and o.id > ${after} order by o.id limit ${limit}`;
}

export async function findContract(
  sql: Db,
  domainId: number,
  day: string,
  by: { readonly id: number } | { readonly billingId: number },
): Promise<ContractRow | undefined> {
  const [row] = await sql<ContractRow[]>`
    ${select(sql, day)} where o.domain_id = ${domainId}
      and ${'id' in by ? sql`o.id = ${by.id}` : sql`o.billing_id = ${by.billingId}`}`;
  return row;
}
