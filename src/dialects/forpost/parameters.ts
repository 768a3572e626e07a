import { type DomainError, inOwnWords } from '../../core/errors.ts';

/** Words by which clients say "nothing". */
const NOTHING = new Set(['None', 'null', 'undefined']);
const TRUE = new Set(['1', 'true', 'yes', 'on']);
const FALSE = new Set(['0', 'false', 'no', 'off']);
const MAX_ITEMS = 10_000;
const MAX_INTEGER = 2_147_483_647;

/** Parameters by name, in whatever case they came. */
export class Parameters {
  readonly #exact: Readonly<Record<string, unknown>>;
  readonly #lower = new Map<string, unknown>();

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#exact = values;
    for (const [name, value] of Object.entries(values)) this.#lower.set(name.toLowerCase(), value);
  }

  /** Whether the parameter came at all, be it empty. */
  has(name: string): boolean {
    return this.optionalText(name) !== undefined;
  }

  /** Required, not empty. */
  text(name: string): string {
    return this.optionalText(name) || missing(name);
  }

  /** Undefined: not sent; empty: sent without a value. */
  optionalText(name: string): string | undefined {
    const value = lastOf(this.#value(name));
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'object') throw refused(name, 'должен быть строкой');
    const text = String(value);
    if (NOTHING.has(text)) return undefined;
    if (text.includes('\u0000')) throw refused(name, 'содержит недопустимый символ');
    return text;
  }

  integer(name: string): number {
    return this.optionalInteger(name) ?? missing(name);
  }

  /** Undefined: not sent; null: sent without a value, which an edit takes as "back to the default". */
  optionalInteger(name: string): number | null | undefined {
    const number = this.optionalNumber(name);
    if (typeof number === 'number' && (!Number.isInteger(number) || Math.abs(number) > MAX_INTEGER))
      throw refused(name, 'должен быть целым числом');
    return number;
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? missing(name);
  }

  optionalNumber(name: string): number | null | undefined {
    const text = this.optionalText(name)?.trim();
    if (text === undefined || text === '') return text === undefined ? undefined : null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw refused(name, 'должен быть числом');
    return Number(text);
  }

  flag(name: string): boolean {
    return this.optionalFlag(name) ?? missing(name);
  }

  optionalFlag(name: string): boolean | null | undefined {
    const text = this.optionalText(name)?.trim().toLowerCase();
    if (text === undefined || text === '') return text === undefined ? undefined : null;
    if (TRUE.has(text)) return true;
    if (FALSE.has(text)) return false;
    throw refused(name, 'должен быть 0 или 1');
  }

  /** Undefined: not sent; the standard: sent without a value. */
  flagOr(name: string, standard: boolean): boolean | undefined {
    const value = this.optionalFlag(name);
    return value === undefined ? undefined : (value ?? standard);
  }

  /** A JSON list in one field, as `[1, 2, 3]`; repeated fields and `1,2,3` are taken too. Without doubles. */
  integers(name: string): readonly number[] {
    const value = this.#value(name);
    const list = Array.isArray(value) && value.length > 1 ? value : parsedList(name, this.optionalText(name));
    if (list === undefined) return missing(name);
    if (list.length > MAX_ITEMS) throw refused(name, `не больше ${MAX_ITEMS} значений`);
    return [...new Set(list.map((item) => toInteger(name, item)))];
  }

  #value(name: string): unknown {
    return Object.hasOwn(this.#exact, name) ? this.#exact[name] : this.#lower.get(name.toLowerCase());
  }
}

/** A parameter that does not do; the text names it. */
export const refused = (name: string, why: string): DomainError => inOwnWords('invalid', `Параметр ${name} ${why}`);

function missing(name: string): never {
  throw inOwnWords('invalid', `Не указан обязательный параметр ${name}`);
}

/** Of a parameter that is given twice the last value counts. */
const lastOf = (value: unknown): unknown => (Array.isArray(value) ? value.at(-1) : value);

function parsedList(name: string, text: string | undefined): readonly unknown[] | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (/^\s*\d+(\s*,\s*\d+)*\s*$/.test(text)) return text.split(',');
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // Told below, like any other text that is no list.
  }
  throw refused(name, 'должен быть JSON-массивом целых чисел, например [1, 2, 3]');
}

function toInteger(name: string, item: unknown): number {
  const text = typeof item === 'number' || typeof item === 'string' ? String(item).trim() : '';
  if (!/^\d{1,10}$/.test(text) || Number(text) > MAX_INTEGER)
    throw refused(name, 'должен быть JSON-массивом целых чисел, например [1, 2, 3]');
  return Number(text);
}
