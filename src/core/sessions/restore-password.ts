import { transaction } from '../../db/transaction.ts';
import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { homeDomainId, mailbox } from '../domains/settings.ts';
import { DomainError, forbidden, invalid } from '../errors.ts';
import { checkText } from '../fields.ts';
import { enqueue } from '../outbox/outbox.ts';
import { storePassword } from '../users/operations.ts';
import { write } from '../write.ts';
import { restoreLetter } from './restore-letter.ts';
import { actorById, openSession } from './sessions.ts';
import { issueToken, redeemToken, tokenStands } from './tokens.ts';

const LIFE_MS = 3_600_000;
const OLD_LINK = 'The link was used already or is too old: ask for a new one';

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
  if (!(await mailbox(core, domainId)))
    throw new DomainError('unavailable', 'No mail can be sent: the provider has not set an SMTP server');
  if (ownUrl === undefined) {
    core.log.warn({}, 'no letter with a link was sent: set PUBLIC_URL to what this server is called from outside');
    throw new DomainError('unavailable', 'No link can be mailed: the provider has not set PUBLIC_URL');
  }
  const user = await findAddressee(core, domainId, loginOrEmail);
  const address = user?.email ?? (user?.login.includes('@') ? user.login : undefined);
  if (!user || !address)
    throw forbidden('There is no such user, or it has no e-mail address or may not change its password');
  await transaction(core.sql, async (sql) => {
    const token = await issueToken(sql, user, 'restore_password', new Date(core.clock().getTime() + LIFE_MS));
    const link = `${ownUrl}/restore-password?token=${encodeURIComponent(token)}`;
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
  if (password === '') throw invalid('password', 'may not be empty');
  const userId = await core.throttle.attempt(`restore by ${trace.address ?? ''}`, trace.address, async () => {
    // Before the hashing, which whoever guesses would otherwise make us do each time.
    if (!(await tokenStands(reader(core), token, 'restore_password'))) return undefined;
    return await setPassword(core, token, await core.passwords.hash(password), trace);
  });
  if (userId === undefined) throw new DomainError('forbidden', OLD_LINK, { fields: { token: OLD_LINK } });
  const user = await actorById(core, userId, trace);
  return { sessionId: await openSession(core, userId, trace), user };
}

/** Undefined: somebody else used the token meanwhile. */
async function setPassword(core: Core, token: string, passwordHash: string, trace: Trace): Promise<number | undefined> {
  const domainId = await homeDomainId(core);
  const intent = { type: 'user.restore_password' };
  return await write(core, { kind: 'system', domainId, trace }, intent, async (tx) => {
    const redeemed = await redeemToken(tx.sql, token, 'restore_password');
    if (!redeemed) return undefined;
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
