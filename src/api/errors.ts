import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../core/core.ts';
import { DomainError, type ErrorKind, refusalOf } from '../core/errors.ts';
import type { ErrorBody } from './contract/common.ts';
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
  postal_address: 'address',
  postalAddress: 'address',
  stream_url: 'sourceUrl',
  streamUrl: 'sourceUrl',
  substream_url: 'substreamUrl',
  dvr_depth: 'archiveDays',
  dvr_space: 'archiveGigabytes',
  archiveGb: 'archiveGigabytes',
  archiveLimitGb: 'archiveLimitGigabytes',
  organization_id: 'organizationId',
  folder_id: 'folderId',
  parent_id: 'parentId',
  preset_id: 'presetId',
  site_id: 'siteId',
  streamer_id: 'streamerId',
  cluster_id: 'clusterId',
  record_mode: 'recordMode',
  record_schedule: 'recordSchedule',
  bandwidth_limit: 'bandwidthLimit',
  transport: 'connection.transport',
  http_port: 'connection.httpPort',
  model_id: 'connection.modelId',
  ptz_type: 'connection.ptzType',
  channel: 'connection.channel',
  mac: 'connection.mac',
  user_id: 'userId',
  move: 'parentId',
  dvr_depth_limit: 'archiveDepthSeconds',
};

/** Tells refusals in this API's words; what else was thrown is a bug or an outage and is not described. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((thrown: unknown, request, reply) => {
    const error = refusalOf(thrown);
    if (error instanceof DomainError) return refuse(error, request, reply);
    const status = (error as { statusCode?: unknown }).statusCode;
    if (typeof status === 'number' && status >= 400 && status < 500)
      return send(reply, status, { code: 'invalid', message: (error as Error).message, requestId: request.id });
    log.error({ cause: error, requestId: request.id, method: request.method, path: pathOf(request) }, 'request failed');
    return send(reply, 500, { code: 'internal', message: 'Internal error', requestId: request.id });
  });
  app.setNotFoundHandler(sendUnknownPath);
}

export function sendUnknownPath(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is no ${request.method} ${pathOf(request)} here: see /api/vedette/v1/docs`;
  return send(reply, 404, { code: 'not_found', message, requestId: request.id });
}

function refuse(error: DomainError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', retryAfterSeconds);
  return send(reply, STATUS[error.kind], { ...refusal(error), requestId: request.id });
}

/** A refusal as it goes over the wire, but for the request that it answers. */
export function refusal({ kind, message, details }: DomainError): Omit<ErrorBody['error'], 'requestId'> {
  const fields = Object.entries(details.fields ?? {}).map(([name, text]) => [FIELDS[name] ?? name, text] as const);
  const named = fields.length > 0 ? fields.map(([name, text]) => `${name}: ${text}`).join('; ') : message;
  return {
    code: kind,
    message: named,
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
    ...(details.block === undefined ? {} : { block: { on: details.block.on, ...toBlock(details.block) } }),
    ...(details.mustChangePassword ? { mustChangePassword: true } : {}),
    ...(details.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: details.retryAfterSeconds }),
    ...(details.attemptsLeft === undefined ? {} : { attemptsLeft: details.attemptsLeft }),
    ...(details.existingId === undefined ? {} : { existingId: details.existingId }),
  };
}

/** Not through the route's schema: an error has to get out whatever the route promised. */
const send = (reply: FastifyReply, status: number, error: ErrorBody['error']): FastifyReply =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .serializer((body: ErrorBody) => JSON.stringify(body))
    .send({ error });

const pathOf = (request: FastifyRequest): string => request.url.split('?')[0] ?? '/';
