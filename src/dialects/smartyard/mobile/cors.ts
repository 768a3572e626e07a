import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';

export interface AppsOriginsOptions {
  /** Web pages whose scripts may call; `*`: all. */
  readonly corsOrigins: readonly string[];
}

/** Of other APIs that live below `/api`. */
const OTHERS = /^\/api\/(vedette|v\d+)(\/|$|\?)/;

/**
 * The web client of the apps is served from elsewhere: its browser asks before each call, and hides from it whatever
 * comes without permission. So every answer below `/api` has it, those that say that nothing is there too, whoever gives
 * them.
 */
export const appsOrigins = fp<AppsOriginsOptions>(
  async (app: FastifyInstance, { corsOrigins }) => {
    if (corsOrigins.length === 0) return;
    const allowed = (request: FastifyRequest): string | undefined => {
      const { origin } = request.headers;
      if (origin === undefined || !request.url.startsWith('/api/') || OTHERS.test(request.url)) return undefined;
      if (corsOrigins.includes('*')) return '*';
      return corsOrigins.includes(origin) ? origin : undefined;
    };
    app.addHook('onRequest', async (request, reply) => {
      const origin = allowed(request);
      const isPreflight =
        request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
      if (origin !== undefined && isPreflight) return await reply.code(204).send();
    });
    // Here and not before: what an earlier step refuses is sent with it, too.
    app.addHook('onSend', async (request, reply) => {
      const origin = allowed(request);
      if (origin !== undefined && !reply.hasHeader('access-control-allow-origin')) allow(reply, origin);
    });
  },
  { name: 'appsOrigins' },
);

const allow = (reply: FastifyReply, origin: string): FastifyReply =>
  reply
    .header('access-control-allow-origin', origin)
    .header('access-control-allow-methods', 'POST, OPTIONS')
    .header('access-control-allow-headers', 'authorization, content-type, idempotency-key')
    .header('vary', 'Origin');
