import { invalid, refuse } from '../../core/errors.ts';
import type { Body } from './values.ts';

/** The one object of a request: an array of one is one, no body is an object without fields. */
export function oneObject(body: unknown): Body {
  if (body === undefined || body === null || body === '') return {};
  const value: unknown = Array.isArray(body) && body.length === 1 ? body[0] : body;
  if (!isObject(value)) throw invalid('body', 'body_not_object');
  return value;
}

/** All objects of a request: one alone is a list of one. What is none is left for its place to refuse. */
export function manyObjects(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (!isObject(body)) throw invalid('body', 'body_not_list');
  return [body];
}

export const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Buffer.isBuffer(value);

type NotFoundReason = `${'user' | 'organization' | 'domain' | 'mosaic' | 'streamer' | 'folder' | 'preset'}_not_found`;

/** The id in a path. What could be none of ours is not found, like any id that is none of ours. */
export function pathId(reason: NotFoundReason, text: string): number {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  if (id < 1 || id > 2_147_483_647) throw refuse(reason, { id: text.slice(0, 40) });
  return id;
}
