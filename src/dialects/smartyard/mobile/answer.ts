import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, refusalOf } from '../../../core/errors.ts';

/** What a route answers that is no envelope; undefined: an empty body. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  /** Of a body that is text already. */
  readonly type: string | undefined;

  constructor(status: number, body?: unknown, type?: string) {
    this.status = status;
    this.body = body;
    this.type = type;
  }
}

/** A refusal in a route's own words, wherever it is found. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super('refused');
    this.answer = answer;
  }
}

/** "Nothing": HTTP 204 with an empty body. */
export const NOTHING = new Answer(204);

export const envelope = (code: number, name: string, message: string, data?: unknown) =>
  data === undefined ? { code, name, message } : { code, name, message, data };

export const ok = (data: unknown) => envelope(200, 'OK', 'Хорошо', data);

/** The refusal whose words are in the contract. */
export const refused = (status: number, name: string, message = name): Refusal =>
  new Refusal(new Answer(status, envelope(status, name, message)));

export const badForm = (): Refusal => refused(422, 'Unprocessable Entity', 'Необрабатываемый экземпляр');

/** For what the apps know and this server does not do. */
export const notBuilt = (what: string): Refusal => refused(501, 'Not Implemented', `${what}: не поддерживается`);

const WORDS = {
  not_found: [404, 'Not Found', 'Не найдено'],
  invalid: [422, 'Unprocessable Entity', 'Необрабатываемый экземпляр'],
  conflict: [409, 'Conflict', 'Уже изменено, повторите запрос'],
  forbidden: [403, 'Forbidden', 'Нет доступа'],
  unauthenticated: [401, 'Не авторизован', 'Не авторизован'],
  limit: [403, 'Forbidden', 'Достигнуто ограничение'],
  payment_required: [402, 'Payment Required', 'услуга не оплачена'],
  gone: [404, 'Not Found', 'Не найдено'],
  too_many: [429, 'Too Many Requests', 'Слишком много запросов'],
  unavailable: [503, 'Service Unavailable', 'Сервис временно недоступен, повторите позже'],
} as const satisfies Record<ErrorKind, readonly [status: number, name: string, message: string]>;

export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  if (error instanceof Refusal) return send(reply, error.answer);
  if (error instanceof DomainError) {
    const wait = error.details.retryAfterSeconds;
    if (wait !== undefined) void reply.header('retry-after', wait);
    const [status, name, message] = WORDS[error.kind];
    return reply.code(status).send(envelope(status, name, blockedText(error) ?? message));
  }
  const status = (error as { statusCode?: number } | undefined)?.statusCode ?? 500;
  if (status >= 400 && status < 500)
    return reply.code(422).send(envelope(422, 'Unprocessable Entity', 'Необрабатываемый экземпляр'));
  request.core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
  return reply
    .code(500)
    .send(envelope(500, 'Internal Server Error', `Внутренняя ошибка сервера, запрос ${request.id}`));
}

/** The reason of a block, for the user whom it shuts out. */
function blockedText({ details }: DomainError): string | undefined {
  if (!details.block) return undefined;
  return details.block.reason === '' ? 'Доступ заблокирован' : `Доступ заблокирован: ${details.block.reason}`;
}

export function send(reply: FastifyReply, { status, body, type }: Answer): FastifyReply {
  if (type !== undefined) void reply.type(type);
  return body === undefined ? reply.code(status).send() : reply.code(status).send(body);
}
