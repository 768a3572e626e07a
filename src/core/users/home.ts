import { invalid, refuse } from '../errors.ts';
import { checkUserRoom } from '../organizations/checks.ts';
import { findToLock } from '../organizations/queries.ts';
import type { Write } from '../write.ts';
import { administersAccount, homeOf } from './belonging.ts';

type Change = readonly [unknown, unknown];

/** Gives or takes all rights in an organization that the user is a member of. Gives back [was, is]. */
export async function setAccountAdministrator(
  tx: Write,
  userId: number,
  organizationId: number,
  on: boolean,
): Promise<Change> {
  const { sql } = tx;
  const [before] = await sql<{ owner: boolean; administrator: boolean }[]>`
    select exists (select from organization o where o.id = ${organizationId} and o.owner_id = u.id) as owner,
      ${administersAccount(sql, sql`${organizationId}::int`)} as administrator
    from app_user u where u.id = ${userId}`;
  if (before?.owner && !on) throw refuse('owner_stays', { id: userId, organizationId });
  await sql`
    update membership set edit_cameras = ${on}, edit_users = ${on}, view_statistics = ${on}, edit_lists = ${on}, view_lists = ${on}
    where organization_id = ${organizationId} and user_id = ${userId}`;
  if (on)
    await sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, archive, download, snapshot, ptz, actions, edit, source)
      values ('user', ${userId}, 'organization', ${organizationId}, true, true, true, true, true, true, 'account')
      on conflict (subject_kind, subject_id, object_kind, object_id, source) do nothing`;
  else
    await sql`
      delete from access_grant where subject_kind = 'user' and subject_id = ${userId}
        and object_kind = 'organization' and object_id = ${organizationId} and source = 'account'`;
  return [before?.administrator ?? false, on];
}

/** Takes the membership and every permission on the organization's folders and cameras away. False: was no member. */
export async function leaveOrganization(tx: Write, organizationId: number, userId: number): Promise<boolean> {
  const { sql } = tx;
  const gone =
    await sql`delete from membership where organization_id = ${organizationId} and user_id = ${userId} returning 1`;
  await sql`
    delete from access_grant g where g.subject_kind = 'user' and g.subject_id = ${userId} and (
      g.through_organization_id = ${organizationId}
      or (g.object_kind = 'organization' and g.object_id = ${organizationId})
      or (g.object_kind = 'folder' and g.object_id in (select f.id from folder f where f.organization_id = ${organizationId}))
      or (g.object_kind = 'device' and g.object_id in (select c.id from camera c where c.organization_id = ${organizationId})))`;
  await sql`
    update app_user set home_organization_id = null where id = ${userId} and home_organization_id = ${organizationId}`;
  return gone.length > 0;
}

/** Where a user goes; locked before the user is, so that its room can be counted. */
export async function lockHome(tx: Write, organizationId: number): Promise<Home> {
  const found = await findToLock(tx.sql, tx.actor.domainId, organizationId);
  if (!found) throw invalid('homeOrganizationId', 'organization_unknown', { id: organizationId });
  return found;
}

type Home = NonNullable<Awaited<ReturnType<typeof findToLock>>>;

/** Moves a locked user to the organization with the role it had; gives back [was, is] of its home. */
export async function moveHome(tx: Write, userId: number, to: Home): Promise<Change> {
  const { sql } = tx;
  const [before] = await sql<{ home: number | null; owner: boolean; administrator: boolean }[]>`
    select h.home, ${administersAccount(sql, sql`h.home`)} as administrator,
      exists (select from organization o where o.id = h.home and o.owner_id = u.id) as owner
    from app_user u, lateral (select ${homeOf(sql)} as home) h where u.id = ${userId}`;
  const from = before?.home ?? null;
  if (from !== null && from !== to.id) {
    if (before?.owner) throw refuse('owner_stays', { id: userId, organizationId: from });
    await leaveOrganization(tx, from, userId);
  }
  const [member] = await sql`select from membership where organization_id = ${to.id} and user_id = ${userId}`;
  if (!member) {
    await checkUserRoom(sql, to);
    await sql`insert into membership (organization_id, user_id) values (${to.id}, ${userId})`;
  }
  await sql`update app_user set home_organization_id = ${to.id} where id = ${userId}`;
  if (before?.administrator && from !== to.id) await setAccountAdministrator(tx, userId, to.id, true);
  return [from, to.id];
}
