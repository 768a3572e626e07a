import type { FastifyRequest } from 'fastify';
import type { Actor, UserActor } from '../../core/actor.ts';
import { inOwnWords, refuse } from '../../core/errors.ts';

/** Who asks, on routes behind the authentication. */
export function actorIn(request: FastifyRequest): Actor {
  if (!request.actor) throw inOwnWords('unauthenticated', 'Sign in first');
  return request.actor;
}

/** The same where only a person can be meant. */
export function userIn(request: FastifyRequest): UserActor {
  const actor = actorIn(request);
  if (actor.kind !== 'user') throw refuse('system_has_no_profile');
  return actor;
}
