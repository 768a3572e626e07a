import { invalid } from '../../core/errors.ts';

/** A request's object, whatever it came as: JSON, a form, a CSV line. */
export type Body = Readonly<Record<string, unknown>>;

const TRUE = new Set(['true', '1', 'yes', 'on']);
const FALSE = new Set(['false', '0', 'no', 'off']);

/** The first of the names that says something: billings write `None` and empty cells for "nothing". */
function given(body: Body, names: readonly string[]): [name: string, value: unknown] {
  for (const name of names) {
    if (!Object.hasOwn(body, name)) continue;
    const value = body[name];
    if (value !== undefined && value !== 'None') return [name, value];
  }
  return [names[0] ?? '', undefined];
}

/** Text as it stands, an empty one too; null is absent. Numbers are text: phones and logins come as such. */
export function text(body: Body, ...names: readonly string[]): string | undefined {
  return textOrNull(body, ...names) ?? undefined;
}

export function textOrNull(body: Body, ...names: readonly string[]): string | null | undefined {
  const [name, value] = given(body, names);
  if (value === undefined || value === null) return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') throw invalid(name, 'text_required');
  if (value.includes('\u0000')) throw invalid(name, 'text_has_nul');
  return value;
}

/** Never by truthiness: the word "false" switches off. */
export function flag(body: Body, ...names: readonly string[]): boolean | undefined {
  const [name, value] = given(body, names);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'boolean') return value;
  const word = String(value).trim().toLowerCase();
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  throw invalid(name, 'flag_required');
}

/** Null says "none"; an empty text says nothing. */
export function numberOrNull(body: Body, ...names: readonly string[]): number | null | undefined {
  const [name, value] = given(body, names);
  if (value === undefined || value === null) return value;
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const number = typeof value === 'number' ? value : typeof value === 'string' ? toNumber(value) : Number.NaN;
  if (!Number.isFinite(number)) throw invalid(name, 'number_required');
  return number;
}

export function integerOrNull(body: Body, ...names: readonly string[]): number | null | undefined {
  const number = numberOrNull(body, ...names);
  if (number !== undefined && number !== null && !Number.isSafeInteger(number))
    throw invalid(given(body, names)[0], 'number_not_whole');
  return number;
}

/** A reference to something of ours; null is absent. */
export function id(body: Body, ...names: readonly string[]): number | undefined {
  return idOrNull(body, ...names) ?? undefined;
}

export function idOrNull(body: Body, ...names: readonly string[]): number | null | undefined {
  const number = integerOrNull(body, ...names);
  if (number !== undefined && number !== null && (number < 0 || number > 2_147_483_647))
    throw invalid(given(body, names)[0], 'id_required');
  return number;
}

/** A list of ids, as an array or as "1,2,3". */
export function ids(body: Body, name: string): readonly number[] | undefined {
  const items = list(body, name);
  return items?.flatMap((item) => id({ [name]: item }, name) ?? []);
}

export function texts(body: Body, name: string): readonly string[] | undefined {
  const items = list(body, name);
  return items?.flatMap((item) => text({ [name]: item }, name) ?? []);
}

function list(body: Body, name: string): readonly unknown[] | undefined {
  const [, value] = given(body, [name]);
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').filter((part) => part.trim() !== '') : [value];
}

const toNumber = (text: string): number => (/^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN);
