import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { inviteByMail } from '../sessions/password-links.ts';
import { together } from '../together.ts';
import { looksLikeEmail, userMeant } from '../users/by-email.ts';
import { createUser } from '../users/operations.ts';
import { changeOrganization, visibleOrganization } from './operations.ts';

/**
 * Makes the user with this e-mail address the owner. Where there is none it is made, with the address for its login and
 * no password, and a letter asks it to choose one. `ownUrl` is what this server is called in that letter. Calls with the
 * same address wait for each other, and find the same user.
 */
export async function setOwnerByEmail(
  core: Core,
  actor: Actor,
  organizationId: number,
  asked: string,
  ownUrl: string | undefined,
): Promise<void> {
  requireMay(actor, 'organizations.manage');
  requireMay(actor, 'users.manage');
  const email = asked.trim();
  await together(core, async (one) => {
    const sql = reader(one);
    const name = `owner ${actor.domainId} ${email.toLowerCase()}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
    const known = await userMeant(sql, actor.domainId, email);
    const ownerId = known ?? (await invited(one, actor, organizationId, email, ownUrl));
    await changeOrganization(one, actor, organizationId, { ownerId });
  });
}

async function invited(
  core: Core,
  actor: Actor,
  organizationId: number,
  email: string,
  ownUrl: string | undefined,
): Promise<number> {
  if (!looksLikeEmail(email)) throw invalid('owner', 'email_malformed');
  const { title } = await visibleOrganization(core, actor, organizationId);
  const user = await createUser(core, actor, { login: email, email }, organizationId);
  await inviteByMail(core, actor, user, title, ownUrl);
  return user.id;
}
