import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../core/errors.ts';
import type { Tx } from '../db/sql.ts';
import './request.ts';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Makes every write repeatable: with an `Idempotency-Key` the handler runs in one transaction with the row that keeps
 * its answer, so that a repeat gets that answer and nothing happens twice, whenever the first try was cut off. The same
 * key with another request is a conflict. Refusals roll back and are decided again. Handlers return their answer; one
 * that sends by itself cannot be kept.
 */
export function wrapIdempotent(route: RouteOptions): void {
  const methods = [route.method].flat();
  if (!methods.some((method) => WRITES.has(method))) return;
  const { handler } = route;
  route.handler = async function (request, reply) {
    const key = request.headers['idempotency-key'];
    if (key === undefined || key === '' || !request.actor) return await handler.call(this, request, reply);
    if (typeof key !== 'string' || key.length > 255)
      throw new DomainError('invalid', 'Idempotency-Key: at most 255 characters');
    return await once(request, reply, key, () => handler.call(this, request, reply));
  };
}

async function once(request: FastifyRequest, reply: FastifyReply, key: string, run: () => unknown): Promise<unknown> {
  const core = request.core;
  const caller = `${request.actor?.kind}:${request.actor && 'id' in request.actor ? request.actor.id : 0}`;
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`)
    .digest();
  const afterCommit: (() => void)[] = [];
  const answer = await core.sql.begin(async (sql: Tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${caller} ${key}`}, 0))`;
    const [kept] = await sql<{ requestHash: Uint8Array; status: number; body: string }[]>`
      select request_hash, status, body from idempotency_key where caller = ${caller} and key = ${key}`;
    if (kept) {
      if (!hash.equals(kept.requestHash))
        throw new DomainError('conflict', 'This Idempotency-Key was used for another request');
      reply.header('idempotent-replayed', 'true');
      return kept;
    }
    request.core = { ...core, ambient: sql, afterCommit };
    const payload = await run();
    const body = payload === undefined ? '' : JSON.stringify(payload);
    await sql`
      insert into idempotency_key (caller, key, request_hash, status, body) values (${caller}, ${key}, ${hash}, ${reply.statusCode}, ${body})`;
    return { status: reply.statusCode, body };
  });
  for (const call of afterCommit) call();
  reply.code(answer.status);
  if (answer.body === '') return await reply.send();
  return await reply.type('application/json; charset=utf-8').serializer(String).send(answer.body);
}
