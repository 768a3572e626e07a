import type { FastifyRequest } from 'fastify';
import type { Actor, UserActor } from '../../core/actor.ts';
import { DomainError, forbidden } from '../../core/errors.ts';

/** Who asks, on routes behind the authentication. */
export function actorIn(request: FastifyRequest): Actor {
  if (!request.actor) throw new DomainError('unauthenticated', 'Sign in first');
  return request.actor;
}

/** The same where only a person can be meant. */
export function userIn(request: FastifyRequest): UserActor {
  const actor = actorIn(request);
  if (actor.kind !== 'user') throw forbidden('The system key has no profile: add x-vsaas-user with a login');
  return actor;
}
