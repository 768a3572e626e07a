import { may, requireMay } from '../access/may.ts';
import { editableOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkText, differences, pick } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { type Write, write } from '../write.ts';
import { checkDepth, type FolderMove, folderNamed, positionOf, requireOutside } from './move.ts';
import { type FloorPlan, storePlan } from './plan.ts';
import {
  FOLDER_FIELDS,
  type Folder,
  type FolderFields,
  levelsBelow,
  lockFolder,
  moveSubtree,
  placeAmongSiblings,
} from './tree.ts';

export interface FolderView extends Folder {
  readonly cameraCount: number;
  /** Of its floor plan: another picture has another one; null: there is none. */
  readonly planVersion: string | null;
}

export interface FolderChange extends FolderFields {
  /** Null takes it away. */
  readonly floorPlan?: FloorPlan | null;
}

/** Parents before children. Members see the folders they hold a permission on; editors of its cameras see all. */
export async function folders(core: Core, actor: Actor, organizationId: number): Promise<readonly FolderView[]> {
  await requireOrganization(core, actor, organizationId);
  const sql = listReader(core);
  const user = await scopeOf(core, actor);
  const granted =
    user && !editableOrganizations(user).includes(organizationId)
      ? user.grants.filter((g) => g.objectKind === 'folder').map((g) => g.objectId)
      : undefined;
  return await sql<FolderView[]>`
    select f.*, (select count(*)::int from camera c where c.folder_id = f.id) as camera_count,
      (select p.version from folder_plan p where p.folder_id = f.id) as plan_version
    from folder f where f.organization_id = ${organizationId} ${granted ? sql`and f.path && ${granted}::int[]` : sql``}
    order by cardinality(f.path), f.position, f.id`;
}

export async function folderById(core: Core, actor: Actor, organizationId: number, id: number): Promise<FolderView> {
  const found = (await folders(core, actor, organizationId)).find((f) => f.id === id);
  if (!found) throw refuse('folder_not_found', { id });
  return found;
}

export async function createFolder(
  core: Core,
  actor: Actor,
  organizationId: number,
  fields: FolderChange,
  parentId?: number,
): Promise<FolderView> {
  check(fields);
  checkText('title', fields.title ?? '', 255, 1);
  requireMay(actor, 'folders.create');
  await requireFolderEditor(core, actor, organizationId);
  const id = await write(
    core,
    actor,
    {
      type: 'folder.create',
      subject: `organization ${organizationId}`,
      request: { ...pick(fields, FOLDER_FIELDS), parentId },
    },
    async (tx) => {
      await lockOrganization(tx.sql, actor.domainId, organizationId);
      const parent =
        parentId === undefined
          ? await rootFolder(tx, organizationId)
          : await lockFolder(tx.sql, organizationId, parentId);
      if (!parent) throw invalid('parentId', 'folder_unknown_in_organization', { id: parentId ?? 0, organizationId });
      checkDepth('parentId', parent);
      const row = { title: '', ...pick(fields, FOLDER_FIELDS), organizationId, parentId: parent.id };
      const [created] = await tx.sql<{ id: number }[]>`
      insert into folder ${tx.sql({ ...row, path: [...parent.path] })} returning id`;
      const folderId = created?.id ?? 0;
      await tx.sql`
      update folder set path = path || id, position = (select coalesce(max(s.position), 0) + 1 from folder s where s.parent_id = ${parent.id} and s.id <> ${folderId})
      where id = ${folderId}`;
      const plan = await planChange(tx, folderId, fields);
      tx.changed({
        action: 'create',
        objectKind: 'folder',
        objectId: folderId,
        changes: { ...additions(row), ...plan },
      });
      tx.touched('folder', organizationId);
      return folderId;
    },
  );
  return await folderById(core, actor, organizationId, id);
}

export async function changeFolder(
  core: Core,
  actor: Actor,
  organizationId: number,
  id: number,
  fields: FolderChange,
  move?: FolderMove,
): Promise<FolderView> {
  check(fields);
  if (fields.title !== undefined) checkText('title', fields.title, 255, 1);
  requireMay(actor, 'folders.change');
  await requireFolderEditor(core, actor, organizationId);
  await write(
    core,
    actor,
    { type: 'folder.change', subject: `folder ${id}`, request: { ...pick(fields, FOLDER_FIELDS), move } },
    async (tx) => {
      await lockOrganization(tx.sql, actor.domainId, organizationId);
      const before = await lockFolder(tx.sql, organizationId, id);
      if (!before) throw refuse('folder_not_found', { id });
      const change = pick(fields, FOLDER_FIELDS);
      if (Object.keys(change).length > 0) await tx.sql`update folder set ${tx.sql(change)} where id = ${id}`;
      const parentId = move ? await moveFolder(tx, before, move) : before.parentId;
      tx.changed({
        action: 'change',
        objectKind: 'folder',
        objectId: id,
        organizationId,
        changes: {
          ...differences(before, change),
          ...(await planChange(tx, id, fields)),
          parentId: [before.parentId, parentId],
        },
      });
      tx.touched('folder', organizationId);
    },
  );
  return await folderById(core, actor, organizationId, id);
}

