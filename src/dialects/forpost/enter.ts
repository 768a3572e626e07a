import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../core/errors.ts';
import { enterUserSession } from '../../core/sessions/user-session.ts';
import { traceAs } from '../../http/request.ts';
import { setSessionCookie } from '../../http/session-cookie.ts';

/** The cookie by which a cabinet of the same site hands a session over. */
const COOKIE = 'PHPSESSIDFPST';

/**
 * Where a SessionID of CreateUserSession turns into our own cookie: `/login.html?SessionID=...`, or the cookie that the
 * cabinet has set, at `/login.html` and at the start page.
 */
export function enterRoutes(app: FastifyInstance): void {
  app.get('/login.html', async (request, reply) => {
    const id = Object.entries(request.query as Record<string, unknown>).find(
      ([name]) => name.toLowerCase() === 'sessionid',
    )?.[1];
    const given = typeof id === 'string' && id !== '' ? id : request.cookies[COOKIE];
    return given === undefined ? reply.redirect('/sign-in', 303) : await enter(request, reply, given);
  });
  app.get('/', async (request, reply) => {
    const given = request.cookies[COOKIE];
    return given === undefined ? reply.callNotFound() : await enter(request, reply, given);
  });
}

async function enter(request: FastifyRequest, reply: FastifyReply, id: string): Promise<FastifyReply> {
  void reply.clearCookie(COOKIE, { path: '/' }).header('cache-control', 'no-store');
  try {
    const { sessionId } = await enterUserSession(request.core, id, traceAs(request.trace, 'forpost'));
    setSessionCookie(request, reply, sessionId);
    return reply.redirect('/', 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return reply.redirect(`/sign-in?refused=${error.kind === 'forbidden' ? 'blocked' : 'link'}`, 303);
  }
}
