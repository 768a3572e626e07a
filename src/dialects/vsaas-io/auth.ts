import type { FastifyRequest } from 'fastify';
import { requireMay } from '../../core/access/may.ts';
import type { Actor } from '../../core/actor.ts';
import { inOwnWords } from '../../core/errors.ts';
import { userByLoginOrEmail } from '../../core/sessions/by-address.ts';

/** The same for a missing header, an unknown user, a wrong password and another domain. */
const REFUSAL = 'Wrong X-USER, X-PASSWORD or X-DOMAIN-ID';

/** Who asks, with every call: an administrator of the domain. Whoever is none is told so by the right password alone. */
export async function authenticate(request: FastifyRequest): Promise<void> {
  const user = header(request, 'x-user');
  const password = header(request, 'x-password');
  const domainId = header(request, 'x-domain-id').trim();
  const complete = user !== '' && password !== '' && domainId !== '';
  const actor = complete ? await userByLoginOrEmail(request.core, user, password, request.trace) : undefined;
  if (!actor || String(actor.domainId) !== domainId.replace(/^0+(?=\d)/, ''))
    throw inOwnWords('unauthenticated', REFUSAL);
  requireMay(actor, 'integrations.sign-in');
  request.actor = actor;
}

/** Who asks, on routes behind the authentication. */
export function actorIn(request: FastifyRequest): Actor {
  if (!request.actor) throw inOwnWords('unauthenticated', REFUSAL);
  return request.actor;
}

/** Header values arrive as Latin-1; clients send UTF-8. */
function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value.length > 1024) return '';
  return Buffer.from(value, 'latin1').toString('utf8');
}
