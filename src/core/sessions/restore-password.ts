import { transaction } from '../../db/transaction.ts';
import type { Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { homeDomainId, mailbox } from '../domains/settings.ts';
import { DomainError, forbidden, invalid } from '../errors.ts';
import { checkText } from '../fields.ts';
import { enqueue } from '../outbox/outbox.ts';
import { storePassword } from '../users/operations.ts';
import { write } from '../write.ts';
import { actorById, openSession } from './sessions.ts';
import { issueToken, redeemToken, tokenStands } from './tokens.ts';

const LIFE_MS = 3_600_000;
const OLD_LINK = 'The link was used already or is too old: ask for a new one';

/**
 * Mails a link to the address that is set at the user; each request counts as a failed sign-in, so that nobody is
 * flooded. Throws `unavailable` while no mail can be sent, before anybody is looked for: that it is so tells nothing of a
 * login; and `forbidden` when there is nobody to send it to, or not one who may set an own password.
 */
export async function requestNewPassword(core: Core, loginOrEmail: string, trace: Trace): Promise<void> {
  core.throttle.check(`restore ${loginOrEmail}`, trace.address);
  core.throttle.failed(`restore ${loginOrEmail}`, trace.address);
  const domainId = await homeDomainId(core);
  if (!(await mailbox(core, domainId)))
    throw new DomainError('unavailable', 'No mail can be sent: the provider has not set an SMTP server');
  const rows = await reader(core)<{ id: number; login: string; email: string | null }[]>`
    select id, login, email from app_user
    where domain_id = ${domainId} and (lower(login) = lower(${loginOrEmail}) or lower(email) = lower(${loginOrEmail}))
      and may_change_password and not readonly and password_by is distinct from 'backend'
    order by lower(login) = lower(${loginOrEmail}) desc, id limit 1`;
  const [user] = rows;
  const address = user?.email ?? (user?.login.includes('@') ? user.login : undefined);
  if (!user || !address)
    throw forbidden('There is no such user, or it has no e-mail address or may not change its password');
  await transaction(core.sql, async (sql) => {
    const token = await issueToken(sql, user, 'restore_password', new Date(core.clock().getTime() + LIFE_MS));
    const link = `${core.publicUrl ?? ''}/restore-password?token=${encodeURIComponent(token)}`;
    await enqueue(core, sql, domainId, {
      kind: 'mail',
      to: address,
      subject: 'New password',
      text: `A new password was asked for the login ${user.login}.\n\nSet it within an hour: ${link}\n\nIf it was not you, do nothing.\n`,
    });
  });
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
  const guessing = `restore by ${trace.address ?? ''}`;
  core.throttle.check(guessing, trace.address);
  const refuse = (): never => {
    core.throttle.failed(guessing, trace.address);
    throw new DomainError('forbidden', OLD_LINK, { fields: { token: OLD_LINK } });
  };
  // Before the hashing, which whoever guesses would otherwise make us do each time.
  if (!(await tokenStands(reader(core), token, 'restore_password'))) refuse();
  const passwordHash = await core.passwords.hash(password);
  const domainId = await homeDomainId(core);
  const userId = await write(
    core,
    { kind: 'system', domainId, trace },
    { type: 'user.restore_password' },
    async (tx) => {
      const redeemed = await redeemToken(tx.sql, token, 'restore_password');
      if (!redeemed) return refuse();
      await storePassword(tx, redeemed.userId, passwordHash, true);
      tx.changed({
        action: 'change',
        objectKind: 'user',
        objectId: redeemed.userId,
        changes: { password: ['***', '*** (new, by mail)'] },
      });
      tx.touched('user', redeemed.userId);
      return redeemed.userId;
    },
  );
  const user = await actorById(core, userId, trace);
  return { sessionId: await openSession(core, userId, trace), user };
}
