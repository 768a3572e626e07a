import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'vedette_session';
/** As long as an unused session lives; every start of the console sets it anew. */
const LIFE_SECONDS = 30 * 86_400;

export const sessionCookie = (request: FastifyRequest): string | undefined => request.cookies[NAME] || undefined;

/** Unreadable for scripts; not sent along by other sites; over https never in the clear. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  sessionId: string,
  lifeSeconds = LIFE_SECONDS,
): void {
  reply.setCookie(NAME, sessionId, { ...flags(request), maxAge: lifeSeconds });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(NAME, flags(request));
}

const flags = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const;
