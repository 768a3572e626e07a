import { DomainError, type Said } from '../../core/errors.ts';
import { isObject, oneObject } from '../wire/body.ts';
import { type Body, id, text } from '../wire/values.ts';
import { nested } from './nested.ts';

/** Says no to a field of this API by its own name. Throw it. */
export function wrong(field: string, reason: Said['reason'], params: Said['params'] = {}): DomainError {
  const said: Said = { reason, params };
  return new DomainError(said, {}, { [field]: said });
}

/** The fields that say something: null and an empty text are absent. */
export function fieldsIn(body: unknown): Body {
  return given(nested(oneObject(body)));
}

export const given = (fields: Body): Body =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== '' && value !== 'None'));

/** The object in a field; undefined: absent. */
export function objectIn(body: Body, name: string): Body | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!isObject(value)) throw wrong(name, 'row_not_object');
  return given(value);
}

/** The list in a field, a single value being a list of one; undefined: absent. */
export function listIn(body: Body, name: string): readonly unknown[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value;
  if (isObject(value)) throw wrong(name, 'list_required');
  return typeof value === 'string' && value.includes(',') ? value.split(',') : [value];
}

/** Each entry with its place, as errors name it. */
export const eachIn = <T>(body: Body, name: string, read: (value: unknown, place: string) => T): T[] | undefined =>
  listIn(body, name)?.map((value, i) => read(value, `${name}.${i}`));

export function requiredText(body: Body, name: string, place = name): string {
  const value = text({ [place]: body[name] }, place)?.trim();
  if (value === undefined || value === '') throw wrong(place, 'value_required');
  return value;
}

export function requiredId(value: unknown, place: string): number {
  const known = id({ [place]: value }, place);
  if (known === undefined) throw wrong(place, 'value_required');
  return known;
}

/** A word of a closed set; undefined: absent. */
export function choiceIn<T extends string>(
  body: Body,
  name: string,
  choices: readonly T[],
  place = name,
): T | undefined {
  const value = text({ [place]: body[name] }, place);
  if (value === undefined || value === '') return undefined;
  const known = choices.find((choice) => choice === value.trim().toLowerCase());
  if (known === undefined) throw wrong(place, 'choice_unknown', { choices: choices.join(', ') });
  return known;
}
