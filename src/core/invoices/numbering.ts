import type { Tx } from '../../db/sql.ts';

/**
 * The next number of a kind in a year of the domain: `PREFIX2026-000123`. Its counter is locked until the transaction ends
 * and goes back with it, so there are no holes: take it as the last lock of all.
 */
export async function nextNumber(
  sql: Tx,
  domainId: number,
  kind: 'invoice' | 'credit_note',
  prefix: string,
  issuedOn: string,
): Promise<string> {
  const year = issuedOn.slice(0, 4);
  const [row] = await sql<{ last: number }[]>`
    insert into document_counter (domain_id, kind, year, last) values (${domainId}, ${kind}, ${Number(year)}, 1)
    on conflict (domain_id, kind, year) do update set last = document_counter.last + 1
    returning last`;
  return `${prefix}${year}-${String(row?.last ?? 0).padStart(6, '0')}`;
}
