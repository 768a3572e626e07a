import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../core/errors.ts';
import { once } from '../core/idempotency/once.ts';
import './request.ts';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Makes every write repeatable by an `Idempotency-Key`. Handlers return their answer; one that sends by itself cannot
 * be kept.
 */
export function wrapIdempotent(route: RouteOptions): void {
  const methods = [route.method].flat();
  if (!methods.some((method) => WRITES.has(method))) return;
  const { handler } = route;
  route.handler = async function (request, reply) {
    const key = request.headers['idempotency-key'];
    if (key === undefined || key === '' || !request.actor) return await handler.call(this, request, reply);
    if (typeof key !== 'string' || key.length > 255) {
      throw new DomainError('invalid', 'Idempotency-Key: at most 255 characters');
    }
    return await answerOnce(request, reply, key, () => handler.call(this, request, reply));
  };
}

async function answerOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  run: () => unknown,
): Promise<FastifyReply> {
  const { actor } = request;
  const caller = `${actor?.kind}:${actor && 'id' in actor ? actor.id : 0}`;
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
    .digest();
  const answer = await once(request.core, { caller, key, requestHash }, async (core) => {
    request.core = core;
    const payload = await run();
    return { status: reply.statusCode, body: payload === undefined ? '' : JSON.stringify(payload) };
  });
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  reply.code(answer.status);
  if (answer.body === '') return reply.send();
  return reply.type('application/json; charset=utf-8').serializer(String).send(answer.body);
}
