import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Core } from '../../core/core.ts';
import { DomainError, type ErrorKind, refusalOf } from '../../core/errors.ts';
import { noteRefused } from '../../http/refused-calls.ts';
import { fieldName } from './fields.ts';
import { watcherMessage, watcherText } from './refusals.ts';

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

/** The caller is not authenticated. */
export class Unrecognized extends DomainError {
  readonly code: 'Forbidden' | 'WrongApikey' | 'ApikeyExpired';

  constructor(message: string, code: Unrecognized['code']) {
    super({ reason: 'own_words', params: { text: message } }, {}, {}, 'unauthenticated');
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

/** An error as it goes over the wire. */
export interface ErrorAnswer {
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  readonly body: ErrorBody;
}

/** Whatever was thrown, as Watcher's JSON. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  noteRefused(request, refusalOf(thrown, request.core));
  const { status, retryAfterSeconds, body } = errorAnswer(thrown, request.core, request.url.split('?')[0]);
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply.code(status).send(body);
}

/** What is no refusal is logged, and not described. */
export function errorAnswer(thrown: unknown, core: Core, path: string | undefined): ErrorAnswer {
  const error = refusalOf(thrown, core);
  if (error instanceof DomainError) return refusalAnswer(error);
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  const plain = (status: number, body: ErrorBody) => ({ status, body, retryAfterSeconds: undefined });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return plain(statusCode, errorBody('BadRequest', message ?? 'Bad request'));
  core.log.error({ cause: error, path }, 'request failed');
  return plain(500, errorBody('ApplicationError', 'Internal error'));
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0];
  return reply.code(404).send(errorBody('NotFound', `There is no ${request.method} ${path}`));
}

function refusalAnswer(error: DomainError): ErrorAnswer {
  const { status, code } = WATCHER_ERRORS[error.kind];
  const { existingId, retryAfterSeconds } = error.details;
  const fields = Object.entries(error.fields).map(([name, said]) => [fieldName(name), [watcherText(said)]] as const);
  const told = error instanceof Unrecognized ? error.code : code;
  const body = errorBody(told, watcherMessage(error), Object.fromEntries(fields));
  return { status, retryAfterSeconds, body: existingId === undefined ? body : { ...body, existing_id: existingId } };
}
