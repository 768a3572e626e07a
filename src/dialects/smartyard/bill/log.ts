import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorName } from '../../../core/actor.ts';
import type { Call } from './call.ts';

/** What may be told of a request: these alone, so that no password gets into a log under another name. */
const TOLD = ['uid', 'device_id', 'doors_id', 'device_uuid'];

export function logCall({ core, trace, billMethod, billCall }: FastifyRequest, reply: FastifyReply): void {
  if (!billMethod) return;
  const { actor, known } = billCall ?? {};
  const told = TOLD.flatMap((name) => {
    const value: unknown = known?.all[name];
    return value === undefined ? [] : [[name, String(value).slice(0, 100)]];
  });
  core.log.info(
    {
      method: billMethod.name,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      address: trace.address,
      client: actor && actorName(actor),
      requestId: trace.requestId,
      ...Object.fromEntries(told),
    },
    'billing call',
  );
}

/** Logs a change that names an unknown object. The API has no "not found", so the answer is a success all the same. */
export function absent({ core, request }: Call, what: string): void {
  core.log.info(
    { method: request.billMethod?.name, what, requestId: request.trace.requestId },
    'unknown object in billing call',
  );
}
