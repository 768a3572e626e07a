import { STATUS_CODES } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, refusalOf } from '../../../core/errors.ts';
import { noteRefused } from '../../../http/refused-calls.ts';
import { typeOf } from './billing-types.ts';
import { inRussian } from './refusals.ts';

/** No body, or one that is no JSON by any stretch. */
export class Unreadable extends DomainError {
  constructor() {
    super({ reason: 'own_words', params: { text: 'Тело запроса не удалось разобрать: передайте JSON' } });
  }
}

/** JSON without anything to work on: `{}`, `[]`, a bare value. */
export class Unprocessable extends DomainError {
  constructor() {
    super({ reason: 'own_words', params: { text: 'Необрабатываемый экземпляр' } });
  }
}

const STATUS = {
  not_found: 422,
  invalid: 422,
  conflict: 422,
  limit: 422,
  forbidden: 403,
  payment_required: 402,
  unauthenticated: 401,
  too_many: 429,
  gone: 422,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** What clients of these know is a text; they look into JSON for `error` alone. */
const AS_TEXT = new Set(['devices_add', 'devices_mod', 'doors_add', 'doors_mod']);

export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  noteRefused(request, error, typeOf(request.billMethod?.name ?? ''));
  if (error instanceof Unprocessable)
    return reply.code(422).send({ code: 422, name: STATUS_CODES[422], message: error.message });
  if (error instanceof Unreadable) return send(reply, 400, error.message);
  if (error instanceof DomainError) return sendRefusal(error, request, reply);
  const status = (error as { statusCode?: number } | undefined)?.statusCode ?? 500;
  if (status === 413) return send(reply, 413, 'Тело запроса слишком велико');
  if (status >= 400 && status < 500) return send(reply, 400, new Unreadable().message);
  request.core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
  return send(reply, 500, `Внутренняя ошибка, запрос ${request.id}`);
}

function sendRefusal(error: DomainError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const method = request.billMethod;
  const text = inRussian(error, method?.names ?? {});
  const status = STATUS[error.kind];
  const wait = error.details.retryAfterSeconds;
  if (wait !== undefined) void reply.header('retry-after', wait);
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  if (status === 422 && AS_TEXT.has(method?.name ?? ''))
    return reply
      .code(422)
      .type('text/html; charset=utf-8')
      .send(`Ошибка запроса: ${escaped(text)}`);
  return send(reply, status, text);
}

/** `error` is what known clients show. */
function send(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply.code(status).send({ code: status, name: STATUS_CODES[status], message, error: message });
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
