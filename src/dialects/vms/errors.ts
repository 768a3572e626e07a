import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BillingType } from '../../core/billing-events/vocabulary.ts';
import { DomainError, type ErrorKind, refusalOf } from '../../core/errors.ts';
import { noteRefused, noteUnknown } from '../../http/refused-calls.ts';
import { authenticate } from './auth.ts';
import { FIELD_OF, fieldName, vmsText } from './refusals.ts';

export const VMS_STATUSES = {
  not_found: 404,
  gone: 404,
  invalid: 422,
  conflict: 409,
  limit: 409,
  unauthenticated: 401,
  forbidden: 403,
  payment_required: 402,
  too_many: 429,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

const BILLING_TYPES: Readonly<Record<string, BillingType>> = {
  'POST /api/v1/billing/user/manage': 'billing.new_entity',
  'PATCH /api/v1/billing/user/manage': 'billing.update_entity',
  'POST /api/v1/billing/user/manage/cameras': 'billing.sync_cameras',
  'POST /api/v1/billing/user/manage/intercoms': 'billing.sync_intercoms',
  'POST /api/v1/billing/user/manage/licenses': 'billing.set_licenses',
  'POST /api/v1/billing/user/manage/licenses/check': 'billing.check_licenses',
};

interface ErrorBody {
  readonly message: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

/** Whatever was thrown, as `{message}`, with `errors` by field where it is 422. What is no refusal is logged, and not described. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, request.core);
  noteRefused(request, error, BILLING_TYPES[`${request.method} ${request.routeOptions.url}`]);
  if (error instanceof DomainError) {
    const { retryAfterSeconds } = error.details;
    if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
    const errors = errorsOf(error);
    if (errors) return reply.code(422).send({ message: messageOf(errors), errors } satisfies ErrorBody);
    return reply.code(VMS_STATUSES[error.kind]).send({ message: vmsText(error) } satisfies ErrorBody);
  }
  const { statusCode, message } = error as { statusCode?: number; message?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return reply.code(statusCode).send({ message: message ?? 'Bad request' } satisfies ErrorBody);
  request.core.log.error({ cause: error, path: pathOf(request) }, 'request failed');
  return reply.code(500).send({ message: 'Server Error' } satisfies ErrorBody);
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  noteUnknown(request, async () => {
    await authenticate(request);
    return request.actor;
  });
  return reply.code(404).send({ message: `There is no ${request.method} ${pathOf(request)}` } satisfies ErrorBody);
}

/** By field; undefined: it is no 422. */
function errorsOf(error: DomainError): Readonly<Record<string, readonly string[]>> | undefined {
  const field = FIELD_OF[error.reason];
  if (field !== undefined) return { [field]: [vmsText(error)] };
  if (error.kind !== 'invalid') return undefined;
  const fields = Object.entries(error.fields);
  if (fields.length === 0) return { body: [vmsText(error)] };
  return Object.fromEntries(fields.map(([name, said]) => [fieldName(name), [vmsText(said)]]));
}

/** The first, and how many more. */
function messageOf(errors: Readonly<Record<string, readonly string[]>>): string {
  const [[field, [first]] = ['', ['']], ...rest] = Object.entries(errors);
  return `${field}: ${first}${rest.length > 0 ? ` (and ${rest.length} more)` : ''}`;
}

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '';
