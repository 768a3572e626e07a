import type { FastifyInstance } from 'fastify';
import { DomainError, invalid } from '../../core/errors.ts';
import { refuseDeepJson } from '../../http/json-depth.ts';

/**
 * Bodies as billings really send them: JSON whatever the case of the type, none at all beside `application/json`, forms,
 * JSON under the type that curl puts by itself, CSV as text for whoever wants it.
 */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const add = (type: string | RegExp, parse: (body: string) => unknown) =>
    app.addContentTypeParser(type, { parseAs: 'string' }, (_request, body, done) => {
      try {
        done(null, parse(body as string));
      } catch (error) {
        done(error as Error, undefined);
      }
    });
  add(/^application\/([\w.-]+\+)?json/i, parseJson);
  add(/^application\/x-www-form-urlencoded/i, (body) => (looksLikeJson(body) ? parseJson(body) : parseForm(body)));
  add(/^text\//i, jsonOrText);
  add('*', jsonOrText);
}

/** For types that say nothing: JSON where it looks like it. */
export const jsonOrText = (body: string): unknown => (looksLikeJson(body) ? parseJson(body) : body);

function parseJson(body: string): unknown {
  if (body.trim() === '') return undefined;
  refuseDeepJson(body);
  try {
    return JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body);
  } catch {
    throw new DomainError('invalid', 'The body is not valid JSON');
  }
}

const MOST_PAIRS = 1000;

/** `a=1&b=2`; a repeated name and `a[]` are lists. */
function parseForm(body: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null);
  let pairs = 0;
  for (const [key, value] of new URLSearchParams(body)) {
    if (++pairs > MOST_PAIRS) throw invalid('body', `has more than ${MOST_PAIRS} fields`);
    const name = key.replace(/\[\]$/, '');
    const before = fields[name];
    if (name !== key) fields[name] = [...(Array.isArray(before) ? before : []), value];
    else fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

const looksLikeJson = (body: string): boolean => /^[\uFEFF\s]*[[{]/.test(body);
