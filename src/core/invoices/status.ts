import type { Tx } from '../../db/sql.ts';
import { formatMoney, type Money } from '../ledger/money.ts';
import type { Write } from '../write.ts';

/** An invoice as events tell of it. */
export interface ToldInvoice {
  readonly id: number;
  readonly organizationId: number;
  readonly number: string;
  /** YYYY-MM */
  readonly month: string;
  readonly total: Money;
}

/** The fields of an invoice's events. */
export const told = ({ id, number, month, total }: ToldInvoice) => ({
  ...{ invoiceId: id, number, month, total: formatMoney(total) },
  currency: total.currency,
});

/** As `settleInvoices`, and tells which were paid by it. */
export async function settleAndTell(tx: Write, organizationIds: readonly number[]): Promise<void> {
  const { sql, actor, core } = tx;
  for (const paid of await settleInvoices(sql, actor.domainId, organizationIds, core.clock()))
    tx.happened('invoice.paid', paid.organizationId, told(paid));
}

/**
 * Opens and closes the invoices of organizations by their balances: in each write that moves one, after its postings,
 * which lock the balance. What came in covers an invoice when the balance, without what was charged after its month, is
 * not below 0. Invoices are locked after the accounts of the ledger. Answers those that were paid by it.
 */
async function settleInvoices(
  sql: Tx,
  domainId: number,
  organizationIds: readonly number[],
  at: Date,
): Promise<readonly ToldInvoice[]> {
  const rows = await sql<(Omit<ToldInvoice, 'total'> & { total: string; currency: string; status: string })[]>`
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
    from settled s where i.id = s.id and i.status <> 'void' and (i.status = 'paid') <> s.covered
    returning i.id, i.organization_id, i.number, to_char(i.month, 'YYYY-MM') as month, i.total::text as total, i.currency, i.status`;
  return rows
    .filter(({ status }) => status === 'paid')
    .map(({ total, currency, id, organizationId, number, month }) => ({
      ...{ id, organizationId, number, month },
      total: { amount: BigInt(total), currency },
    }));
}
