import type { Language } from '../../core/languages/languages.ts';
import { formatMoney, type Money } from '../../core/ledger/money.ts';

/** Between groups of digits, and between a number and its sign: no line is broken there. */
const NO_BREAK = '\u00a0';
const MINUS = '\u2212';

const SIGNS: Partial<Record<string, string>> = { RUB: '₽', EUR: '€', USD: '$', KZT: '₸', UAH: '₴', GBP: '£' };

/** `12 345,00` in Russian, `12,345.00` in English: all decimals of the currency, exactly. */
export function writtenAmount(money: Money, language: Language): string {
  const [whole = '', fraction] = formatMoney(money).replace('-', '').split('.');
  const [group, point] = language === 'ru' ? [NO_BREAK, ','] : [',', '.'];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${money.amount < 0n ? MINUS : ''}${grouped}${fraction === undefined ? '' : point + fraction}`;
}

/** With its sign in Russian, with its code in English. */
export const writtenMoney = (money: Money, language: Language): string =>
  `${writtenAmount(money, language)}${NO_BREAK}${currencySign(money.currency, language)}`;

export const currencySign = (currency: string, language: Language): string =>
  (language === 'ru' ? SIGNS[currency] : undefined) ?? currency;

/** Hundredths of a percent: 2200 is `22 %`, 550 `5,5 %` or `5.5 %`. */
export function writtenRate(rate: number, language: Language): string {
  const percent = String(rate / 100);
  return `${language === 'ru' ? percent.replace('.', ',') : percent}${NO_BREAK}%`;
}

/** A count with its digits in groups. */
export const writtenCount = (count: number, language: Language): string =>
  String(count).replace(/\B(?=(\d{3})+$)/g, language === 'ru' ? NO_BREAK : ',');
