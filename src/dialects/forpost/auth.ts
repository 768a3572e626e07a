import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../core/actor.ts';
import { signedBy } from '../../core/clients/service-administrators.ts';
import { inOwnWords } from '../../core/errors.ts';
import type { Method } from './method.ts';
import type { Parameters } from './parameters.ts';

/** Who signed the call with AdminLogin and AdminPassword; refused alike when either is missing or wrong. */
export async function administratorOf(
  request: FastifyRequest,
  method: Pick<Method, 'name'>,
  parameters: Parameters,
): Promise<Actor> {
  const login = parameters.optionalText('AdminLogin') ?? '';
  const password = parameters.optionalText('AdminPassword') ?? '';
  const actor = await signedBy(request.core, login, password, method.name, request.trace);
  if (!actor) throw inOwnWords('unauthenticated', 'Wrong AdminLogin or AdminPassword');
  return actor;
}
