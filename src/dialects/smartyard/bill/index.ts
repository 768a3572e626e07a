import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { noteUnknown } from '../../../http/refused-calls.ts';
import { integrationTrace } from '../../../http/request.ts';
import { decodeBody } from '../../wire/charset.ts';
import type { Inside } from '../network.ts';
import { type ActorOf, billActors } from './auth.ts';
import { Call } from './call.ts';
import { sendError } from './errors.ts';
import { logCall } from './log.ts';
import type { Method } from './method.ts';
import { methodOf } from './methods.ts';
import type { BillSettings } from './settings.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once its method is known. */
    billMethod: Method | undefined;
    billCall: Call | undefined;
  }
}

type BillRequest = FastifyRequest<{ Params: { '*': string } }>;

const ALLOWED = 'POST, OPTIONS';

/** `/bill/api` for the billing, from inside alone. */
export async function billApi(app: FastifyInstance, inside: Inside, settings: BillSettings): Promise<void> {
  const actorOf = billActors(settings);
  app.decorateRequest('billMethod', undefined);
  app.decorateRequest('billCall', undefined);
  app.setErrorHandler(sendError);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) =>
    decodeBody(body, undefined),
  );
  app.addHook('onRequest', async (request) => {
    request.trace = integrationTrace(request.trace, 'smartyard');
    inside(request);
    // Whatever it says its body is, it is JSON; what the framework cannot read it would refuse.
    delete request.raw.headers['content-type'];
  });
  app.addHook('onSend', async (request, reply, payload) => silenced(request, reply, payload, settings));
  app.addHook('onResponse', async (request, reply) => logCall(request, reply));
  app.route<{ Params: { '*': string } }>({
    method: ['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/*',
    handler: async (request, reply) => {
      if (!methodOf(request.params['*'])) return await unknown(reply);
      if (request.method === 'OPTIONS') return await reply.code(200).header('allow', ALLOWED).send();
      const error = 'Вызов должен быть выполнен методом POST';
      return await reply.code(405).header('allow', ALLOWED).send({ error });
    },
  });
  app.post<{ Params: { '*': string } }>(
    '/*',
    { preHandler: async (request, reply) => await prepare(request, reply, actorOf, settings) },
    perform,
  );
}

/** Knows method and actor before anything is done, so that a change can be kept under its Idempotency-Key. */
async function prepare(
  request: BillRequest,
  reply: FastifyReply,
  actorOf: ActorOf,
  settings: BillSettings,
): Promise<unknown> {
  const method = methodOf(request.params['*']);
  if (!method) {
    const name = request.params['*'];
    noteUnknown(request, async () => await actorOf(request, { name }));
    return await unknown(reply);
  }
  request.billMethod = method;
  const actor = await actorOf(request, method);
  request.billCall = new Call(request, actor, settings);
  request.actor = method.silent ? actor : undefined;
  return undefined;
}

async function perform(request: BillRequest, reply: FastifyReply): Promise<object> {
  const { billMethod, billCall } = request;
  if (!billMethod || !billCall) throw new Error('A call came past its preparation');
  const answer = await billMethod.run(billCall);
  if (answer instanceof Readable) void reply.type('application/json; charset=utf-8');
  return answer;
}

const unknown = (reply: FastifyReply) => reply.code(404).send({ error: 'метод не найден' });

/** Done is an empty answer; the ids of what was made are in headers, which nobody trips over. */
function silenced(request: FastifyRequest, reply: FastifyReply, payload: unknown, settings: BillSettings): unknown {
  if (!request.billMethod?.silent || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
  for (const [name, value] of Object.entries(JSON.parse(payload) as object)) void reply.header(name, value);
  void reply.removeHeader('content-length');
  const json = settings.emptyReply === 'json';
  void reply.type(json ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8');
  return json ? '""' : '';
}
