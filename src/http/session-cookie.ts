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

const SUPPORT_HEADER = 'x-vedette-support';
const SUPPORT_PATH = '/api/vedette/v1';
const supportName = (id: number): string => `vedette_support_${id}`;

/**
 * The session of support that this tab is in: the tab names it in a header, and the secret is in a cookie of its own, so
 * that several tabs are several people and none of them the administrator. Undefined: the tab is in none.
 */
export function supportCookie(request: FastifyRequest): { readonly id: number; readonly secret: string } | undefined {
  const named = request.headers[SUPPORT_HEADER];
  if (typeof named !== 'string') return undefined;
  const id = /^\d{1,9}$/.test(named) ? Number(named) : 0;
  return { id, secret: request.cookies[supportName(id)] ?? '' };
}

export function setSupportCookie(request: FastifyRequest, reply: FastifyReply, id: number, secret: string): void {
  reply.setCookie(supportName(id), secret, { ...supportFlags(request), maxAge: SUPPORT_SECONDS });
}

export function clearSupportCookie(request: FastifyRequest, reply: FastifyReply, id: number): void {
  reply.clearCookie(supportName(id), supportFlags(request));
}

/** The server ends the session by itself then. */
const SUPPORT_SECONDS = 15 * 60;

const supportFlags = (request: FastifyRequest) =>
  ({ ...flags(request), path: SUPPORT_PATH, sameSite: 'strict' }) as const;