/** Cameras and folders below it go to its parent. */
export async function deleteFolder(core: Core, actor: Actor, organizationId: number, id: number): Promise<void> {
  requireMay(actor, 'folders.delete');
  await requireFolderEditor(core, actor, organizationId);
  await write(core, actor, { type: 'folder.delete', subject: `folder ${id}` }, async (tx) => {
    await lockOrganization(tx.sql, actor.domainId, organizationId);
    const folder = await lockFolder(tx.sql, organizationId, id);
    if (!folder) throw refuse('folder_not_found', { id });
    const parent = folder.parentId === null ? undefined : await lockFolder(tx.sql, organizationId, folder.parentId);
    if (!parent) throw invalid('folder', 'root_folder_stays');
    const children = await tx.sql<Folder[]>`select * from folder where parent_id = ${id} for update`;
    for (const child of children) await moveSubtree(tx.sql, child, parent);
    await tx.sql`select from camera where folder_id = ${id} order by id for no key update`;
    await tx.sql`update camera set folder_id = ${parent.id} where folder_id = ${id}`;
    await tx.sql`delete from access_grant where object_kind = 'folder' and object_id = ${id}`;
    await tx.sql`delete from folder where id = ${id}`;
    const changes = { title: [folder.title, null] } as const;
    tx.changed({ action: 'delete', objectKind: 'folder', objectId: id, organizationId, changes });
    tx.touched('folder', organizationId);
    tx.touched('organization', organizationId);
  });
}

export async function rootFolderId(core: Core, organizationId: number): Promise<number> {
  const [row] = await reader(core)<
    { id: number }[]
  >`select id from folder where organization_id = ${organizationId} and parent_id is null`;
  if (!row) throw new Error(`Organization ${organizationId} has no root folder`);
  return row.id;
}

async function planChange(tx: Write, id: number, { floorPlan }: FolderChange) {
  return floorPlan === undefined ? {} : { floorPlan: await storePlan(tx.sql, id, floorPlan) };
}

async function requireFolderEditor(core: Core, actor: Actor, organizationId: number): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  if (may(actor, 'folders.manage')) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !editableOrganizations(user).includes(organizationId))
    throw refuse('folders_closed', { id: organizationId });
}

async function rootFolder(tx: Write, organizationId: number): Promise<Folder | undefined> {
  const [row] = await tx.sql<
    Folder[]
  >`select * from folder where organization_id = ${organizationId} and parent_id is null for update`;
  return row;
}

async function moveFolder(tx: Write, folder: Folder, move: FolderMove): Promise<number | null> {
  if (folder.parentId === null) throw invalid('move', 'root_folder_unmoved');
  const otherId = folderNamed(move);
  const other = await lockFolder(tx.sql, folder.organizationId, otherId);
  if (!other)
    throw invalid('move', 'folder_unknown_in_organization', { id: otherId, organizationId: folder.organizationId });
  requireOutside(folder, other);
  const parent =
    'inside' in move
      ? other
      : other.parentId === null
        ? undefined
        : await lockFolder(tx.sql, folder.organizationId, other.parentId);
  if (!parent) throw invalid('move', 'beside_root_folder');
  if (parent.id !== folder.parentId) {
    checkDepth('move', parent, await levelsBelow(tx.sql, folder));
    await moveSubtree(tx.sql, folder, parent);
  }
  await placeAmongSiblings(tx.sql, parent.id, folder.id, positionOf(move, other));
  return parent.id;
}

function check(fields: FolderFields): void {
  checkText('title', fields.title, 255);
  for (const name of ['coordinates', 'mapTopLeft', 'mapTopRight', 'mapBottomLeft'] as const)
    checkText(name, fields[name], 255);
  if (fields.outsideIds !== undefined && fields.outsideIds.length > 1000)
    throw invalid('outsideIds', 'too_many_at_most', { limit: 1000 });
  for (const id of fields.outsideIds ?? []) checkText('outsideIds', id, 64, 1);
}
