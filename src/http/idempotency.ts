import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { refuse } from '../core/errors.ts';
import { once, onceOutside } from '../core/idempotency/once.ts';
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
  const outside = route.config?.waitsOutside === true;
  route.handler = async function (request, reply) {
    const key = request.headers['idempotency-key'];
    if (key === undefined || key === '' || !request.actor) return await handler.call(this, request, reply);
    if (typeof key !== 'string' || key.length > 255) {
      throw refuse('idempotency_key_too_long');
    }
    return await answerOnce(request, reply, key, outside, () => handler.call(this, request, reply));
  };
}

async function answerOnce(
  request: FastifyRequest,
  reply: FastifyReply,
  key: string,
  outside: boolean,
  run: () => unknown,
): Promise<FastifyReply> {
  const { actor } = request;
  const caller = `${actor?.kind}:${actor && 'id' in actor ? actor.id : 0}`;
  const requestHash = createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
    .digest();
  const id = { caller, key, requestHash };
  const told = async () => {
    const payload = await run();
    return { status: reply.statusCode, body: payload === undefined ? '' : JSON.stringify(payload) };
  };
  const answer = outside
    ? await onceOutside(request.core, id, told)
    : await once(request.core, id, async (core) => {
        request.core = core;
        return await told();
      });
  if (answer.replayed) reply.header('idempotent-replayed', 'true');
  reply.code(answer.status);
  if (answer.body === '') return reply.send();
  return reply.type('application/json; charset=utf-8').serializer(String).send(answer.body);
}
