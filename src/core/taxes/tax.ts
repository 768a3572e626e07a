import type { TaxRate } from '../invoices/document.ts';

/** How taxes are rounded: that of each line, or that of each rate's total. */
export const TAX_ROUNDINGS = ['line', 'total'] as const;
export type TaxRounding = (typeof TAX_ROUNDINGS)[number];

/** A rate from its day on, until the next one of the same plan or domain. */
export interface RateFrom {
  /** Null: of every plan of the domain. */
  readonly planId: number | null;
  /** YYYY-MM-DD */
  readonly fromDate: string;
  readonly rate: TaxRate;
}

/** The whole of a price: hundredths of a percent. */
const WHOLE = 10_000n;

/** The tax within a sum of at least 0, minor units, rounded half up; without VAT there is none. */
export function taxWithin(amount: bigint, rate: TaxRate): bigint {
  if (rate === null) return 0n;
  const whole = WHOLE + BigInt(rate);
  return (2n * amount * BigInt(rate) + whole) / (2n * whole);
}

/** The rate of a plan on a day (YYYY-MM-DD): its own before the domain's; null: none was set, or without VAT. */
export function rateOn(rates: readonly RateFrom[], planId: number, day: string): TaxRate {
  const latest = (of: number | null): RateFrom | undefined =>
    rates
      .filter((rate) => rate.planId === of && rate.fromDate <= day)
      .reduce<RateFrom | undefined>((last, rate) => (last && last.fromDate > rate.fromDate ? last : rate), undefined);
  return (latest(planId) ?? latest(null))?.rate ?? null;
}

/** In roubles the tax of each line is rounded, elsewhere that of the total, unless the provider says otherwise. */
export const roundingOf = (chosen: TaxRounding | null, currency: string): TaxRounding =>
  chosen ?? (currency === 'RUB' ? 'line' : 'total');
