import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../core/core.ts';
import {
  DomainError,
  type ErrorDetails,
  type ErrorKind,
  inEnglish,
  inFields,
  Outage,
  refusalOf,
} from '../../core/errors.ts';
import type { Params } from '../../core/refusals/index.ts';
import { noteRefused, noteUnknown } from '../../http/refused-calls.ts';
import type { ErrorBody } from '../contract/common.ts';
import { callerOf } from './auth.ts';
import { toBlock } from './wire.ts';

const STATUS = {
  not_found: 404,
  invalid: 400,
  conflict: 409,
  forbidden: 403,
  unauthenticated: 401,
  limit: 409,
  payment_required: 402,
  too_many: 429,
  gone: 410,
  unavailable: 503,
} as const satisfies Record<ErrorKind, number>;

/** Fields that the core calls otherwise than this API. */
const FIELDS: Readonly<Record<string, string>> = {
  postalAddress: 'address',
  streamUrl: 'sourceUrl',
  streamHost: 'sourceUrl',
  streamPort: 'sourceUrl',
  streamPath: 'sourceUrl',
  streamPassword: 'sourceUrl',
  archiveGb: 'archiveGigabytes',
  archiveLimitGb: 'archiveLimitGigabytes',
  transport: 'connection.transport',
  httpPort: 'connection.httpPort',
  modelId: 'connection.modelId',
  ptzType: 'connection.ptzType',
  channel: 'connection.channel',
  audioPath: 'connection.audioPath',
  videoCodec: 'connection.videoCodec',
  mac: 'connection.mac',
  move: 'parentId',
};

const fieldName = (name: string): string => FIELDS[name] ?? name;

/** Tells refusals in this API's words; what else was thrown is a bug or an outage and is not described. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((thrown: unknown, request, reply) => {
    const error = refusalOf(thrown, request.core);
    // A body that nobody reads, on a path that is not there.
    if (request.is404) noteUnknown(request, async () => await callerOf(request));
    else noteRefused(request, error);
    if (error instanceof DomainError) return sendRefusal(error, request, reply);
    const status = (error as { statusCode?: unknown }).statusCode;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return send(reply, status, { code: 'invalid', message: (error as Error).message, requestId: request.id });
    log.error({ cause: error, requestId: request.id, method: request.method, path: pathOf(request) }, 'request failed');
    return send(reply, 500, { code: 'internal', message: 'Internal error', requestId: request.id });
  });
  app.setNotFoundHandler(sendUnknownPath);
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  noteUnknown(request, async () => await callerOf(request));
  const message = `There is no ${request.method} ${pathOf(request)} here: see /api/vedette/v1/docs`;
  return send(reply, 404, { code: 'not_found', message, requestId: request.id });
}

function sendRefusal(error: DomainError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  return send(reply, STATUS[error.kind], { ...refusal(error), requestId: request.id });
}

/** A refusal as it goes over the wire, but for the request that it answers. */
export function refusal(error: DomainError): Omit<ErrorBody['error'], 'requestId'> {
  const { kind, reason, params, message, details } = error;
  const fields = Object.entries(error.fields).map(([name, said]) => [fieldName(name), said] as const);
  return {
    code: kind,
    message: fields.length > 0 ? inFields(error.fields, inEnglish, fieldName) : message,
    reason,
    ...(Object.keys(params).length > 0 ? { params: toParams(params) } : {}),
    ...(fields.length > 0
      ? {
          fields: Object.fromEntries(fields.map(([name, said]) => [name, inEnglish(said)])),
          fieldReasons: Object.fromEntries(
            fields.map(([name, said]) => [name, { reason: said.reason, params: toParams(said.params) }]),
          ),
        }
      : {}),
    ...(details.block === undefined ? {} : { block: { on: details.block.on, ...toBlock(details.block) } }),
    ...(details.mustChangePassword ? { mustChangePassword: true } : {}),
    ...(details.meanwhile === undefined ? {} : { meanwhile: toMeanwhile(details.meanwhile) }),
    ...(error instanceof Outage ? { outage: error.outage } : {}),
    ...(details.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: details.retryAfterSeconds }),
    ...(details.attemptsLeft === undefined ? {} : { attemptsLeft: details.attemptsLeft }),
    ...(details.existingId === undefined ? {} : { existingId: details.existingId }),
  };
}

const toMeanwhile = ({ by, at, changes }: NonNullable<ErrorDetails['meanwhile']>) => ({
  by,
  at: at?.toISOString() ?? null,
  changes: Object.fromEntries(
    Object.entries(changes).map(([name, [was, is]]) =>
      // The one field of which this API says the opposite.
      name === 'videoOnly' ? ['sound', { was: !was, is: !is }] : [fieldName(name), { was, is }],
    ),
  ),
});

const toParams = (params: Params): Record<string, string | number | (string | number)[]> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );

/** Not through the route's schema: an error has to get out whatever the route promised. */
const send = (reply: FastifyReply, status: number, error: ErrorBody['error']): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer((body: ErrorBody) => JSON.stringify(body))
    .send({ error });

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';
