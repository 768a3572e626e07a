import { ConnectorError } from '../core/billing/connector.ts';

/** Where a value stands, for words about it: `billingList, row 2, column tv`. */
export type Place = string;

export const nonsense = (place: Place, problem: string): ConnectorError =>
  new ConnectorError('nonsense', `${place}: ${problem}`);

/** A value as a message shows it: short, and no whole page. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Uint8Array) return `binary of ${value.length} bytes`;
  const text = typeof value === 'string' ? `"${value}"` : typeof value === 'object' ? jsonOf(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

export type Columns = Readonly<Record<string, unknown>>;

export function columnsOf(value: unknown, place: Place): Columns {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw nonsense(place, `is ${shown(value)}, and no object with named columns`);
  return value as Columns;
}

/** A whole number or a text, as text. */
export function uidIn(value: unknown, place: Place): string {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
  const whole = typeof value === 'number' ? Number.isSafeInteger(value) : true;
  if (typeof text !== 'string' || !whole || text.trim() === '' || text.length > 255)
    throw nonsense(place, `is ${shown(value)}: a uid is a whole number or a text`);
  return text.trim();
}

/** Text as it is; null and nothing are ''. */
export function textIn(value: unknown, place: Place): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Uint8Array)
    throw nonsense(place, `is ${shown(value)}, and no text: give convert(column using utf8mb4)`);
  if (typeof value !== 'string') throw nonsense(place, `is ${shown(value)}, and no text`);
  return value;
}

/** Of a quotient databases give more digits behind the point than a number holds. */
const NUMBER = /^[+-]?\d{1,15}(?:[.,]\d{1,40})?$/;

/** A sum as a number or a text of one ("261.0"), to the kopeck; null, '' and nothing are 0. */
export function sumIn(value: unknown, place: Place): number {
  if (value === null || value === undefined || value === '') return 0;
  if (typeof value === 'number' && Number.isFinite(value)) return toHundredths(value);
  if (typeof value === 'string' && NUMBER.test(value.trim()))
    return toHundredths(Number(value.trim().replace(',', '.')));
  throw nonsense(place, `is ${shown(value)}, and no number`);
}

/** A FLOAT of MySQL that holds 261.3 comes as 261.29998779296875; halves go away from zero. */
const toHundredths = (sum: number): number =>
  (Math.sign(sum) * Math.round(Math.abs(sum) * 100 * (1 + Number.EPSILON))) / 100 + 0;

const TRUE = /^(1([.,]0+)?|true|t|y|yes)$/;
const FALSE = /^(0([.,]0+)?|false|f|n|no)$/;

/** true and false, 1 and 0 (1.00 too), Y and N, or texts of them; a bit of MySQL too. */
export function truthIn(value: unknown, place: Place): boolean {
  const plain = value instanceof Uint8Array && value.length === 1 ? value[0] : value;
  const word = ['string', 'number', 'bigint', 'boolean'].includes(typeof plain)
    ? String(plain).trim().toLowerCase()
    : '';
  if (TRUE.test(word)) return true;
  if (FALSE.test(word)) return false;
  throw nonsense(place, `is ${shown(value)}: give true or false, 1 or 0; other words by the query, as x = 'paid'`);
}

/** YYYY-MM-DD, also with a time behind it, or DD.MM.YYYY; null, '' and MySQL's zero date are null. */
export function dateIn(value: unknown, place: Place): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return localDate(value);
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.startsWith('0000-00-00')) return null;
  const iso = /^(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$/.exec(text);
  const russian = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text);
  const [year, month, day] = iso ? iso.slice(1) : russian ? [russian[3], russian[2], russian[1]] : [];
  const date = `${year}-${month}-${day}`;
  const real = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || !real.toISOString().startsWith(date))
    throw nonsense(place, `is ${shown(value)}, and no date: give YYYY-MM-DD, or an empty text for none`);
  return date;
}

function localDate(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
