import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, refusalOf } from '../../core/errors.ts';
import { noteRefused, noteUnknown } from '../../http/refused-calls.ts';
import { authenticate } from './auth.ts';
import { vsaasMessage } from './refusals.ts';

/** Bad credentials are 403 here, never 401. */
export const VSAAS_STATUSES = {
  not_found: 404,
  gone: 404,
  invalid: 400,
  conflict: 400,
  limit: 400,
  unauthenticated: 403,
  forbidden: 403,
  payment_required: 403,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Whatever was thrown, as `{"error": "a sentence"}`. What is no refusal is logged, and not described. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  noteRefused(request, error);
  if (error instanceof DomainError) {
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    return reply.code(VSAAS_STATUSES[error.kind]).send({ error: vsaasMessage(error) });
  }
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return reply.code(statusCode).send({ error: message ?? 'Bad request' });
  request.core.log.error({ cause: error, path: pathOf(request) }, 'request failed');
  return reply.code(500).send({ error: 'Internal error' });
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  noteUnknown(request, async () => {
    await authenticate(request);
    return request.actor;
  });
  return reply.code(404).send({ error: `There is no ${request.method} ${pathOf(request)}` });
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';
