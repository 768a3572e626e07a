import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type ErrorKind, refusalOf } from '../../core/errors.ts';
import { fieldName } from './fields.ts';

/** Bad credentials are 403 here, never 401; clients look at `error_message` before the status. */
export const WATCHER_ERRORS = {
  not_found: { status: 404, code: 'NotFound' },
  invalid: { status: 400, code: 'ValidationError' },
  conflict: { status: 400, code: 'ValidationError' },
  limit: { status: 400, code: 'ValidationError' },
  forbidden: { status: 403, code: 'Forbidden' },
  unauthenticated: { status: 403, code: 'Forbidden' },
  payment_required: { status: 403, code: 'Forbidden' },
  too_many: { status: 429, code: 'Forbidden' },
  gone: { status: 404, code: 'NotFound' },
  unavailable: { status: 503, code: 'ApplicationError' },
} as const satisfies Record<ErrorKind, { status: number; code: string }>;

/** Nobody that is known asks. */
export class Unrecognized extends DomainError {
  readonly code: 'Forbidden' | 'WrongApikey' | 'ApikeyExpired';

  constructor(message: string, code: Unrecognized['code']) {
    super('unauthenticated', message);
    this.code = code;
  }
}

interface ErrorBody {
  readonly success: false;
  readonly error_code: string;
  readonly error_message: string;
  readonly error: string;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly existing_id?: number;
}

export function errorBody(code: string, message: string, errors: ErrorBody['errors'] = {}): ErrorBody {
  return { success: false, error_code: code, error_message: message, error: message, errors };
}

/** Whatever was thrown, as Watcher's JSON. What is no refusal is logged, and not described. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown);
  if (error instanceof DomainError) return sendRefusal(error, reply);
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return reply.code(statusCode).send(errorBody('BadRequest', message ?? 'Bad request'));
  request.core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
  return reply.code(500).send(errorBody('ApplicationError', 'Internal error'));
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0];
  return reply.code(404).send(errorBody('NotFound', `There is no ${request.method} ${path}`));
}

function sendRefusal(error: DomainError, reply: FastifyReply): FastifyReply {
  const { status, code } = WATCHER_ERRORS[error.kind];
  const { fields = {}, existingId, retryAfterSeconds } = error.details;
  const named = Object.entries(fields).map(([name, text]) => [fieldName(name), text] as const);
  const message = named.length > 0 ? named.map(([name, text]) => `${name}: ${text}`).join('; ') : error.message;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  const told = error instanceof Unrecognized ? error.code : code;
  const body = errorBody(told, message, Object.fromEntries(named.map(([name, text]) => [name, [text]])));
  return reply.code(status).send(existingId === undefined ? body : { ...body, existing_id: existingId });
}
