import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Core } from '../core/core.ts';
import { DomainError, invalid } from '../core/errors.ts';
import { wrapIdempotent } from './idempotency.ts';
import './request.ts';
import { SECURITY_HEADERS } from './security-headers.ts';
import { type Shortcut, serverWith } from './shortcut.ts';

export interface ServerOptions {
  /** Addresses or networks of proxies whose forwarded headers count; none: no header is believed. */
  readonly trustedProxies: readonly string[];
  readonly core: Core;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const REQUEST_TIMEOUT_MS = 120_000;

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
    };
    // No text column takes it, and each dialect refuses in its own words what its routes get.
    done(request.url.includes('%00') ? invalid('url', 'may not hold a NUL character') : undefined);
  });
  app.addHook('onRoute', wrapIdempotent);
  await app.register(cookie);
  app.setErrorHandler((error: { statusCode?: number; message?: string }, request, reply) => {
    const status = statusOf(error);
    if (status === 500) core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
    const message = status === 500 ? 'Internal error' : (error.message ?? 'Bad request');
    return reply
      .code(status)
      .send({ error: { code: status === 500 ? 'internal' : 'invalid', message, requestId: request.id } });
  });
  return app;
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
