import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { MonthDay } from './day.ts';

/** One day of a domain that is charged. */
export interface RatedDay {
  readonly domainId: number;
  /** YYYY-MM-DD */
  readonly day: string;
  readonly from: Date;
  readonly to: Date;
  readonly month: MonthDay;
}

/** Undefined: every organization. */
type Only = readonly number[] | undefined;

/**
 * The cameras of a day, each with the last plan that it had in it: those whose interval goes on, in the order `by`, and
 * then those whose interval is over and was the last one of theirs to begin before the day's end.
 */
const usedOn = (sql: Db, { domainId, from, to }: RatedDay, only: Only, by?: 'camera'): Fragment => {
  const mine = sql`
    u.domain_id = ${domainId} and u.from_at < ${to} ${only ? sql`and u.organization_id = any(${[...only]}::int[])` : sql``}`;
  return sql`
    (select u.camera_id, u.domain_id, u.organization_id, u.plan_id from usage_interval u
     where ${mine} and u.to_at = 'infinity' ${by ? sql`order by u.camera_id` : sql``})
    union all
    (select u.camera_id, u.domain_id, u.organization_id, u.plan_id from usage_interval u
     where ${mine} and u.to_at <> 'infinity' and u.to_at > ${from} and (u.to_at >= ${to} or not exists (
       select from usage_interval n where n.camera_id = u.camera_id and n.from_at >= u.to_at and n.from_at < ${to})))`;
};

/**
 * A day's price for each organization and plan of it, minor units; kinds as in the table `charge`. The discount comes off
 * the month's price first, rounded half up. Day n of a month costs what its first n days cost less what its first n - 1
 * did, each rounded down, so that all of them add up to the month's price exactly.
 */
const sumsOf = (sql: Db, rated: RatedDay, only: Only): Fragment => sql`
  used as materialized (
    select u.organization_id, coalesce(u.plan_id, 0) as plan_id, count(*)::int as cameras,
      sum(hashint4(u.camera_id)) as camera_hash
    from (${usedOn(sql, rated, only)}) u group by 1, 2
  ), price as materialized (
    select distinct on (x.plan_id) x.plan_id, x.amount, x.currency from plan_price x join plan p on p.id = x.plan_id
    where p.domain_id = ${rated.domainId} and x.from_date <= ${rated.day}::text::date
    order by x.plan_id, x.from_date desc
  ), term as materialized (
    select distinct on (t.organization_id) t.organization_id, t.discount, t.trial_until from organization_terms t
    where t.from_date <= ${rated.day}::text::date order by t.organization_id, t.from_date desc
  ), fresh as materialized (
    select u.organization_id, u.plan_id, u.cameras, u.camera_hash, p.amount as price, p.currency,
      coalesce(t.discount, 0) as discount, k.kind,
      case when k.kind = 0 then (div(m.amount * ${rated.month.number}::int, ${rated.month.days}::int)
        - div(m.amount * (${rated.month.number}::int - 1), ${rated.month.days}::int))::bigint else 0 end as amount
    from used u left join price p on p.plan_id = u.plan_id left join term t on t.organization_id = u.organization_id
    cross join lateral (select div(p.amount::numeric * (10000 - coalesce(t.discount, 0)) + 5000, 10000) as amount) m
    cross join lateral (select case when u.plan_id = 0 then 2 when p.plan_id is null then 3
      when t.trial_until >= ${rated.day}::text::date then 1 else 0 end as kind) k
  )`;

/** Writes the sums of the day. */
export async function insertSums(sql: Tx, rated: RatedDay, only?: Only): Promise<void> {
  await sql`
    with ${sumsOf(sql, rated, only)}
    insert into rating_sum (domain_id, day, organization_id, plan_id, kind, cameras, camera_hash, amount, currency, price, discount)
    select ${rated.domainId}, ${rated.day}::text::date, organization_id, plan_id, kind, cameras, camera_hash, amount, currency,
      price, discount
    from fresh`;
}

/**
 * Writes a row for each camera of the day, from the day's sums. A whole domain is read in the order of its cameras: by
 * organization, as the planner would from what it does not know yet of the sums, every row lands elsewhere in the index.
 */
export async function insertCharges(sql: Tx, rated: RatedDay, only?: Only): Promise<void> {
  const whole = only ? 'on' : 'off';
  await sql`select set_config('enable_nestloop', ${whole}, true), set_config('enable_sort', ${whole}, true)`;
  await sql`
    insert into charge (day, camera_id, domain_id, organization_id, plan_id, kind, amount, price, discount)
    select ${rated.day}::text::date, u.camera_id, u.domain_id, u.organization_id, u.plan_id, r.kind, r.amount, r.price, r.discount
    from (${usedOn(sql, rated, only, 'camera')}) u
    join rating_sum r on r.domain_id = ${rated.domainId} and r.day = ${rated.day}::text::date
      and r.organization_id = u.organization_id and r.plan_id = coalesce(u.plan_id, 0)`;
  await sql`select set_config('enable_nestloop', 'on', true), set_config('enable_sort', 'on', true)`;
}

