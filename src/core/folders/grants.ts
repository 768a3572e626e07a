import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { checkInteger, differences } from '../fields.ts';
import { joinOrganization } from '../organizations/joining.ts';
import { requireOrganization, requireUserManager } from '../organizations/operations.ts';
import { userById } from '../users/operations.ts';
import { type Write, write } from '../write.ts';
import { type FolderRights, mergedRights } from './folder-rights.ts';

/** A user's permission on a folder and all below it; the row itself is the right to see live pictures. */
export interface FolderGrant extends FolderRights {
  readonly userId: number;
  readonly login: string;
}

export type FolderGrantFields = Partial<FolderRights>;

const SOURCE = 'folder';
/** Of users who were added to a group as a whole. */
export const GROUP_SOURCE = 'group';

export async function folderGrants(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
): Promise<readonly FolderGrant[]> {
  await requireFolder(core, actor, organizationId, folderId);
  return await rows(core, folderId);
}

export async function folderGrant(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId: number,
): Promise<FolderGrant> {
  await requireFolder(core, actor, organizationId, folderId, userId);
  const [found] = await rows(core, folderId, userId);
  if (!found) throw refuse('folder_grant_not_found', { userId, folderId });
  return found;
}

/** Gives or changes it: billings repeat themselves. `join`: whoever is no member yet becomes one with it. */
export async function setFolderGrant(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId: number,
  fields: FolderGrantFields,
  join = false,
): Promise<FolderGrant> {
  await requireFolder(core, actor, organizationId, folderId, join ? undefined : userId);
  checkInteger('archiveDepthSeconds', fields.archiveDepthSeconds);
  await write(
    core,
    actor,
    { type: 'folder.grant', subject: `folder ${folderId}`, request: { userId, ...fields, ...(join ? { join } : {}) } },
    async (tx) => {
      if (join) await joinOrganization(tx, organizationId, userId);
      await grantFolder(tx, organizationId, folderId, userId, fields);
    },
  );
  return await folderGrant(core, actor, organizationId, folderId, userId);
}

export async function removeFolderGrant(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId: number,
): Promise<FolderGrant> {
  const before = await folderGrant(core, actor, organizationId, folderId, userId);
  await write(
    core,
    actor,
    { type: 'folder.revoke', subject: `folder ${folderId}`, request: { userId } },
    async (tx) => {
      await tx.sql`
      delete from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'folder' and object_id = ${folderId} and through_organization_id is null`;
      const changes = { grant: [userId, null] } as const;
      tx.changed({ action: 'change', objectKind: 'folder', objectId: folderId, organizationId, changes });
      tx.touched('user', userId);
    },
  );
  return before;
}

/** The same of whoever may have none there, which is no refusal; a user that the actor does not know is one. */
export async function withdrawFolderGrant(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId: number,
): Promise<void> {
  await userById(core, actor, userId);
  await requireFolder(core, actor, organizationId, folderId, userId);
  if ((await rows(core, folderId, userId)).length > 0)
    await removeFolderGrant(core, actor, organizationId, folderId, userId);
}

/** `setFolderGrant` in an open write. */
export async function grantFolder(
  tx: Write,
  organizationId: number,
  folderId: number,
  userId: number,
  fields: FolderGrantFields,
): Promise<void> {
  const [folder] =
    await tx.sql`select from folder where id = ${folderId} and organization_id = ${organizationId} for key share`;
  if (!folder) throw refuse('folder_not_found', { id: folderId });
  const [membership] =
    await tx.sql`select from membership where organization_id = ${organizationId} and user_id = ${userId} for key share`;
  if (!membership) throw invalid('userId', 'member_missing', { userId, organizationId });
  const before = mergedRights(
    await tx.sql<FolderRights[]>`
      select archive, archive_depth_seconds, ptz, actions from access_grant
      where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'folder' and object_id = ${folderId}
        and source in (${SOURCE}, ${GROUP_SOURCE}) and through_organization_id is null for update`,
  );
  const after = {
    archive: false,
    archiveDepthSeconds: null,
    ptz: false,
    actions: false,
    ...before,
    ...defined(fields),
  };
  await tx.sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, archive, archive_depth_seconds, download, ptz, actions)
    values ('user', ${userId}, 'folder', ${folderId}, ${SOURCE}, ${after.archive}, ${after.archiveDepthSeconds}, ${after.archive}, ${after.ptz}, ${after.actions})
    on conflict (subject_kind, subject_id, object_kind, object_id, source) do update
      set archive = excluded.archive, archive_depth_seconds = excluded.archive_depth_seconds, download = excluded.download, ptz = excluded.ptz, actions = excluded.actions`;
  // Said anew it is one permission: what was given by adding the user to the group would else add up with it.
  await tx.sql`
    delete from access_grant where subject_kind = 'user' and subject_id = ${userId} and object_kind = 'folder' and object_id = ${folderId}
      and source = ${GROUP_SOURCE} and through_organization_id is null`;
  const changes = before ? differences<FolderGrantFields>(before, defined(fields)) : { grant: [null, userId] as const };
  tx.changed({ action: 'change', objectKind: 'folder', objectId: folderId, organizationId, changes });
  tx.touched('user', userId);
}

const defined = (fields: FolderGrantFields): FolderGrantFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as FolderGrantFields;

/** Managers for everybody; a subscriber for its own sub-users, who get no more than it has itself. */
async function requireFolder(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId?: number,
): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  if (userId === undefined || !(await isOwnSubUser(core, actor, userId)))
    await requireUserManager(core, actor, organizationId);
  const [folder] = await reader(
    core,
  )`select from folder where id = ${folderId} and organization_id = ${organizationId}`;
  if (!folder) throw refuse('folder_not_found', { id: folderId });
}

async function isOwnSubUser(core: Core, actor: Actor, userId: number): Promise<boolean> {
  if (actor.kind !== 'user' || !may(actor, 'sub-users.manage')) return false;
  const [found] = await reader(core)`select from app_user where id = ${userId} and parent_id = ${actor.id}`;
  return found !== undefined;
}

async function rows(core: Core, folderId: number, userId?: number): Promise<readonly FolderGrant[]> {
  const sql = reader(core);
  return await sql<FolderGrant[]>`
    select g.subject_id as user_id, u.login, bool_or(g.archive) as archive, bool_or(g.ptz) as ptz, bool_or(g.actions) as actions,
      case when not bool_or(g.archive and g.archive_depth_seconds is null) then max(g.archive_depth_seconds) end as archive_depth_seconds
    from access_grant g join app_user u on u.id = g.subject_id
    where g.subject_kind = 'user' and g.object_kind = 'folder' and g.object_id = ${folderId} and g.through_organization_id is null
      ${userId === undefined ? sql`` : sql`and g.subject_id = ${userId}`}
    group by g.subject_id, u.login
    order by g.subject_id`;
}
