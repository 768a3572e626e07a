import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { passwordLabel } from '../users/password.ts';
import { type Credentials, credentialsByLogin } from '../users/queries.ts';
import { askOutside, keepPassword } from './outside.ts';
import { actorById } from './sessions.ts';

/**
 * Checks login and password: the provider's outside backend first where one is set, then our own. Throws
 * `unauthenticated` alike for an unknown login and a wrong password, `too_many` after many of them, and `forbidden`
 * with the reason when the user is blocked (told only to those who know the password).
 */
export async function checkPassword(
  core: Core,
  domainId: number,
  typed: string,
  password: string,
  trace: Trace,
): Promise<UserActor> {
  // As logins are kept: a telephone's keyboard puts a space behind a word.
  const login = typed.trim();
  if (`${login}${password}`.includes('\u0000')) throw refuse('wrong_password');
  const user = await core.throttle.attempt(login, trace.address, async () => {
    const known = await credentialsByLogin(reader(core), domainId, login);
    return (await accepts(core, domainId, known, login, password, trace)) ? known : undefined;
  });
  if (!user) throw refuse('wrong_password');
  return await actorById(core, user.id, trace);
}

async function accepts(
  core: Core,
  domainId: number,
  user: Credentials | undefined,
  login: string,
  password: string,
  trace: Trace,
): Promise<boolean> {
  const by = user?.passwordBy ?? null;
  const verdict = by === 'own' ? 'silent' : await askOutside(core, domainId, login, password);
  if (by === 'backend') return verdict === 'right';
  if (verdict === 'wrong') return false;
  if (verdict === 'right') {
    if (user) await keepPassword(core, user, password, trace);
    return user !== undefined;
  }
  return await core.passwords.verify(passwordLabel({ domainId, login }), user?.passwordHash ?? undefined, password);
}
