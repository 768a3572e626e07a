import { parseMoney } from '../ledger/money.ts';
import { isDay } from '../time.ts';

/**
 * A sum as people and banks write it (`1234.50`, `1 234,50`, `1.234,50`, `1,234.50 RUB`) in minor units. Undefined: it is
 * none, might be two (`1,234`), or stands with another currency.
 */
export function sumOf(text: string, currency: string): bigint | undefined {
  if (text.length > LONGEST) return undefined;
  const [, sum = '', said = ''] = /^([^\p{L}₽]*)(.*)$/u.exec(text.replace(/[\s\u00a0\u202f\u2009']/g, '')) ?? [];
  if (said !== '' && !(currency === 'RUB' && ROUBLES.test(said)) && said.toUpperCase() !== currency) return undefined;
  const plain = sum;
  const [, sign = '', whole = '', fraction = ''] = PLAIN.exec(plain) ?? GROUPED.exec(plain)?.toSpliced(3, 1) ?? [];
  if (whole === '') return undefined;
  return parseMoney(`${sign}${whole.replace(/[.,]/g, '')}${fraction === '' ? '' : `.${fraction}`}`, currency);
}

const LONGEST = 100;
const ROUBLES = /^(₽|РУБ\.?|Р\.?)$/iu;
const PLAIN = /^([+-]?)(\d+)(?:[.,](\d{1,2}))?$/;
/** One group alone without decimals might be three decimals. */
const GROUPED = /^([+-]?)(\d{1,3}(?:([.,])\d{3})(?:\3\d{3})*(?:\3\d{3}|(?=(?!\3)[.,]\d{1,2}$)))(?:[.,](\d{1,2}))?$/;

/** A date as YYYY-MM-DD: `29.11.2026`, `29/11/26`, `2026-11-29`, with a time behind it or none; the day stands first. */
export function dayOf(text: string): string | undefined {
  const [, y, m, d] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(text.trim()) ?? [];
  const [, day = d, month = m, year = y] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/.exec(text.trim()) ?? [];
  if (!(day && month && year)) return undefined;
  const found = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(found) ? found : undefined;
}
