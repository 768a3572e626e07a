import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor, UserActor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import {
  actorByClientKey,
  actorBySession,
  actorByUserKey,
  byKey,
  looksLikeSession,
} from '../../core/sessions/sessions.ts';
import { actorBySupport, type SupportKey } from '../../core/sessions/support.ts';
import { traceAs } from '../../http/request.ts';
import { sessionCookie, supportCookie } from '../../http/session-cookie.ts';
import { requireOwnPage } from './same-origin.ts';

/** Finds out who asks, before the body is read: the session's cookie, or a key or session id in a header. */
export function authenticate(app: FastifyInstance): void {
  app.addHook('onRequest', async (request) => {
    request.trace = traceAs(request.trace, 'api');
    if (request.routeOptions.config.open || request.is404) return;
    request.actor = await callerOf(request);
  });
}

/** By a key, a session's id or its cookie. Throws for nobody. */
export async function callerOf(request: FastifyRequest): Promise<Actor> {
  const { core, trace } = request;
  const key = keyOf(request);
  if (key !== undefined) {
    const actor = await actorByKey(request, key);
    if (actor) return actor;
    throw refuse('key_unknown');
  }
  const support = supportCookie(request);
  if (support !== undefined) return await supporter(request, support);
  const session = sessionCookie(request);
  if (session === undefined) throw refuse('sign_in_needed');
  const actor = await actorBySession(core, session, trace);
  if (!actor) throw refuse('session_ended');
  requireOwnPage(request);
  requireNewPassword(request, actor);
  return actor;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** An administrator under a subscriber's name. Whoever only looks is stopped here, before any route: no write gets past. */
async function supporter(request: FastifyRequest, key: SupportKey): Promise<UserActor> {
  const actor = await actorBySupport(request.core, key, request.trace);
  if (!actor) throw refuse('session_ended');
  requireOwnPage(request);
  if (actor.support?.mode === 'view' && !READS.has(request.method)) throw refuse('support_only_looks');
  return actor;
}

/** Holds for sessions alone: a key is no password, and whoever uses it cannot choose one. */
function requireNewPassword(request: FastifyRequest, actor: UserActor): void {
  if (actor.mustChangePassword && !request.routeOptions.config.withOldPassword)
    throw refuse('new_password_first', {}, { mustChangePassword: true });
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
  const ofSession = async (): Promise<Actor | undefined> => {
    const user = await actorBySession(core, key, trace);
    if (user) requireNewPassword(request, user);
    return user;
  };
  const user = looksLikeSession(key) ? await ofSession() : undefined;
  return (
    user ??
    (await byKey<Actor>(
      core,
      key,
      trace,
      async () =>
        (await actorByClientKey(core, key, trace)) ??
        (await actorByUserKey(core, key, undefined, trace)) ??
        (await ofSession()),
    ))
  );
}
