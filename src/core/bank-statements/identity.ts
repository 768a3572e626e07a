import { createHash } from 'node:crypto';
import type { StatementRow } from './statement.ts';
import { dayOf, sumOf } from './sums.ts';

/**
 * What makes a payment this one, whatever file it comes in: account, number, date, sum and the payer's account, as a
 * SHA-256 in hexadecimal digits. Accounts and sums count however they are written. Without the payer's account the payer
 * stands in for it: two may have numbered their orders alike. Without a number the purpose does too, and `nth` tells rows
 * apart that are the same within one file.
 */
export function identityOf(row: StatementRow, nth = 0): string {
  const { account, number, date, sum, payerAccount, payer, payerTaxId, purpose } = row;
  const parts = [packed(account), number, dayOf(date) ?? date, amountOf(sum), packed(payerAccount)];
  if (number === '' || payerAccount === '') parts.push(payer, payerTaxId);
  if (number === '') parts.push(purpose, String(nth));
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

const packed = (text: string): string => text.replace(/[\s\u00a0]/g, '');

/** `1 234,5` and `1234.50 EUR` are one sum; roubles stand for any currency here, since sums are only compared. */
function amountOf(sum: string): string {
  const bare = packed(sum).replace(/[\p{L}₽]+\.?$/u, '');
  return String(sumOf(bare, 'RUB') ?? bare);
}
