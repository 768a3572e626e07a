import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, Outage, refusalOf } from '../../core/errors.ts';
import { noteRefused } from '../../http/refused-calls.ts';
import { typeOf } from './billing-types.ts';
import { methodOf } from './methods.ts';
import { inRussian } from './refusals.ts';

/** 1: unknown error, 2: parameters failed validation, 3: access denied. */
export interface ErrorAnswer {
  readonly ErrorCode: 1 | 2 | 3;
  readonly Error: string;
}

export const DENIED: ErrorAnswer = { ErrorCode: 3, Error: 'Доступ запрещен' };

/**
 * Errors are HTTP 200: clients of this API drop the body of anything else. Guessing passwords alone is 429, and 503 what
 * was not even looked at, because the database is away: whoever repeats by the status repeats it.
 */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  noteRefused(request, error, typeOf((request.params as { method?: string }).method ?? ''));
  if (error instanceof DomainError) {
    const wait = error.details.retryAfterSeconds;
    if (wait !== undefined) void reply.header('retry-after', wait);
    return reply.code(statusOf(error)).send(answerTo(error, request));
  }
  const status = (error as { statusCode?: number } | undefined)?.statusCode ?? 500;
  if (status === 413) return reply.code(200).send(refusal('Тело запроса слишком велико'));
  if (status >= 400 && status < 500) return reply.code(200).send(refusal('Тело запроса не удалось разобрать'));
  request.core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
  const internal: ErrorAnswer = { ErrorCode: 1, Error: `Внутренняя ошибка, запрос ${request.id}` };
  return reply.code(200).send(internal);
}

function statusOf(error: DomainError): number {
  if (error instanceof Outage) return 503;
  return error.kind === 'too_many' ? 429 : 200;
}

const refusal = (text: string): ErrorAnswer => ({ ErrorCode: 2, Error: text });

function answerTo(error: DomainError, request: FastifyRequest): ErrorAnswer {
  const { method } = request.params as { method?: string };
  const text = inRussian(error, methodOf(method ?? '')?.names ?? {});
  switch (error.kind) {
    case 'unauthenticated':
      return DENIED;
    case 'forbidden':
    case 'payment_required':
    case 'too_many':
      return { ErrorCode: 3, Error: text };
    case 'unavailable':
      return { ErrorCode: 1, Error: text };
    default:
      return { ErrorCode: 2, Error: text };
  }
}
