/** Weights of the digits of an INN, from the left, by its check digit. */
const INN_10 = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_12 = [
  [7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
  [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8],
];

/** An INN: 10 digits of an organization or 12 of a person, the check digits right. */
export function isInn(text: string): boolean {
  if (/^\d{10}$/.test(text)) return innDigit(text, INN_10) === text[9];
  if (!/^\d{12}$/.test(text)) return false;
  return INN_12.every((weights) => innDigit(text, weights) === text[weights.length]);
}

const innDigit = (text: string, weights: readonly number[]): string =>
  String((weights.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11) % 10);

/** A KPP: four digits of the tax office, two of the reason (letters too for great taxpayers), three of a number. */
export const isKpp = (text: string): boolean => /^\d{4}[\dA-Z]{2}\d{3}$/.test(text);

/** A BIC of a Russian bank: 9 digits. */
export const isRussianBic = (text: string): boolean => /^\d{9}$/.test(text);

/**
 * Whether an account of 20 digits is one of the bank with that BIC by its control key. In front of it stand the last three
 * digits of the BIC, or 0 and its fifth and sixth where the account is at the Bank of Russia itself.
 */
export function fitsBic(account: string, bic: string, at: 'bank' | 'central'): boolean {
  if (!isRussianBic(bic) || !/^\d{20}$/.test(account)) return false;
  // A BIC that ends so is a division of the Bank of Russia.
  const central = at === 'central' || /00[0-2]$/.test(bic);
  const digits = `${central ? `0${bic.slice(4, 6)}` : bic.slice(6)}${account}`;
  const key = [...digits].reduce((sum, digit, i) => sum + Number(digit) * (KEY_WEIGHTS[i % 3] ?? 0), 0);
  return key % 10 === 0;
}

const KEY_WEIGHTS = [7, 1, 3];

/** An IBAN without spaces, by ISO 13616: the remainder by 97 is 1. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...`${text.slice(4)}${text.slice(0, 4)}`].map((c) => Number.parseInt(c, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}

/** The BIC of ISO 9362: 8 or 11 characters. */
export const isBic = (text: string): boolean => /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text);
