import type { Db, Fragment } from '../../db/sql.ts';
import type { Money } from './money.ts';
import { inPeriod, type Period } from './period.ts';

/** Minor units, above 0; `corrected` below 0 where more was taken off than given. */
export interface MonthSums {
  readonly charged: bigint;
  readonly paid: bigint;
  readonly refunded: bigint;
  readonly corrected: bigint;
}

/** By currency, over all balances of the domain. */
export async function sumMonth(
  sql: Db,
  domainId: number,
  period: Period,
  timeZone: string,
): Promise<ReadonlyMap<string, MonthSums>> {
  const sum = (kind: string, sign: Fragment) =>
    sql`coalesce(${sign} sum(p.amount) filter (where e.kind = ${kind}), 0)::text`;
  const rows = await sql<({ currency: string } & Record<keyof MonthSums, string>)[]>`
    select a.currency, ${sum('charge', sql`-`)} as charged, ${sum('payment', sql``)} as paid,
      ${sum('refund', sql`-`)} as refunded, ${sum('correction', sql``)} as corrected
    from ledger_entry e join ledger_posting p on p.entry_id = e.id
    join ledger_account a on a.id = p.account_id and a.kind = 'balance'
    where e.domain_id = ${domainId} and ${inPeriod(sql, period, timeZone) ?? sql`true`}
    group by a.currency`;
  return new Map(
    rows.map(({ currency, charged, paid, refunded, corrected }) => [
      currency,
      { charged: BigInt(charged), paid: BigInt(paid), refunded: BigInt(refunded), corrected: BigInt(corrected) },
    ]),
  );
}

/** By currency, above 0; `until`: as it was at the end of that day, else now. */
export async function sumDebts(
  sql: Db,
  domainId: number,
  until: string | undefined,
  timeZone: string,
): Promise<ReadonlyMap<string, bigint>> {
  const rows = await sql<{ currency: string; amount: string }[]>`
    select d.currency, sum(d.amount)::text as amount from (${debts(sql, domainId, until, timeZone)}) d group by d.currency`;
  return new Map(rows.map(({ currency, amount }) => [currency, BigInt(amount)]));
}

export async function countBlocked(sql: Db, domainId: number, reason: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from block b join organization o on o.id = b.subject_id
    where b.subject_kind = 'organization' and b.source = 'billing' and b.effect = 'service' and b.reason = ${reason}
      and o.domain_id = ${domainId}`;
  return row?.count ?? 0;
}

/** Whose balance is below 0, and by how much. */
export interface Debtor extends Money {
  /** Of the organization. */
  readonly id: number;
  /** Null: the organization is gone. */
  readonly title: string | null;
  /** Of source `billing`; null: none stands. */
  readonly blockReason: string | null;
}

/** A page's last row. */
export type DebtKey = Money & Pick<Debtor, 'id'>;

export async function listDebtors(
  sql: Db,
  domainId: number,
  {
    own,
    until,
    timeZone,
    after,
    limit,
  }: {
    /** The currency that comes first. */
    readonly own: string;
    readonly until: string | undefined;
    readonly timeZone: string;
    readonly after: DebtKey | undefined;
    readonly limit: number;
  },
): Promise<readonly Debtor[]> {
  const below = after
    ? sql`where (d.currency <> ${own}, d.currency, -d.amount, d.id) > (${after.currency !== own}, ${after.currency}::text, ${`${-after.amount}`}::text::numeric, ${after.id}::int)`
    : sql``;
  const rows = await sql<(Omit<Debtor, 'amount'> & { amount: string })[]>`
    select d.id, d.currency, d.amount::text as amount, o.title, b.reason as block_reason
    from (${debts(sql, domainId, until, timeZone)}) d
    left join organization o on o.id = d.id
    left join block b on b.subject_kind = 'organization' and b.subject_id = d.id and b.source = 'billing' and b.effect = 'service'
    ${below}
    order by d.currency <> ${own}, d.currency, -d.amount, d.id limit ${limit}`;
  return rows.map((row) => ({ ...row, amount: BigInt(row.amount) }));
}

/** Balances are kept as they are now: an earlier one is without what came since, which is less to read than all before. */
function debts(sql: Db, domainId: number, until: string | undefined, timeZone: string): Fragment {
  if (until === undefined)
    return sql`
      select a.organization_id as id, a.currency, -a.balance as amount from ledger_account a
      where a.domain_id = ${domainId} and a.kind = 'balance' and a.balance < 0`;
  return sql`
    select a.organization_id as id, a.currency, coalesce(s.amount, 0) - a.balance as amount
    from ledger_account a
    left join (
      select p.account_id, sum(p.amount) as amount
      from ledger_entry e join ledger_posting p on p.entry_id = e.id
      where e.domain_id = ${domainId} and not ${inPeriod(sql, { to: until }, timeZone) ?? sql`true`}
      group by p.account_id) s on s.account_id = a.id
    where a.domain_id = ${domainId} and a.kind = 'balance' and a.balance - coalesce(s.amount, 0) < 0`;
}
