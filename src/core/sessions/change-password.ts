import { requireMay } from '../access/may.ts';
import type { UserActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { DomainError, invalid } from '../errors.ts';
import { changeUser } from '../users/operations.ts';
import { openSession } from './sessions.ts';
import { checkPassword } from './sign-in.ts';

/**
 * A user's own new password, proved by the current one. Every session and playback token of the old one ends; gives
 * back the id of a new session for whoever changed it. Whoever has to choose one may, and may not keep the old one.
 */
export async function changePassword(core: Core, actor: UserActor, current: string, next: string): Promise<string> {
  if (!actor.mustChangePassword) requireMay(actor, 'own-password.change');
  await checkPassword(core, actor.domainId, actor.login, current, actor.trace).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'unauthenticated')
      throw invalid('current', 'password_not_yours');
    throw error;
  });
  if (actor.mustChangePassword && next === current) throw invalid('next', 'password_same');
  await changeUser(core, actor, actor.id, { password: next });
  return await openSession(core, actor.id, actor.trace);
}
