/** Money: minor units (kopecks, cents) as a bigint, and the code of its currency. */
export interface Money {
  readonly amount: bigint;
  /** ISO 4217 */
  readonly currency: string;
}

/** The most that one price or one payment is, in minor units. */
export const MAX_MONEY = 10n ** 15n;

/** ISO 4217's decimals, fixed here: stored amounts must not change their worth with a library's tables. */
const DECIMALS = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3] as const),
  ...'CLF UYW'.split(' ').map((c) => [c, 4] as const),
]);

/** Digits after the point that the currency has. */
export const decimalsOf = (currency: string): number => DECIMALS.get(currency) ?? 2;

/**
 * `1250.5` as minor units, exactly. Undefined: not a plain decimal number, or more decimals than the currency has;
 * zeros beyond them are none.
 */
export function parseMoney(text: string, currency: string): bigint | undefined {
  const [, sign = '', whole, fraction = ''] = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const decimals = decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined;
  const amount = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return sign === '-' ? -amount : amount;
}

/** Minor units as `1250.50`, with all the decimals of the currency. */
export function formatMoney({ amount, currency }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  return `${amount < 0n ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits.slice(-decimals)}`}`;
}
