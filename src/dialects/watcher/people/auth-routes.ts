import type { FastifyInstance, FastifyRequest } from 'fastify';
import { homeDomainId, refuseSecondStart } from '../../../core/domains/settings.ts';
import { invalid } from '../../../core/errors.ts';
import { issueAutologin } from '../../../core/sessions/autologin.ts';
import { signIn } from '../../../core/sessions/by-address.ts';
import { requestNewPassword, restorePassword } from '../../../core/sessions/restore-password.ts';
import { openSession } from '../../../core/sessions/sessions.ts';
import { ownUrl } from '../../../http/own-url.ts';
import { oneObject } from '../../wire/body.ts';
import { type Body, integerOrNull, text } from '../../wire/values.ts';
import { actorOf, authenticate } from '../auth.ts';
import { actorIn } from '../context.ts';
import { guestOut, sessionOut } from './session-out.ts';

/** `/auth/...`: open to everybody, but for the token that signs somebody else in. */
export function authRoutes(app: FastifyInstance): void {
  app.post('/auth/login', async (request) => {
    const user = await signInBy(request);
    const session = await openSession(request.core, user.id, request.trace);
    return { session, ...(await sessionOut(request, user)) };
  });

  // One client reads the body as a bare boolean.
  app.post('/auth/check-login', async (request, reply) => {
    await signInBy(request);
    reply.type('application/json; charset=utf-8');
    return 'true';
  });

  app.get('/auth/whoami', async (request) => {
    const actor = await actorOf(request);
    if (actor?.kind === 'user') return await sessionOut(request, actor);
    return await guestOut(request, actor?.domainId ?? (await homeDomainId(request.core)));
  });

  app.post('/auth/generate-autologin-token', { onRequest: authenticate }, async (request) => {
    const body = oneObject(request.body);
    const utc = integerOrNull(body, 'valid_till') ?? undefined;
    const token = await issueAutologin(request.core, actorIn(request), {
      login: required(body, 'login'),
      validUntil: utc === undefined ? undefined : new Date(Math.min(utc, 8e12) * 1000),
      sessionSeconds: integerOrNull(body, 'lifetime') ?? undefined,
    });
    return { autologin_token: token, success: true };
  });

  app.post('/auth/forgot-password', async (request) => {
    const body = oneObject(request.body);
    const who = text(body, 'login') || text(body, 'email');
    if (!who) throw invalid('login', 'own_words', { text: 'give a login or an email' });
    await requestNewPassword(request.core, who, ownUrl(request), request.trace);
    return { success: true };
  });

  app.post('/auth/restore-password', async (request) => {
    const body = oneObject(request.body);
    const password = twice(body);
    const { sessionId, user } = await restorePassword(request.core, required(body, 'token'), password, request.trace);
    const { login, is_admin, notification_email } = await sessionOut(request, user);
    return { login, session: sessionId, is_admin, notification_email };
  });

  app.post('/settings/initial', async (request) => await refuseSecondStart(request.core));
}

async function signInBy(request: FastifyRequest) {
  const body = oneObject(request.body);
  return await signIn(request.core, text(body, 'login') || undefined, text(body, 'password'), request.trace);
}

function required(body: Body, name: string): string {
  const value = text(body, name);
  if (!value) throw invalid(name, 'value_required');
  return value;
}

function twice(body: Body): string {
  const password = required(body, 'password1');
  if (required(body, 'password2') !== password)
    throw invalid('password2', 'own_words', { text: 'is not the same as password1' });
  return password;
}
