import { factsOf } from '../locales/languages.ts';

interface Money {
  /** A decimal with all the decimals of its currency. */
  readonly amount: string;
  readonly currency: string;
}

/** 1 250,50 ₽: exactly the decimals that it came with. */
export function money({ amount, currency }: Money, language: string, sign = false): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  const format = new Intl.NumberFormat(factsOf(language).locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    ...(sign ? { signDisplay: 'exceptZero' } : {}),
  });
  // As text: a number would round what is beyond its digits.
  return format.format(amount as `${number}`);
}

/** A sum that came as a number, as billings write them: to the hundredth. */
export const sum = (value: number, currency: string, language: string): string =>
  money({ amount: value.toFixed(2), currency }, language);

/** A sum as people type it, `1 250,5`, as the API takes it. */
export const amountOf = (typed: string): string => typed.replace(/\s/g, '').replace(',', '.');

export const isAmount = (typed: string): boolean => /^\d{1,16}(\.\d{1,6})?$/.test(amountOf(typed));
