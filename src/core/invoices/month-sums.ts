import type { Db } from '../../db/sql.ts';
import type { InvoicedMonth } from './month.ts';

/** What the invoices of a month come to in one currency, in minor units; those that are void are only counted. */
export interface InvoicedSum {
  readonly currency: string;
  /** Those that are not void. */
  readonly invoices: number;
  readonly void: number;
  readonly total: bigint;
  /** Within the total. */
  readonly tax: bigint;
  /** The total of those that are not paid yet. */
  readonly open: bigint;
}

/** By currency. */
export async function sumInvoices(
  sql: Db,
  domainId: number,
  { first }: InvoicedMonth,
): Promise<readonly InvoicedSum[]> {
  const rows = await sql<
    (Pick<InvoicedSum, 'currency' | 'invoices' | 'void'> & Record<'total' | 'tax' | 'open', string>)[]
  >`
    select currency, count(*) filter (where status <> 'void')::int as invoices,
      count(*) filter (where status = 'void')::int as void,
      coalesce(sum(total) filter (where status <> 'void'), 0)::text as total,
      coalesce(sum(tax) filter (where status <> 'void'), 0)::text as tax,
      coalesce(sum(total) filter (where status = 'open'), 0)::text as open
    from invoice where domain_id = ${domainId} and month = ${first}::text::date
    group by currency order by currency`;
  return rows.map(({ total, tax, open, ...row }) => ({
    ...row,
    total: BigInt(total),
    tax: BigInt(tax),
    open: BigInt(open),
  }));
}
