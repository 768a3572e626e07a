import { type CoreField, invalid } from './errors.ts';
import { isDay } from './time.ts';

/** The fields among `names` that are present, so that nothing else of the input gets near a table. */
export function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name];
  return picked;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the fields that are undefined: an absent field of a change leaves what is, null does not. */
export function present<T extends object>(fields: T): Present<T> {
  const kept: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== undefined) kept[name] = fields[name];
  return kept as Present<T>;
}

/** [before, after] of the given fields, for the audit. */
export function differences<T extends object>(
  before: T,
  after: Partial<T>,
): Record<string, readonly [unknown, unknown]> {
  const names = Object.keys(after) as (keyof T & string)[];
  return Object.fromEntries(names.map((name) => [name, [before[name] ?? null, after[name] ?? null] as const]));
}

/** All of a new object's fields as changes from nothing. */
export function additions(after: object): Record<string, readonly [unknown, unknown]> {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  for (const [name, value] of Object.entries(after)) {
    if (value !== undefined && value !== null && value !== '') changes[name] = [null, value];
  }
  return changes;
}

/** Without the spaces around these texts, as an address is copied and pasted; the same object where there are none. */
export function trimmed<T extends object>(fields: T, names: readonly (keyof T)[]): T {
  const spaced = names.filter((name) => typeof fields[name] === 'string' && fields[name] !== fields[name].trim());
  if (spaced.length === 0) return fields;
  return { ...fields, ...Object.fromEntries(spaced.map((name) => [name, String(fields[name]).trim()])) };
}

export function checkText<F extends string>(
  field: CoreField<F>,
  value: string | null | undefined,
  most: number,
  least = 0,
): void {
  if (value === null || value === undefined) return;
  if (value.includes('\u0000')) throw invalid(field, 'text_has_nul');
  if (/\p{Surrogate}/u.test(value)) throw invalid(field, 'text_half_character');
  if (value.length > most) throw invalid(field, 'text_too_long', { length: value.length, limit: most });
  if (value.trim().length < least) throw invalid(field, 'text_empty');
}

export function checkNumber<F extends string>(
  field: CoreField<F>,
  value: number | null | undefined,
  least: number,
  most: number,
): void {
  if (value === null || value === undefined) return;
  if (!Number.isFinite(value) || value < least || value > most)
    throw invalid(field, 'number_out_of_range', { least, most });
}

/** Whole numbers that a PostgreSQL integer holds. */
export function checkInteger<F extends string>(
  field: CoreField<F>,
  value: number | null | undefined,
  least = 0,
  most = 2_147_483_647,
): void {
  if (value !== null && value !== undefined && !Number.isInteger(value)) throw invalid(field, 'number_not_whole');
  checkNumber(field, value, least, most);
}

/** `YYYY-MM-DD` that a calendar has, from 1970 to 9998. */
export function checkDay<F extends string>(field: CoreField<F>, day: string | undefined): void {
  if (day === undefined) return;
  if (!isDay(day) || day < '1970-01-01' || day > '9998-12-31') throw invalid(field, 'date_malformed');
}

export function checkUuid(uuid: string | undefined): void {
  if (uuid !== undefined && !UUID.test(uuid)) throw invalid('uuid', 'uuid_malformed');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
