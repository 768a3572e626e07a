import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, UserActor } from '../core/actor.ts';
import { DomainError } from '../core/errors.ts';
import { actorByClientKey, actorBySession, actorByUserKey } from '../core/sessions/sessions.ts';
import { traceAs } from '../http/request.ts';
import { sessionCookie } from '../http/session-cookie.ts';
import { requireOwnPage } from './same-origin.ts';

/** Finds out who asks, before the body is read: the session's cookie, or a key or session id in a header. */
export function authenticate(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    request.trace = traceAs(request.trace, 'api');
    if (request.routeOptions.config.open || request.is404) return;
    request.actor = await actorOf(request);
  });
}

async function actorOf(request: FastifyRequest): Promise<Actor> {
  const { core, trace } = request;
  const key = keyOf(request);
  if (key !== undefined) {
    const actor = await actorByKey(request, key);
    if (actor) return actor;
    throw new DomainError('unauthenticated', 'The key is not known: it may have been changed');
  }
  const session = sessionCookie(request);
  if (session === undefined) throw new DomainError('unauthenticated', 'Sign in, or send an API key');
  const actor = await actorBySession(core, session, trace);
  if (!actor) throw new DomainError('unauthenticated', 'The session has ended: sign in again');
  requireOwnPage(request);
  requireNewPassword(request, actor);
  return actor;
}

/** Holds for sessions alone: a key is no password, and whoever uses it cannot choose one. */
function requireNewPassword(request: FastifyRequest, actor: UserActor): void {
  if (actor.mustChangePassword && !request.routeOptions.config.withOldPassword)
    throw new DomainError('forbidden', 'Choose a new password first', { mustChangePassword: true });
}

function keyOf(request: FastifyRequest): string | undefined {
  const named = request.headers['x-vedette-key'];
  if (typeof named === 'string') return named;
  const [, bearer] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return bearer;
}

/** The system key, a user's key or a session's id: they are long and random, so that none is taken for another. */
async function actorByKey(request: FastifyRequest, key: string): Promise<Actor | undefined> {
  const { core, trace } = request;
  const client = await actorByClientKey(core, key, trace);
  if (client) return client;
  const user = await actorBySession(core, key, trace);
  if (user) requireNewPassword(request, user);
  return user ?? (await actorByUserKey(core, key, undefined, trace));
}
