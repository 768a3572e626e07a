import type { Db, Fragment } from '../../db/sql.ts';
import type { Policy } from './policy.ts';

/** How an organization's balance stands to the policy of its domain, in the domain's currency. */
export interface Standing {
  readonly organizationId: number;
  /** Minor units. */
  readonly balance: bigint;
  /** Prepaid, and below the floor. */
  readonly below: boolean;
  /** Prepaid, and as many days of use as the policy names bring it below the floor. */
  readonly low: boolean;
  /** Prepaid: days of use, as the last ones were, until it is below the floor; null: it is never, or nothing is used. */
  readonly daysLeft: number | null;
  /** Of the block of source `billing`; null: none stands. */
  readonly blockReason: string | null;
  /** Its owner was told that it runs low. */
  readonly warned: boolean;
}

/** A day's use is the mean of so many rated days, or of as many as there are. */
const RATED_DAYS = 7;
const MOST_DAYS = 36_500;

/** Of those organizations, or of all in the domain; `unsettled`: whose block or warning is not as it has to be. */
export async function standings(
  sql: Db,
  policy: Policy,
  domainId: number,
  { ids, unsettled }: { readonly ids?: readonly number[]; readonly unsettled: boolean },
): Promise<readonly Standing[]> {
  const { currency, creditFloor, balanceWarningDays } = policy;
  const prepaid = policy.charging === 'prepaid';
  const among = (column: Fragment) => (ids ? sql`and ${column} = any(${[...ids]}::int[])` : sql``);
  // Nobody pays for the default organization: it holds what nobody claimed.
  const rows = await sql<(Omit<Standing, 'balance'> & { balance: string })[]>`
    with rated as (select day from rating_run where domain_id = ${domainId} order by day desc limit ${RATED_DAYS}),
    used as (
      select r.organization_id, sum(r.amount::numeric * r.cameras) as amount
      from rating_sum r
      where r.domain_id = ${domainId} and r.day in (select day from rated) and r.currency = ${currency}
        ${among(sql`r.organization_id`)}
      group by r.organization_id),
    account as (
      select o.id as organization_id, o.is_default, coalesce(a.balance, 0) as balance,
        coalesce(a.balance, 0) - ${`${creditFloor}`}::text::numeric as above,
        (select count(*) from rated) as days, coalesce(u.amount, 0) as used, b.reason as block_reason,
        w.organization_id is not null as warned
      from organization o
      left join ledger_account a on a.domain_id = o.domain_id and a.kind = 'balance' and a.currency = ${currency}
        and coalesce(a.organization_id, 0) = o.id
      left join used u on u.organization_id = o.id
      left join block b on b.subject_kind = 'organization' and b.subject_id = o.id and b.source = 'billing' and b.effect = 'service'
      left join balance_warning w on w.organization_id = o.id
      where o.domain_id = ${domainId} ${among(sql`o.id`)}),
    standing as (
      select organization_id, balance::text as balance, ${prepaid} and not is_default and above < 0 as below,
        ${prepaid} and not is_default and ${balanceWarningDays}::int > 0 and (above < 0 or above * days < used * ${balanceWarningDays}::int) as low,
        case when ${prepaid} and above < 0 then 0
          when ${prepaid} and used > 0 then least(floor(above * days / used), ${MOST_DAYS})::int end as days_left,
        block_reason, warned
      from account)
    select * from standing ${unsettled ? sql`where ${isUnsettled(sql)}` : sql``} order by organization_id`;
  return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }));
}

/** A block of the billing's with another reason is the billing's own: it is neither lifted nor written over. */
const isUnsettled = (sql: Db): Fragment => sql`
  below and block_reason is null or not below and block_reason = 'balance' or low <> warned`;
