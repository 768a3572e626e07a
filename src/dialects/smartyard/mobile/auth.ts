import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../../core/errors.ts';
import { actorBySession } from '../../../core/sessions/sessions.ts';
import type { SignInThrottle } from '../../../core/sessions/throttle.ts';
import { refused } from './answer.ts';
import { type Call, UserCall } from './call.ts';

/**
 * Whose `Authorization: Bearer` it is. A wrong token costs a look-up alone; whoever sends many of them is told to wait,
 * and those who are signed in from the same address are not.
 */
export async function signedIn(call: Call, wrong: SignInThrottle): Promise<UserCall> {
  const { request, core } = call;
  const token = tokenOf(request);
  if (token === undefined) throw refused(422, 'Отсутствует токен авторизации');
  const actor = await actorBySession(core, token, request.trace);
  if (actor) return new UserCall(call, actor, token);
  const name = createHash('sha256').update(token).digest('base64');
  const address = request.trace.address;
  wrong.check(name, address);
  wrong.failed(name, address);
  throw refuse('no_session');
}

/** Undefined: none, or the empty one that apps send before anybody signed in. */
function tokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
}
