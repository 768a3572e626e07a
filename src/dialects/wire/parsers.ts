import type { FastifyInstance } from 'fastify';
import { refuse } from '../../core/errors.ts';
import { refuseDeepJson } from '../../http/json-depth.ts';
import { refuseHalves } from '../../http/whole-text.ts';
import { decodeBody } from './charset.ts';
import { parseForm } from './form.ts';

export const BODY_TYPES = {
  json: /^application\/([\w.-]+\+)?json/i,
  form: /^application\/x-www-form-urlencoded/i,
  text: /^text\//i,
  other: '*',
} as const;

/**
 * Bodies as billings really send them: JSON whatever the case of the type, none at all beside `application/json`, forms,
 * JSON under the type that curl puts by itself, all else as text; in the charset that they declare, or that is found.
 */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const add = (type: string | RegExp, parse: (body: string, contentType: string | undefined) => unknown) =>
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
      try {
        const contentType = request.headers['content-type'];
        done(null, parse(decodeBody(body as Buffer, contentType), contentType));
      } catch (error) {
        done(error as Error, undefined);
      }
    });
  add(BODY_TYPES.json, parseJson);
  add(BODY_TYPES.form, (body, type) => (looksLikeJson(body) ? parseJson(body) : parseForm(body, type)));
  add(BODY_TYPES.text, jsonOrText);
  add(BODY_TYPES.other, jsonOrText);
}

/** For types that say nothing: JSON where it looks like it. */
const jsonOrText = (body: string): unknown => (looksLikeJson(body) ? parseJson(body) : body);

function parseJson(body: string): unknown {
  if (body.trim() === '') return undefined;
  refuseDeepJson(body);
  const value = parsed(body);
  refuseHalves(body, value);
  return value;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw refuse('body_not_json');
  }
}

const looksLikeJson = (body: string): boolean => /^\s*[[{]/.test(body);
