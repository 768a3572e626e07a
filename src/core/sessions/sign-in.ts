import { transaction } from '../../db/transaction.ts';
import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { authBackend } from '../domains/settings.ts';
import { egressGet } from '../egress/request.ts';
import { DomainError } from '../errors.ts';
import { type Credentials, credentialsByLogin } from '../users/queries.ts';
import { actorById } from './sessions.ts';

const BACKEND_LIMIT_MS = 2000;

/**
 * Checks login and password: the provider's outside backend first where one is set, then our own. Throws
 * `unauthenticated` alike for an unknown login and a wrong password, `too_many` after many of them, and `forbidden`
 * with the reason when the user is blocked (told only to those who know the password).
 */
export async function checkPassword(
  core: Core,
  domainId: number,
  login: string,
  password: string,
  trace: Trace,
): Promise<UserActor> {
  if (`${login}${password}`.includes('\u0000')) throw new DomainError('unauthenticated', 'Wrong login or password');
  const user = await core.throttle.attempt(login, trace.address, async () => {
    const known = await credentialsByLogin(reader(core), domainId, login);
    return (await accepts(core, domainId, known, login, password)) ? known : undefined;
  });
  if (!user) throw new DomainError('unauthenticated', 'Wrong login or password');
  return await actorById(core, user.id, trace);
}

async function accepts(
  core: Core,
  domainId: number,
  user: Credentials | undefined,
  login: string,
  password: string,
): Promise<boolean> {
  const by = user?.passwordBy ?? null;
  const verdict = by === 'own' ? 'silent' : await askBackend(core, domainId, login, password);
  if (by === 'backend') return verdict === 'right';
  if (verdict === 'wrong') return false;
  if (verdict === 'right') {
    if (user) await keepPassword(core, user, password);
    return user !== undefined;
  }
  return await core.passwords.verify(`${domainId} ${login.toLowerCase()}`, user?.passwordHash ?? undefined, password);
}

/** `silent`: no backend is set, it does not know the login, or it did not answer in two seconds: our own password decides, unless the user's is the backend's alone. */
async function askBackend(
  core: Core,
  domainId: number,
  login: string,
  password: string,
): Promise<'right' | 'wrong' | 'silent'> {
  const backend = await authBackend(core, domainId);
  if (!backend) return 'silent';
  const url = new URL(backend);
  url.searchParams.set('login', login);
  url.searchParams.set('password', password);
  try {
    const { status } = await egressGet(core.egress, url.href, BACKEND_LIMIT_MS);
    if (status === 200) return 'right';
    return status === 403 ? 'wrong' : 'silent';
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replaceAll(url.search, '') : 'unknown';
    core.log.warn({ reason, host: url.host }, 'the outside sign-in backend did not answer: the local password decides');
    return 'silent';
  }
}

/** What the backend accepted becomes our own password, so that sign-in works while it is down. */
async function keepPassword(core: Core, user: Credentials, password: string): Promise<void> {
  const known =
    user.passwordHash !== null &&
    (await core.passwords.verify(`${user.domainId} ${user.login.toLowerCase()}`, user.passwordHash, password));
  if (known) return;
  const hash = await core.passwords.hash(password);
  await transaction(core.sql, async (sql) => {
    await sql`update app_user set password_hash = ${hash}, credential_epoch = credential_epoch + 1 where id = ${user.id}`;
    await sql`delete from session where user_id = ${user.id}`;
    await sql`insert into change_log (kind, key) values ('user', ${user.id})`;
  });
  core.feed.tell([{ kind: 'user', key: user.id }]);
  core.feed.wake();
}
