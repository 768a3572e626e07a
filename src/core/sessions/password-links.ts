import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { mailbox } from '../domains/settings.ts';
import { refuse } from '../errors.ts';
import { enqueue } from '../outbox/outbox.ts';
import { userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import { write } from '../write.ts';
import { invitationLetter } from './letters.ts';
import { issueToken } from './tokens.ts';

/** Of a link that nobody asked for by oneself: its letter may lie over a weekend. */
const INVITED_MS = 7 * 86_400_000;

export interface PasswordLink {
  readonly link: string;
  readonly validUntil: Date;
}

/** A link to the page where this user chooses a password, once. `ownUrl` is what this server is called. */
export async function linkToPassword(
  core: Core,
  sql: Db,
  user: { readonly id: number; readonly login: string },
  ownUrl: string,
  lifeMs: number,
): Promise<PasswordLink> {
  const validUntil = new Date(core.clock().getTime() + lifeMs);
  const token = await issueToken(sql, user, 'restore_password', validUntil);
  return { link: `${ownUrl}/restore-password?token=${encodeURIComponent(token)}`, validUntil };
}

/**
 * The same for an administrator to hand on, where no mail goes out. It works for seven days, and nothing of it is kept
 * that could be read later. Throws `unavailable` while nobody said what the server is called from outside.
 */
export async function passwordLink(
  core: Core,
  actor: Actor,
  userId: number,
  ownUrl: string | undefined,
): Promise<PasswordLink> {
  requireMay(actor, 'users.manage');
  await userById(core, actor, userId);
  if (ownUrl === undefined) throw refuse('link_without_public_url');
  return await write(core, actor, { type: 'user.password_link', subject: `user ${userId}` }, async (tx) => {
    const user = await lockUser(tx.sql, actor.domainId, userId);
    if (!user) throw refuse('user_not_found', { id: userId });
    const outside = await tx.sql`select from app_user where id = ${userId} and password_by = 'backend'`;
    if (outside.length > 0) throw refuse('password_of_backend', { id: userId });
    const made = await linkToPassword(core, tx.sql, user, ownUrl, INVITED_MS);
    const changes = { passwordLink: [null, '***'] as const };
    tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
    return made;
  });
}

/**
 * Asks a user who was made by an e-mail address to confirm it and to choose a password, in the language of the domain.
 * Where no mail can be sent, the billing event says so: an administrator hands the link on.
 */
export async function inviteByMail(
  core: Core,
  actor: Actor,
  user: { readonly id: number; readonly login: string },
  organizationTitle: string,
  ownUrl: string | undefined,
): Promise<void> {
  await write(core, actor, { type: 'user.invite', subject: `user ${user.id}` }, async (tx) => {
    if (!(await mailbox(core, actor.domainId)) || ownUrl === undefined) {
      tx.remarked('no letter was sent: set an SMTP server and PUBLIC_URL, or hand on a link from the page of the user');
      return;
    }
    const [domain] = await reader(core)<{ locale: string }[]>`
      select locale from domain where id = ${actor.domainId}`;
    const { link } = await linkToPassword(core, tx.sql, user, ownUrl, INVITED_MS);
    const letter = invitationLetter([domain?.locale ?? ''], organizationTitle, user.login, link);
    await enqueue(core, tx.sql, actor.domainId, { kind: 'mail', to: user.login, ...letter });
    const changes = { passwordLink: [null, '***'] as const };
    tx.changed({ action: 'change', objectKind: 'user', objectId: user.id, changes });
  });
}
