import type { FastifyRequest } from 'fastify';
import { requireMay } from '../../core/access/may.ts';
import type { Actor } from '../../core/actor.ts';
import { inOwnWords } from '../../core/errors.ts';
import { actorByClientKey, byKey } from '../../core/sessions/sessions.ts';

/** The same for a missing header, an unknown key and one that was switched off. */
const REFUSAL = 'Unauthenticated.';
const MAX_KEY = 256;

/** Who asks, with every call: a machine client of the provider, by `Authorization: Bearer <its key>`. */
export async function authenticate(request: FastifyRequest): Promise<void> {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const usable = key !== '' && key.length <= MAX_KEY;
  const { core, trace } = request;
  const actor = usable ? await byKey(core, key, trace, () => actorByClientKey(core, key, trace)) : undefined;
  if (!actor) throw inOwnWords('unauthenticated', REFUSAL);
  requireMay(actor, 'billing.speak');
  request.actor = actor;
}

/** Who asks, on routes behind the authentication. */
export function actorIn(request: FastifyRequest): Actor {
  if (!request.actor) throw inOwnWords('unauthenticated', REFUSAL);
  return request.actor;
}
