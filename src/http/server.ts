import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Core } from '../core/core.ts';
import { DomainError, invalid, Outage, refusalOf } from '../core/errors.ts';
import { wrapIdempotent } from './idempotency.ts';
import { keepRefusedCalls } from './refused-calls.ts';
import './request.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { type Shortcut, serverWith } from './shortcut.ts';
import { closeOnUnread } from './unread.ts';

export interface ServerOptions {
  /** Addresses or networks of proxies whose forwarded headers count; none: no header is believed. */
  readonly trustedProxies: readonly string[];
  readonly core: Core;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 120_000;
/** Below this the headers weigh as much as what is saved. */
const COMPRESSED_FROM_BYTES = 1024;
/** Answers in text: JSON, playlists, XML, pages. Video and pictures are as small as they get. */
const COMPRESSIBLE = /^text\/(?!event-stream)|[/+](json|xml|javascript)(;|$)|mpegurl(;|$)/;

/**
 * The HTTP server before any dialect: paths made plain (double slashes, trailing slash), who asks and from where noted,
 * writes made repeatable, security headers, and JSON for whatever nobody else answers.
 */
export async function createServer({ trustedProxies, core }: ServerOptions): Promise<FastifyInstance> {
  const shortcuts = new Map<string, Shortcut>();
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    serverFactory: serverWith(shortcuts, REQUEST_TIMEOUT_MS),
    forceCloseConnections: true,
    genReqId: () => randomUUID(),
    rewriteUrl: (request) => plainPath(request.url ?? '/'),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (error, _request, reply: FastifyReply) => {
      const body = { error: { code: 'invalid', message: error.message }, error_message: error.message };
      void reply.code(error.statusCode ?? 400).send(body);
    },
  });
  app.decorate('shortcuts', shortcuts);
  app.decorateRequest('trace', null as never);
  app.decorateRequest('core', null as never);
  app.decorateRequest('actor', undefined);
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS);
    request.core = core;
    request.trace = {
      requestId: request.id,
      dialect: 'http',
      address: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, 500),
      heard: () => {
        request.heard = true;
      },
    };
    // No text column takes it, and each dialect refuses in its own words what its routes get.
    done(request.url.includes('%00') ? invalid('url', 'text_has_nul') : undefined);
  });
  // Nobody reads from the connection of an upgrade that was refused: it would stay for as long as the client likes.
  app.addHook('onResponse', (request, _reply, done) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroy();
    done();
  });
  app.addHook('onRoute', wrapIdempotent);
  keepRefusedCalls(app);
  closeOnUnread(app);
  await app.register(cookie);
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSIBLE,
    threshold: COMPRESSED_FROM_BYTES,
    // A small body that unfolds into gigabytes is nothing that a billing sends.
    globalDecompression: false,
  });
  app.setErrorHandler((thrown, request, reply) => sendError(core, thrown, request, reply));
  return app;
}

/** What no dialect has answered in its own words. */
function sendError(core: Core, thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = refusalOf(thrown, core) as { statusCode?: number; message?: string };
  if (error instanceof Outage) {
    const { kind: code, message, details } = error;
    return reply
      .code(503)
      .header('retry-after', String(details.retryAfterSeconds))
      .send({ error: { code, message, requestId: request.id } });
  }
  const status = statusOf(error);
  if (status === 500) core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
  const message = status === 500 ? 'Internal error' : (error.message ?? 'Bad request');
  return reply
    .code(status)
    .send({ error: { code: status === 500 ? 'internal' : 'invalid', message, requestId: request.id } });
}

/** `/organizations/3//users/5` is in a contract's own example. The query stays as it is. */
export function plainPath(url: string): string {
  const query = url.indexOf('?');
  const path = query === -1 ? url : url.slice(0, query);
  if (!path.includes('//')) return url;
  return path.replace(/\/{2,}/g, '/') + (query === -1 ? '' : url.slice(query));
}

function statusOf(error: { statusCode?: number }): number {
  if (error instanceof DomainError && error.kind === 'invalid') return 400;
  return error.statusCode && error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : 500;
}
