import { invalid } from './errors.ts';

/** The fields among `names` that are present, so that nothing else of the input gets near a table. */
export function pick<T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  const picked: Partial<Pick<T, K>> = {};
  for (const name of names) if (from[name] !== undefined) picked[name] = from[name];
  return picked;
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

export function checkText(field: string, value: string | null | undefined, most: number, least = 0): void {
  if (value === null || value === undefined) return;
  if (value.includes('\u0000')) throw invalid(field, 'may not hold a NUL character');
  if (value.length > most) throw invalid(field, `has ${value.length} characters, ${most} are allowed`);
  if (value.trim().length < least) throw invalid(field, 'may not be empty');
}

export function checkNumber(field: string, value: number | null | undefined, least: number, most: number): void {
  if (value === null || value === undefined) return;
  if (!Number.isFinite(value) || value < least || value > most)
    throw invalid(field, `give a number from ${least} to ${most}`);
}

/** Whole numbers that a PostgreSQL integer holds. */
export function checkInteger(field: string, value: number | null | undefined, least = 0, most = 2_147_483_647): void {
  if (value !== null && value !== undefined && !Number.isInteger(value)) throw invalid(field, 'give a whole number');
  checkNumber(field, value, least, most);
}

export function checkUuid(uuid: string | undefined): void {
  if (uuid !== undefined && !UUID.test(uuid))
    throw invalid('uuid', 'give a UUID like 0f3c1a52-9a64-4d0e-9b1c-5b6f7c8d9e0f');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
