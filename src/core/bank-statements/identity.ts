import { createHash } from 'node:crypto';
import type { StatementRow } from './statement.ts';
import { dayOf } from './sums.ts';

/**
 * What makes a payment this one, whatever file it comes in: account, number, date, sum and the payer's account, as a
 * SHA-256 in hexadecimal digits. Without a number the payer and the purpose stand in for it, and `nth` tells rows apart
 * that are the same within one file.
 */
export function identityOf(row: StatementRow, nth = 0): string {
  const { account, number, date, sum, payerAccount, payer, payerTaxId, purpose } = row;
  const parts = [account, number, dayOf(date) ?? date, sum.replace(/[\s\u00a0]/g, ''), payerAccount];
  if (number === '') parts.push(payer, payerTaxId, purpose, String(nth));
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