/** Organizations whose stored sums are not what the day comes to now, by id. */
export async function differingOrganizations(sql: Tx, rated: RatedDay): Promise<readonly number[]> {
  const rows = await sql<{ organizationId: number }[]>`
    with ${sumsOf(sql, rated, undefined)}, kept as materialized (
      select * from rating_sum where domain_id = ${rated.domainId} and day = ${rated.day}::text::date
    )
    select distinct coalesce(f.organization_id, k.organization_id) as organization_id
    from fresh f full join kept k on k.organization_id = f.organization_id and k.plan_id = f.plan_id
    where (f.kind, f.cameras, f.camera_hash, f.amount, f.price, f.currency, f.discount)
      is distinct from (k.kind, k.cameras, k.camera_hash, k.amount, k.price, k.currency, k.discount)
    order by 1`;
  return rows.map(({ organizationId }) => organizationId);
}

/** What the day came to, by organization and currency, minor units; nothing where it is nothing. */
export async function daySums(
  sql: Db,
  { domainId, day }: RatedDay,
  only: readonly number[],
): Promise<readonly DaySum[]> {
  const rows = await sql<{ organizationId: number; currency: string; amount: string }[]>`
    select organization_id, currency, sum(amount::numeric * cameras)::text as amount from rating_sum
    where domain_id = ${domainId} and day = ${day}::text::date and organization_id = any(${[...only]}::int[])
    group by organization_id, currency having sum(amount::numeric * cameras) > 0`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

export interface DaySum {
  readonly organizationId: number;
  readonly currency: string;
  readonly amount: bigint;
}

export async function deleteDay(sql: Tx, { domainId, day }: RatedDay, only: readonly number[]): Promise<void> {
  await sql`
    delete from charge where day = ${day}::text::date and domain_id = ${domainId} and organization_id = any(${[...only]}::int[])`;
  await sql`
    delete from rating_sum where domain_id = ${domainId} and day = ${day}::text::date and organization_id = any(${[...only]}::int[])`;
}

/** The first rating of a day as postings: from each organization's balance to the provider's sales. */
export async function postDay(sql: Tx, rated: RatedDay, at: Date, actor: string): Promise<void> {
  const { domainId, day } = rated;
  const sums = sql`
    select organization_id, currency, sum(amount::numeric * cameras) as amount from rating_sum
    where domain_id = ${domainId} and day = ${day}::text::date group by 1, 2 having sum(amount::numeric * cameras) > 0`;
  await post(sql, domainId, day, at, actor, sums);
}

/** What a repetition changed, as postings: positive sums are charged beside, negative ones given back. */
export async function postDifferences(
  sql: Tx,
  { domainId, day }: RatedDay,
  at: Date,
  actor: string,
  differences: readonly DaySum[],
): Promise<void> {
  const rows = differences.map((sum) => ({ ...sum, amount: String(sum.amount) }));
  const sums = sql`
    select (r ->> 'organizationId')::int as organization_id, r ->> 'currency' as currency, (r ->> 'amount')::bigint as amount
    from jsonb_array_elements(${sql.json(rows)}::jsonb) r`;
  await post(sql, domainId, day, at, actor, sums);
}

async function post(sql: Tx, domainId: number, day: string, at: Date, actor: string, sums: Fragment): Promise<void> {
  await sql`
    with sums as (${sums})
    insert into ledger_account (domain_id, organization_id, kind, currency)
    select ${domainId}::int, organization_id, 'balance', currency from sums
    union all select distinct ${domainId}::int, null::int, 'sales', currency from sums
    on conflict do nothing`;
  await sql`
    with sums as (${sums}), entry as materialized (
      select s.*, nextval(pg_get_serial_sequence('ledger_entry', 'id')) as id from sums s order by s.organization_id
    ), made as (
      insert into ledger_entry (id, domain_id, at, kind, actor, day)
      select id, ${domainId}, ${at}, 'charge', ${actor}, ${day}::text::date from entry returning 1
    )
    insert into ledger_posting (entry_id, account_id, amount)
    select p.entry_id, p.account_id, p.amount from (
      select e.id as entry_id, a.id as account_id, -e.amount as amount from entry e
      join ledger_account a on a.domain_id = ${domainId} and coalesce(a.organization_id, 0) = e.organization_id and a.kind = 'balance'
        and a.currency = e.currency
      union all
      select e.id, a.id, e.amount from entry e
      join ledger_account a on a.domain_id = ${domainId} and coalesce(a.organization_id, 0) = 0 and a.kind = 'sales'
        and a.currency = e.currency
    ) p where (select count(*) from made) > 0`;
}
