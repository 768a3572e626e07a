import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { forgetBlocks } from '../blocks/blocks.ts';
import { deleteCamerasOf } from '../cameras/removal.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { deleteLocksOf } from '../locks/removal.ts';
import { removeUsers } from '../users/removal.ts';
import { type Write, write } from '../write.ts';
import { requireOrganization } from './operations.ts';
import type { Organization } from './organization.ts';
import { defaultOrganizationId, lockOrganization } from './queries.ts';

export interface Removal {
  /** Its cameras and locks go too: streams stop at once, cameras go to the bin. Without it a used organization is a conflict. */
  readonly force: boolean;
  /** Its own users go too; else those who are left without an organization move to the default one. */
  readonly users?: boolean;
}

export async function deleteOrganization(core: Core, actor: Actor, id: number, removal: Removal): Promise<void> {
  if (!may(actor, 'organizations.delete')) {
    await requireOrganization(core, actor, id);
    throw refuse('organization_removal_closed');
  }
  const subject = `organization ${id}`;
  await write(core, actor, { type: 'organization.delete', subject, request: removal }, async (tx) => {
    const before = await lockOrganization(tx.sql, actor.domainId, id);
    if (before.isDefault) throw refuse('default_organization_stays');
    if (!removal.force) await requireEmpty(tx, before);
    await deleteCamerasOf(tx, id);
    await deleteLocksOf(tx, id);
    if (removal.users) await removeUsers(tx, await ownUsers(tx, id));
    await rehome(tx, id);
    await tx.sql`
      delete from access_grant where (subject_kind = 'organization' and subject_id = ${id}) or (object_kind = 'organization' and object_id = ${id})
      or (object_kind = 'folder' and object_id in (select f.id from folder f where f.organization_id = ${id}))`;
    await forgetBlocks(tx.sql, 'organization', [id]);
    await tx.sql`
      insert into former_organization (organization_id, domain_id, title, contract_number)
      values (${id}, ${actor.domainId}, ${before.title}, ${before.contractNumber}) on conflict do nothing`;
    await tx.sql`delete from organization where id = ${id}`;
    const changes = { title: [before.title, null] as const };
    tx.changed({ action: 'delete', objectKind: 'organization', objectId: id, changes });
    tx.touched('organization', id);
  });
}

async function requireEmpty(tx: Write, { id, ownerId }: Organization): Promise<void> {
  const [count] = await tx.sql<{ cameras: number; locks: number; users: number }[]>`
    select (select count(*)::int from camera where organization_id = ${id}) as cameras,
           (select count(*)::int from lock where organization_id = ${id}) as locks,
           (select count(*)::int from membership where organization_id = ${id} and user_id is distinct from ${ownerId}) as users`;
  if (count && count.cameras + count.locks + count.users > 0)
    throw refuse('organization_not_empty', { id, cameras: count.cameras, locks: count.locks, users: count.users });
}

/** Users who were made under it or belong nowhere else; never administrators, never the actor. */
async function ownUsers(tx: Write, id: number): Promise<readonly { readonly id: number; readonly login: string }[]> {
  const self = tx.actor.kind === 'user' ? tx.actor.id : 0;
  return await tx.sql<{ id: number; login: string }[]>`
    select u.id, u.login from app_user u
    where u.domain_id = ${tx.actor.domainId} and u.kind <> 'administrator' and u.id <> ${self}
      and (u.home_organization_id = ${id} or (u.home_organization_id is null
        and exists (select from membership m where m.user_id = u.id and m.organization_id = ${id})
        and not exists (select from membership m where m.user_id = u.id and m.organization_id <> ${id})
        and not exists (select from organization o where o.owner_id = u.id and o.id <> ${id})))
    order by u.id for update of u`;
}

async function rehome(tx: Write, organizationId: number): Promise<void> {
  const fallback = await defaultOrganizationId(tx.sql, tx.actor.domainId);
  const moved = await tx.sql<{ userId: number }[]>`
    insert into membership (organization_id, user_id)
    select ${fallback}, m.user_id from membership m
    where m.organization_id = ${organizationId}
      and not exists (select from membership o where o.user_id = m.user_id and o.organization_id <> ${organizationId})
    on conflict do nothing returning user_id`;
  for (const { userId } of moved) tx.touched('user', userId);
}
