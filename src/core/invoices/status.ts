import type { Tx } from '../../db/sql.ts';

/**
 * Opens and closes the invoices of organizations by their balances: in each write that moves one, after its postings,
 * which lock the balance. What came in covers an invoice when the balance, without what was charged after its month, is
 * not below 0. Invoices are locked after the accounts of the ledger.
 */
export async function settleInvoices(
  sql: Tx,
  domainId: number,
  organizationIds: readonly number[],
  at: Date,
): Promise<void> {
  await sql`
    with standing as (
      select id, organization_id, currency, month from invoice
      where domain_id = ${domainId} and organization_id = any(${[...organizationIds]}::int[]) and status <> 'void'),
    charged as (
      select organization_id, currency, date_trunc('month', day)::date as month, sum(amount::numeric * cameras) as amount
      from rating_sum
      where organization_id = any(${[...organizationIds]}::int[]) and day >= (select min(month) from standing)
      group by 1, 2, 3),
    settled as (
      select s.id, a.balance + coalesce((
        select sum(c.amount) from charged c
        where c.organization_id = s.organization_id and c.currency = s.currency and c.month > s.month), 0) >= 0 as covered
      from standing s join ledger_account a on a.domain_id = ${domainId} and a.kind = 'balance' and a.currency = s.currency
        and coalesce(a.organization_id, 0) = s.organization_id)
    update invoice i set status = case when s.covered then 'paid' else 'open' end,
      paid_at = case when s.covered then ${at}::timestamptz end
    from settled s where i.id = s.id and i.status <> 'void' and (i.status = 'paid') <> s.covered`;
}
