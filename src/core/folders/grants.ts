import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, invalid, notFound } from '../errors.ts';
import { checkInteger, differences } from '../fields.ts';
import { requireOrganization, requireUserManager } from '../organizations/operations.ts';
import { type Write, write } from '../write.ts';

/** A user's permission on a folder and all below it; the row itself is the right to see live pictures. */
export interface FolderGrant {
  readonly userId: number;
  readonly login: string;
  readonly archive: boolean;
  /** Seconds; null: all there is. */
  readonly archiveDepthSeconds: number | null;
  readonly ptz: boolean;
  readonly actions: boolean;
}

export type FolderGrantFields = Partial<Pick<FolderGrant, 'archive' | 'archiveDepthSeconds' | 'ptz' | 'actions'>>;

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
  if (!found) throw notFound(`A permission of user ${userId} on folder ${folderId}`);
  return found;
}

/** Gives or changes it: billings repeat themselves. */
export async function setFolderGrant(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderId: number,
  userId: number,
  fields: FolderGrantFields,
): Promise<FolderGrant> {
  await requireFolder(core, actor, organizationId, folderId, userId);
  checkInteger('dvr_depth_limit', fields.archiveDepthSeconds);
  await write(
    core,
    actor,
    { type: 'folder.grant', subject: `folder ${folderId}`, request: { userId, ...fields } },
    async (tx) => {
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
      tx.changed({ action: 'change', objectKind: 'folder', objectId: folderId, changes: { grant: [userId, null] } });
      tx.touched('user', userId);
    },
  );
  return before;
}

/** The same within a write that is under way. */
export async function grantFolder(
  tx: Write,
  organizationId: number,
  folderId: number,
  userId: number,
  fields: FolderGrantFields,
): Promise<void> {
  const [folder] =
    await tx.sql`select from folder where id = ${folderId} and organization_id = ${organizationId} for key share`;
  if (!folder) throw notFound(`Folder ${folderId}`);
  const [membership] =
    await tx.sql`select from membership where organization_id = ${organizationId} and user_id = ${userId} for key share`;
  if (!membership) throw invalid('user_id', `user ${userId} is not in organization ${organizationId}: add it first`);
  const before = merged(
    await tx.sql<Held[]>`
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
  tx.changed({ action: 'change', objectKind: 'folder', objectId: folderId, changes });
  tx.touched('user', userId);
}

type Held = Required<FolderGrantFields>;

/** As one, what several hands gave on the same folder. */
function merged(rows: readonly Held[]): Held | undefined {
  if (rows.length === 0) return undefined;
  const whole = rows.some((row) => row.archive && row.archiveDepthSeconds === null);
  const depths = rows.flatMap((row) => row.archiveDepthSeconds ?? []);
  return {
    archive: rows.some((row) => row.archive),
    archiveDepthSeconds: whole || depths.length === 0 ? null : Math.max(...depths),
    ptz: rows.some((row) => row.ptz),
    actions: rows.some((row) => row.actions),
  };
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
  if (!folder) throw new DomainError('not_found', `Folder ${folderId} not found`);
}

async function isOwnSubUser(core: Core, actor: Actor, userId: number): Promise<boolean> {
  if (actor.kind !== 'user' || actor.readonly) return false;
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
