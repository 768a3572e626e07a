import type { Db, Tx } from '../../db/sql.ts';
import { SHARE } from '../access/grants.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { invalid } from '../errors.ts';
import { changeFolder } from './operations.ts';

/** A folder that is not the root of its organization, with what it holds itself. */
export interface GroupView {
  readonly id: number;
  readonly title: string;
  readonly organizationId: number;
  /** Ids by which outside billings know it. */
  readonly outsideIds: readonly string[];
  /** Of the cameras right in it. */
  readonly cameraIds: readonly number[];
  /** Organizations that it is shared with. */
  readonly sharedWith: readonly number[];
}

/** All that are given must hold. */
export interface GroupFilter {
  readonly id?: number | undefined;
  /** Whole, in any case. */
  readonly title?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly cameraId?: number | undefined;
  readonly sharedWith?: number | undefined;
  readonly outsideId?: string | undefined;
}

/** The groups of the whole domain, by id. */
export async function groups(core: Core, actor: Actor, filter: GroupFilter): Promise<readonly GroupView[]> {
  requireMay(actor, 'integrations.look-up');
  const { id, title, organizationId, cameraId, sharedWith, outsideId } = filter;
  const sql = listReader(core);
  return await sql<GroupView[]>`
    select f.id, f.title, f.organization_id, f.outside_ids,
      array(select c.id from camera c where c.folder_id = f.id order by c.id) as camera_ids,
      array(select g.subject_id from access_grant g where ${isShare(sql)} order by g.subject_id) as shared_with
    from folder f join organization o on o.id = f.organization_id
    where o.domain_id = ${actor.domainId} and f.parent_id is not null
      ${id === undefined ? sql`` : sql`and f.id = ${id}`}
      ${title === undefined ? sql`` : sql`and lower(f.title) = lower(${title})`}
      ${organizationId === undefined ? sql`` : sql`and f.organization_id = ${organizationId}`}
      ${cameraId === undefined ? sql`` : sql`and f.id = (select c.folder_id from camera c where c.id = ${cameraId})`}
      ${sharedWith === undefined ? sql`` : sql`and exists (select from access_grant g where ${isShare(sql)} and g.subject_id = ${sharedWith})`}
      ${outsideId === undefined ? sql`` : sql`and f.outside_ids @> array[${outsideId}]`}
    order by f.id`;
}

const isShare = (sql: Db) =>
  sql`g.subject_kind = 'organization' and g.object_kind = 'folder' and g.object_id = f.id and g.source = ${SHARE}`;

/** The ids by which outside billings know a group, in place of those before. */
export async function setOutsideIds(
  core: Core,
  actor: Actor,
  id: number,
  outsideIds: readonly string[],
): Promise<void> {
  const [group] = await groups(core, actor, { id });
  if (!group) throw invalid('folderId', 'folder_unknown', { id });
  await changeFolder(core, actor, group.organizationId, id, { outsideIds });
}

export interface LockedGroup {
  readonly id: number;
  readonly title: string;
  readonly organizationId: number;
  /** Organizations that it, or a folder above it, is shared with. */
  readonly reachedBy: readonly number[];
}

/** Groups that must not go away before the transaction ends; throws `invalid` when one of them is none of the domain's. */
export async function lockGroups(sql: Tx, domainId: number, ids: readonly number[]): Promise<readonly LockedGroup[]> {
  const found = await sql<LockedGroup[]>`
    select f.id, f.title, f.organization_id, array(
      select g.subject_id from access_grant g
      where g.subject_kind = 'organization' and g.object_kind = 'folder' and g.object_id = any(f.path) and g.source = ${SHARE}) as reached_by
    from folder f join organization o on o.id = f.organization_id
    where o.domain_id = ${domainId} and f.parent_id is not null and f.id = any(${[...ids]}::int[])
    order by f.id for key share of f`;
  const known = new Set(found.map((group) => group.id));
  const missing = ids.find((id) => !known.has(id));
  if (missing !== undefined) throw invalid('folderIds', 'folder_unknown', { id: missing });
  return found;
}
