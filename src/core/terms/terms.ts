/** What was agreed with a contract, as it holds on one day. */
export interface Terms {
  /** Hundredths of a percent off each month's price: 0 to 10,000. */
  readonly discount: number;
  /** The last day that costs nothing, `YYYY-MM-DD` in the domain's time zone; null: none does. */
  readonly trialUntil: string | null;
}

export const NO_TERMS: Terms = { discount: 0, trialUntil: null };

export const WHOLE_DISCOUNT = 10_000;

/** Hundredths of a percent from a decimal: "12.5" is 1250. Undefined: no decimal, or more than two places behind the point. */
export function parsePercent(text: string): number | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** The same the other way round, without zeros that say nothing: 1250 is "12.5". */
export const formatPercent = (hundredths: number): string => String(hundredths / 100);
