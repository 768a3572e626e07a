import { type DomainError, inOwnWords } from '../../../core/errors.ts';
import type { Body } from '../../wire/values.ts';

/** Words by which billings say "nothing". */
const NOTHING = new Set(['None', 'null', 'undefined', '']);
const TRUE = new Set(['1', 'true', 'yes', 'on', 't']);
const FALSE = new Set(['0', 'false', 'no', 'off', 'f']);
const MAX_INTEGER = 2_147_483_647;
const MAX_IDS = 10_000;

/** A request's parameters. `undefined`: not sent; `null`: sent as "nothing", which takes a value away. */
export class Fields {
  readonly #values: Body;

  constructor(values: Body) {
    this.#values = values;
  }

  get all(): Body {
    return this.#values;
  }

  /** Sent, and not as "nothing". */
  says(name: string): boolean {
    return (this.#value(name) ?? null) !== null;
  }

  text(name: string): string {
    return this.optionalText(name) ?? missing(name);
  }

  optionalText(name: string): string | null | undefined {
    const value = this.#value(name);
    if (value === undefined || value === null) return value;
    if (typeof value === 'number') {
      // Its last digits are lost already.
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER)
        throw refused(name, 'слишком велик для числа: передайте его строкой');
      return String(value);
    }
    if (typeof value !== 'string') throw refused(name, 'должен быть строкой');
    if (value.includes('\u0000')) throw refused(name, 'содержит недопустимый символ');
    return value;
  }

  integer(name: string): number {
    return this.optionalInteger(name) ?? missing(name);
  }

  optionalInteger(name: string): number | null | undefined {
    const number = this.#parsed(name, 'должен быть целым числом');
    if (typeof number === 'number' && (!Number.isInteger(number) || Math.abs(number) > MAX_INTEGER))
      throw refused(name, 'должен быть целым числом');
    return number;
  }

  optionalNumber(name: string): number | null | undefined {
    return this.#parsed(name, 'должен быть числом');
  }

  optionalFlag(name: string): boolean | null | undefined {
    const value = this.#value(name);
    if (value === undefined || value === null || typeof value === 'boolean') return value;
    const word = String(value).trim().toLowerCase();
    if (TRUE.has(word)) return true;
    if (FALSE.has(word)) return false;
    throw refused(name, 'должен быть True или False');
  }

  /** `5`, `"5"`, `[1, "2"]`, `"[1, 2]"`, `"1,2"`; without doubles, in their order. */
  ids(name: string): readonly number[] {
    const value = this.#value(name) ?? missing(name);
    const items = Array.isArray(value) ? value : typeof value === 'string' ? listed(value) : [value];
    if (items.length > MAX_IDS) throw refused(name, `не больше ${MAX_IDS} значений`);
    return [...new Set(items.flatMap((item) => (isNothing(item) ? [] : [toId(name, item)])))];
  }

  #value(name: string): unknown {
    if (!Object.hasOwn(this.#values, name)) return undefined;
    const value = this.#values[name];
    return isNothing(value) ? null : value;
  }

  #parsed(name: string, why: string): number | null | undefined {
    const value = this.#value(name);
    if (value === undefined || value === null || typeof value === 'number') return value;
    const text = typeof value === 'string' ? value.trim().replace(',', '.') : '';
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw refused(name, why);
    return Number(text);
  }
}

/** A parameter that does not do; the text names it. */
export const refused = (name: string, why: string): DomainError => inOwnWords('invalid', `Параметр ${name} ${why}`);

export function missing(name: string): never {
  throw inOwnWords('invalid', `Не указан обязательный параметр ${name}`);
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && NOTHING.has(value.trim()));

/** Elements that a client left out leave commas alone. */
const listed = (text: string): readonly string[] =>
  text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((part) => part.trim().replace(/^(["'])(.*)\1$/, '$2'));

function toId(name: string, item: unknown): number {
  const text = typeof item === 'number' || typeof item === 'string' ? String(item).trim() : '';
  if (!/^\d{1,10}$/.test(text) || Number(text) > MAX_INTEGER)
    throw refused(name, 'должен быть целым числом или массивом целых чисел');
  return Number(text);
}
