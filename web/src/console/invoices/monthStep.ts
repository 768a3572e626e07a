import type { InvoicedMonth } from '../../api/types.ts';

export type MonthStep = 'running' | 'unrated' | 'requisites' | 'close' | 'issue' | 'done' | 'nothing';

/** What a month lacks first until all its invoices are issued; `missing`: requisites of the provider's. */
export function monthStep({ over, unrated, closed, uninvoiced, sums }: InvoicedMonth, missing: boolean): MonthStep {
  if (!over) return 'running';
  if (closed === null && unrated !== null) return 'unrated';
  if (closed !== null && uninvoiced === 0) return sums.some(({ invoices }) => invoices > 0) ? 'done' : 'nothing';
  if (missing) return 'requisites';
  return closed === null ? 'close' : 'issue';
}
