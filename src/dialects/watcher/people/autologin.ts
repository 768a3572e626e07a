import type { FastifyInstance } from 'fastify';
import { autologin } from '../../../core/sessions/autologin.ts';
import { setSessionCookie } from '../../../http/session-cookie.ts';
import { oneObject } from '../../wire/body.ts';
import { text } from '../../wire/values.ts';

/** Where the provider's site sends its subscriber's browser with a token: a session cookie, and on to the console. */
export function autologinPage(app: FastifyInstance): void {
  app.post('/vsaas/autologin', async (request, reply) => {
    const token = text(oneObject(request.body), 'autologin_token', 'token') ?? '';
    const { sessionId, sessionSeconds } = await autologin(request.core, token, request.trace);
    setSessionCookie(request, reply, sessionId, sessionSeconds ?? undefined);
    return reply.redirect('/', 303);
  });
}
