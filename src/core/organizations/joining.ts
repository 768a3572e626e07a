import { may } from '../access/may.ts';
import { type DomainError, refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import { checkUserRoom } from './checks.ts';
import type { Organization } from './organization.ts';
import { lockOrganization } from './queries.ts';

/**
 * Takes a user in who is no member yet, with no right of a member's; within a write that shall give it something there.
 * The organization is locked, which comes before its folders and cameras.
 */
export async function joinOrganization(tx: Write, organizationId: number, userId: number): Promise<void> {
  const organization = await lockOrganization(tx.sql, tx.actor.domainId, organizationId);
  await refuseAdministrator(tx, userId, refuse('user_not_found', { id: userId }));
  const [member] =
    await tx.sql`select from membership where organization_id = ${organizationId} and user_id = ${userId}`;
  if (member) return;
  await addMember(tx, organization, userId);
  const changes = { member: [null, userId] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  tx.touched('user', userId);
}

/** An organization's manager may only take in users that it sees already, so that ids of other contracts stay unknown. */
export async function addMember(tx: Write, organization: Organization, userId: number): Promise<void> {
  const [user] =
    await tx.sql`select from app_user where id = ${userId} and domain_id = ${tx.actor.domainId} for key share`;
  const known = user !== undefined && (may(tx.actor, 'users.manage') || (await sharesOrganization(tx, userId)));
  if (!known) throw refuse('user_not_found', { id: userId });
  await checkUserRoom(tx.sql, organization);
  await tx.sql`insert into membership (organization_id, user_id) values (${organization.id}, ${userId})`;
}

/** The provider's people are none of a manager's users, here as in the list of users. */
export async function refuseAdministrator(tx: Write, userId: number, hidden: DomainError): Promise<void> {
  if (may(tx.actor, 'administrators.see')) return;
  const rows = await tx.sql`select from app_user where id = ${userId} and kind = 'administrator'`;
  if (rows.length > 0) throw hidden;
}

async function sharesOrganization(tx: Write, userId: number): Promise<boolean> {
  if (tx.actor.kind !== 'user') return true;
  const rows = await tx.sql`
    select from membership a join membership b on b.organization_id = a.organization_id
    where a.user_id = ${userId} and b.user_id = ${tx.actor.id} and b.edit_users limit 1`;
  return rows.length > 0;
}
