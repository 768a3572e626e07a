import type { FastifyInstance } from 'fastify';
import { DomainError, refusalOf } from '../../../core/errors.ts';
import { traceAs } from '../../../http/request.ts';
import { acceptBodies } from '../../wire/parsers.ts';
import type { Inside } from '../network.ts';
import { extensionRoutes } from './extensions.ts';
import { realtimeRoutes } from './realtime.ts';

const STATUS: Partial<Record<DomainError['kind'], number>> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  unavailable: 503,
};

/**
 * What an Asterisk asks, as docs/guide/asterisk.md has it: SIP accounts over HTTP realtime, and whom a panel's call is
 * for. It answers passwords, so that it answers the provider's own network alone.
 */
export async function asteriskApi(app: FastifyInstance, inside: Inside): Promise<void> {
  app.addHook('onRequest', async (request) => {
    request.trace = traceAs(request.trace, 'asterisk');
    inside(request);
  });
  app.setErrorHandler((thrown, request, reply) => {
    const error = refusalOf(thrown, request.core);
    if (error instanceof DomainError) {
      const wait = error.details.retryAfterSeconds;
      if (wait !== undefined) void reply.header('retry-after', wait);
      return reply.code(STATUS[error.kind] ?? 400).send({ error: error.message });
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status < 500) return reply.code(422).send({ error: 'The body could not be read' });
    request.core.log.error({ cause: error, path: request.url.split('?')[0] }, 'request failed');
    return reply.code(500).send({ error: `Internal error, request ${request.id}` });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'There is no such path' }));
  acceptBodies(app);
  realtimeRoutes(app);
  extensionRoutes(app);
}
