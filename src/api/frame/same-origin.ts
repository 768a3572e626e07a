import type { FastifyRequest } from 'fastify';
import { refuse } from '../../core/errors.ts';

const HEADER = 'x-requested-with';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends the cookie by itself, so a change by cookie has to prove that our own page asked for it: a header
 * that another site's form cannot set, and the browser's own word on where the request came from.
 */
export function requireOwnPage(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  if (request.headers[HEADER] !== 'vedette') throw refuse('same_origin_header_missing', { header: HEADER });
  requireSameOrigin(request);
}

/** Sec-Fetch-Site where the browser sends it (https and localhost), else Origin; neither: not a browser. */
export function requireSameOrigin(request: FastifyRequest): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin' || site === 'none') return;
  if (site === undefined && (origin === undefined || hostOf(origin) === request.host)) return;
  throw refuse('other_origin', { origin: origin ?? site ?? '' });
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
