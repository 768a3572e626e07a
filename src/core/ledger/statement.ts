import type { Db, Fragment } from '../../db/sql.ts';
import type { EntryKind, StatementLine } from './ledger.ts';

/** Newest first, below the entry `before`; `period` is a condition on `e`. */
export async function listStatement(
  sql: Db,
  domainId: number,
  organizationId: number,
  {
    before,
    limit,
    kind,
    period,
  }: {
    readonly before: number;
    readonly limit: number;
    readonly kind: EntryKind | undefined;
    readonly period: Fragment | undefined;
  },
): Promise<readonly StatementLine[]> {
  const rows = await sql<
    (Omit<StatementLine, 'amount' | 'balance' | 'refundable'> & {
      amount: string;
      balance: string;
      refundable: string | null;
    })[]
  >`
    with page as (
      select p.entry_id, p.account_id, p.amount, a.currency
      from ledger_account a join ledger_posting p on p.account_id = a.id join ledger_entry e on e.id = p.entry_id
      where a.domain_id = ${domainId} and a.kind = 'balance' and a.organization_id = ${organizationId}
        and p.entry_id < ${before} ${kind ? sql`and e.kind = ${kind}` : sql``} ${period ? sql`and ${period}` : sql``}
      order by p.entry_id desc limit ${limit}),
    span as (select account_id, min(entry_id) as first, max(entry_id) as last from page group by account_id),
    below as (
      select s.account_id, sum(p.amount) as amount
      from span s join ledger_posting p on p.account_id = s.account_id and p.entry_id < s.first
      group by s.account_id),
    run as (
      select p.entry_id, p.account_id, sum(p.amount) over (partition by p.account_id order by p.entry_id) as amount
      from span s join ledger_posting p on p.account_id = s.account_id and p.entry_id between s.first and s.last)
    select e.id, e.at, e.kind, e.day::text as day, e.comment, e.actor, e.outside_id, e.refund_of, g.currency,
      g.amount::text as amount, (coalesce(b.amount, 0) + r.amount)::text as balance,
      case when e.kind = 'payment' then (g.amount + coalesce((
        select sum(p.amount) from ledger_entry f join ledger_posting p on p.entry_id = f.id and p.account_id = g.account_id
        where f.refund_of = e.id), 0))::text end as refundable
    from page g join ledger_entry e on e.id = g.entry_id
    join run r on r.entry_id = g.entry_id and r.account_id = g.account_id
    left join below b on b.account_id = g.account_id
    order by e.id desc`;
  return rows.map((row) => ({
    ...row,
    amount: BigInt(row.amount),
    balance: BigInt(row.balance),
    refundable: row.refundable === null ? null : BigInt(row.refundable),
  }));
}
