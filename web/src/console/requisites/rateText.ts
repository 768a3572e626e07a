import type { TFunction } from 'i18next';
import { factsOf } from '../../locales/languages.ts';

/** `22 %` of a rate in percent, or without VAT, which is another thing than 0 %. */
export function rateText(rate: string | null, t: TFunction<'console'>, language: string): string {
  if (rate === null) return t('tax.without');
  const format = new Intl.NumberFormat(factsOf(language).locale, { style: 'percent', maximumFractionDigits: 2 });
  return format.format(Number(rate) / 100);
}
