import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../core/actor.ts';
import type { Core } from '../../core/core.ts';
import { inOwnWords } from '../../core/errors.ts';
import { noteUnknown } from '../../http/refused-calls.ts';
import { integrationTrace } from '../../http/request.ts';
import { acceptMultipart } from '../wire/multipart.ts';
import { acceptBodies } from '../wire/parsers.ts';
import { administratorOf } from './auth.ts';
import { Call } from './call.ts';
import { enterRoutes } from './enter.ts';
import { sendError } from './errors.ts';
import { isRead, methodOf } from './methods.ts';
import { Parameters } from './parameters.ts';
import { toXml } from './xml.ts';

interface Options {
  readonly core: Core;
  /** Web pages whose scripts may call; `*`: all. */
  readonly corsOrigins: readonly string[];
}

type MethodRequest = FastifyRequest<{ Params: { method: string } }>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once the administrator of a System API call is known. */
    forpostCall: Call | undefined;
  }
}

/** The Forpost System API 1.6.9, as docs/dialects/forpost.md has it. */
export const forpostDialect: FastifyPluginAsync<Options> = async (app, { corsOrigins }) => {
  enterRoutes(app);
  await app.register(async (api) => await systemApi(api, corsOrigins), { prefix: '/system-api' });
};

async function systemApi(app: FastifyInstance, corsOrigins: readonly string[]): Promise<void> {
  app.decorateRequest('forpostCall', undefined);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => reply.code(404).send(unknownMethod(request.url)));
  acceptBodies(app);
  await acceptMultipart(app);
  app.addHook('onRequest', async (request, reply) => {
    request.trace = integrationTrace(request.trace, 'forpost');
    allowOrigin(request, reply, corsOrigins);
  });
  app.addHook('onSend', asXml);
  app.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url: '/:method',
    handler: (_request, reply) =>
      reply.code(405).header('allow', 'POST').send({ ErrorCode: 2, Error: 'Вызов должен быть выполнен методом POST' }),
  });
  app.options('/:method', (_request, reply) => reply.code(204).header('allow', 'POST').send());
  app.post('/:method', { preHandler: prepare }, perform);
}

/** Knows method and administrator before anything is done, so that a write can be kept under its Idempotency-Key. */
async function prepare(request: MethodRequest, reply: FastifyReply): Promise<unknown> {
  const method = methodOf(request.params.method);
  if (!method) {
    noteUnknown(request, async () => await signerOf(request));
    return await reply.code(404).send(unknownMethod(request.params.method));
  }
  const parameters = merged(fields(request.query), fields(request.body));
  const actor = await administratorOf(request, method, new Parameters(parameters));
  request.forpostCall = new Call(request, actor, parameters);
  request.actor = isRead(method) ? undefined : actor;
  return undefined;
}

/** Who signed a call of a method that there is not. */
async function signerOf(request: MethodRequest): Promise<Actor> {
  const parameters = merged(fields(request.query), fields(request.body));
  return await administratorOf(request, { name: request.params.method }, new Parameters(parameters));
}

async function perform(request: MethodRequest, reply: FastifyReply): Promise<object> {
  const method = methodOf(request.params.method);
  const call = request.forpostCall;
  if (!method || !call) throw new Error('A call came past its preparation');
  const answer = await method.run(call);
  if (answer instanceof Readable) void reply.type(`${call.wantsXml ? 'text/xml' : 'application/json'}; charset=utf-8`);
  return answer;
}

function fields(value: unknown): Record<string, unknown> {
  if (value === undefined || value === null || value === '') return {};
  const one: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof one !== 'object' || one === null || Array.isArray(one))
    throw inOwnWords('invalid', 'Параметры не удалось разобрать: передайте application/x-www-form-urlencoded');
  return one as Record<string, unknown>;
}

/** Players send the same fields in both places: what the body says counts. */
function merged(query: Record<string, unknown>, body: Record<string, unknown>): Record<string, unknown> {
  const said = new Set(Object.keys(body).map((name) => name.toLowerCase()));
  const rest = Object.entries(query).filter(([name]) => !said.has(name.toLowerCase()));
  return { ...Object.fromEntries(rest), ...body };
}

const unknownMethod = (name: string) => ({
  ErrorCode: 1,
  Error: `Неизвестный метод ${name.split('?')[0]?.split('/').at(-1)?.slice(0, 80) ?? ''}`,
});

/** The words `xml` and `XML` alone switch: players send other formats to methods that have none. */
function wantsXml(request: FastifyRequest): boolean {
  const { query, body } = request;
  const both = [body, query].flatMap((part) => (typeof part === 'object' && part !== null ? Object.entries(part) : []));
  const format = both.find(([name]) => name.toLowerCase() === 'format')?.[1];
  const word: unknown = Array.isArray(format) ? format.at(-1) : format;
  return typeof word === 'string' && word.toLowerCase() === 'xml';
}

async function asXml(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string' || payload === '' || !wantsXml(request)) return payload;
  void reply.type('text/xml; charset=utf-8').removeHeader('content-length');
  return toXml(JSON.parse(payload));
}

/** Pages of the provider's own cabinet call from the browser, by POST without a preflight. */
function allowOrigin(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): void {
  const { origin } = request.headers;
  if (origin === undefined || !(origins.includes('*') || origins.includes(origin))) return;
  void reply
    .header('access-control-allow-origin', origins.includes('*') ? '*' : origin)
    .header('access-control-allow-methods', 'POST')
    .header('access-control-allow-headers', 'content-type')
    .header('vary', 'Origin');
}
