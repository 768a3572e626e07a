import { invalid } from '../errors.ts';
import { addDays } from '../time.ts';

/** A month of a domain, its days YYYY-MM-DD. */
export interface InvoicedMonth {
  /** YYYY-MM */
  readonly month: string;
  readonly first: string;
  readonly last: string;
}

/** Of `YYYY-MM`, from 1970 on. */
export function invoicedMonth(month: string): InvoicedMonth {
  if (!/^(19[7-9]\d|[2-8]\d{3})-(0[1-9]|1[0-2])$/.test(month)) throw invalid('month', 'month_malformed');
  const first = `${month}-01`;
  return { month, first, last: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}
