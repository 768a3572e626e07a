import { transaction } from '../../db/transaction.ts';
import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { homeDomainId, mailbox } from '../domains/settings.ts';
import { invalid, refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { originOf } from '../origin.ts';
import { enqueue } from '../outbox/outbox.ts';
import { newHash, storePassword, weighUserPassword } from '../users/password.ts';
import { lockUser } from '../users/queries.ts';
import { write } from '../write.ts';
import { restoreLetter } from './letters.ts';
import { linkToPassword } from './password-links.ts';
import { actorById, openSession } from './sessions.ts';
import { ownerOfToken, redeemToken } from './tokens.ts';

const LIFE_MS = 3_600_000;
/**
 * Mails a link to the address that is set at the user; each request counts as a failed sign-in, so that nobody is
 * flooded. `ownUrl` is what this server is called, from a source that the sender of the request does not choose. Throws
 * `unavailable` while no mail or no link can be made, before anybody is looked for: that it is so tells nothing of a
 * login; and `forbidden` when there is nobody to send it to, or not one who may set an own password.
 */
export async function requestNewPassword(
  core: Core,
  loginOrEmail: string,
  ownUrl: string | undefined,
  trace: Trace,
): Promise<void> {
  core.throttle.check(`restore ${loginOrEmail}`, trace.address);
  core.throttle.failed(`restore ${loginOrEmail}`, trace.address);
  const domainId = await homeDomainId(core);
  if (!(await mailbox(core, domainId))) throw refuse('mail_not_set');
  if (ownUrl === undefined) {
    core.log.warn({}, 'no letter with a link was sent: set PUBLIC_URL to what this server is called from outside');
    throw refuse('public_url_not_set');
  }
  const user = await findAddressee(core, domainId, loginOrEmail);
  const address = user?.email ?? (user?.login.includes('@') ? user.login : undefined);
  if (!user || !address) throw refuse('restore_not_possible');
  await transaction(core.sql, async (sql) => {
    const { link } = await linkToPassword(core, sql, user, ownUrl, LIFE_MS);
    const letter = restoreLetter([user.locale, user.domainLocale], user.login, link);
    await enqueue(core, sql, domainId, { kind: 'mail', to: address, ...letter });
  });
}

interface Addressee {
  readonly id: number;
  readonly login: string;
  readonly email: string | null;
  readonly locale: string;
  readonly domainLocale: string;
}

async function findAddressee(core: Core, domainId: number, loginOrEmail: string): Promise<Addressee | undefined> {
  const [user] = await reader(core)<Addressee[]>`
    select u.id, u.login, u.email, u.locale, d.locale as domain_locale
    from app_user u join domain d on d.id = u.domain_id
    where u.domain_id = ${domainId} and (lower(u.login) = lower(${loginOrEmail}) or lower(u.email) = lower(${loginOrEmail}))
      and (u.may_change_password and not u.readonly or u.must_change_password) and u.password_by is distinct from 'backend'
    order by lower(u.login) = lower(${loginOrEmail}) desc, u.id limit 1`;
  return user;
}

/**
 * Sets the new password with the mailed token and signs in. Throws `forbidden` with `token` among its fields when the link
 * does not work any more, and without it when the password is set but the user is blocked. Wrong tokens are slowed down
 * by address: nobody can hold up another's link.
 */
export async function restorePassword(
  core: Core,
  token: string,
  password: string,
  trace: Trace,
): Promise<{ readonly sessionId: string; readonly user: UserActor }> {
  checkText('password', password, 1024);
  if (password === '') throw invalid('password', 'text_empty');
  const userId = await core.throttle.attempt(`restore by ${originOf(trace.address) ?? ''}`, trace.address, async () => {
    // Before the hashing, which whoever guesses would otherwise make us do each time.
    const owner = await ownerOfToken(reader(core), token, 'restore_password');
    return owner === undefined ? undefined : await setPassword(core, token, owner, password, trace);
  });
  if (userId === undefined) throw invalid('token', 'restore_link_old');
  const user = await actorById(core, userId, trace);
  return { sessionId: await openSession(core, userId, trace), user };
}

/** Undefined: somebody else used the token meanwhile. */
async function setPassword(
  core: Core,
  token: string,
  owner: number,
  password: string,
  trace: Trace,
): Promise<number | undefined> {
  const asked = await weighUserPassword(core, owner, password);
  const domainId = await homeDomainId(core);
  const intent = { type: 'user.restore_password' as const };
  return await write(core, { kind: 'system', domainId, trace }, intent, async (tx) => {
    const redeemed = await redeemToken(tx.sql, token, 'restore_password');
    if (!redeemed) return undefined;
    const now = await lockUser(tx.sql, domainId, redeemed.userId);
    const passwordHash = newHash(asked, now?.passwordHash ?? null);
    if (passwordHash === undefined) {
      if (now?.mustChangePassword) throw invalid('password', 'password_same');
      return redeemed.userId;
    }
    await storePassword(tx, redeemed.userId, passwordHash, true);
    tx.changed({
      action: 'change',
      objectKind: 'user',
      objectId: redeemed.userId,
      changes: { password: ['***', '*** (new, by mail)'] },
    });
    tx.touched('user', redeemed.userId);
    return redeemed.userId;
  });
}
