import type { Db, Fragment } from '../../db/sql.ts';
import type { Money } from '../ledger/money.ts';
import type { ChargedDays } from './composing.ts';
import type { InvoicedMonth } from './month.ts';

/**
 * What an organization was charged in a month by plan, cut at the days on which a tax rate begins (`starts`, YYYY-MM-DD,
 * ascending). By the plan's name as it is now, and day.
 */
export async function chargedDays(
  sql: Db,
  domainId: number,
  organizationId: number,
  { first, last }: InvoicedMonth,
  starts: readonly string[],
): Promise<readonly ChargedDays[]> {
  const rows = await sql<(Omit<ChargedDays, 'amount'> & { amount: string })[]>`
    select r.plan_id, coalesce(p.name, '#' || r.plan_id) as title, r.currency, min(r.day)::text as from, max(r.day)::text as to,
      sum(r.cameras)::int as camera_days, sum(r.amount::numeric * r.cameras)::text as amount
    from rating_sum r left join plan p on p.id = r.plan_id
    where r.organization_id = ${organizationId} and r.domain_id = ${domainId} and r.kind = 0 and r.currency is not null
      and r.day between ${first}::text::date and ${last}::text::date
    group by r.currency, r.plan_id, p.name, width_bucket(r.day, ${[...starts]}::text[]::date[])
    order by p.name, r.plan_id, min(r.day)`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

/**
 * What payments lack to cover all that was charged up to a month's end, minor units; 0 or below: they cover it. `lock`:
 * no movement comes on the balance until the transaction ends.
 */
export async function shortage(
  sql: Db,
  domainId: number,
  organizationId: number,
  currency: string,
  { last }: InvoicedMonth,
  lock: boolean,
): Promise<bigint> {
  const account = sql`
    domain_id = ${domainId} and kind = 'balance' and currency = ${currency}
      and coalesce(organization_id, 0) = ${organizationId}`;
  // A statement of its own: the next one sees what the holder of the row did.
  if (lock) await sql`select from ledger_account where ${account} for no key update`;
  const [row] = await sql<{ amount: string }[]>`
    select (-balance - coalesce((
      select sum(r.amount::numeric * r.cameras) from rating_sum r
      where r.organization_id = ${organizationId} and r.currency = ${currency} and r.day > ${last}::text::date), 0))::text as amount
    from ledger_account where ${account}`;
  return BigInt(row?.amount ?? 0);
}

/** Who has something to be invoiced, in which currency. */
export type Uninvoiced = Pick<Money, 'currency'> & { readonly organizationId: number };

/**
 * Organizations after the id `after` with charges in the month and no invoice of it, by id and currency. The default
 * organization holds what nobody claimed: nobody pays for it.
 */
export async function listUninvoiced(
  sql: Db,
  domainId: number,
  month: InvoicedMonth,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly Uninvoiced[]> {
  return await sql<Uninvoiced[]>`
    select a.organization_id, a.currency ${uninvoiced(sql, domainId, month, after)}
    order by a.organization_id, a.currency limit ${limit}`;
}

export async function countUninvoiced(sql: Db, domainId: number, month: InvoicedMonth, after: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct a.organization_id)::int as count ${uninvoiced(sql, domainId, month, after)}`;
  return row?.count ?? 0;
}

const uninvoiced = (sql: Db, domainId: number, { first, last }: InvoicedMonth, after: number): Fragment => sql`
  from ledger_account a
  where a.domain_id = ${domainId} and a.kind = 'balance' and a.organization_id > ${after}
    and not exists (select from organization o where o.id = a.organization_id and o.is_default)
    and exists (
      select from rating_sum r where r.organization_id = a.organization_id and r.currency = a.currency and r.kind = 0
        and r.amount > 0 and r.day between ${first}::text::date and ${last}::text::date)
    and not exists (
      select from invoice i where i.organization_id = a.organization_id and i.month = ${first}::text::date
        and i.currency = a.currency and i.status <> 'void')`;
