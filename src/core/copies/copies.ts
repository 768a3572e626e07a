import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { sharedCameraIds, shareOfCamera } from './queries.ts';

/** The id under which an organization knows a camera that was shared with it. */
export interface CameraCopy {
  readonly id: number;
  /** Of the original. */
  readonly cameraId: number;
  /** Who received it. */
  readonly organizationId: number;
}

export interface ResolvedCamera {
  /** Of the original, whichever id was asked for. */
  readonly cameraId: number;
  /** The organization whose copy was asked for; null: the original itself. */
  readonly organizationId: number | null;
}

/**
 * Whose camera an id means: a copy's id stands for its original while the share does. Any other id comes back as it is:
 * whether there is such a camera is for the verb that follows to say.
 */
export async function resolveCamera(core: Core, actor: Actor, id: number): Promise<ResolvedCamera> {
  const sql = reader(core);
  const [copy] = await sql<ResolvedCamera[]>`
    select k.camera_id, k.organization_id
    from camera_copy k join camera c on c.id = k.camera_id join folder f on f.id = c.folder_id
    where k.id = ${id} and c.domain_id = ${actor.domainId}
      and exists (select from access_grant g where g.subject_id = k.organization_id and ${shareOfCamera(sql)})`;
  return copy ?? { cameraId: id, organizationId: null };
}

/**
 * The copies of an organization, by id. A camera that is seen for the first time gets its row, which keeps its id for
 * as long as the share stands. Narrowed to `cameraIds` where they are given.
 */
export async function copiesOf(
  core: Core,
  organizationId: number,
  cameraIds?: readonly number[],
): Promise<readonly CameraCopy[]> {
  const sql = reader(core);
  const among = cameraIds === undefined ? sql`` : sql`and s.id = any(${[...cameraIds]}::int[])`;
  await sql`
    insert into camera_copy (camera_id, organization_id)
    select s.id, ${organizationId} from (${sharedCameraIds(sql, organizationId)}) as s
    where not exists (select from camera_copy k where k.organization_id = ${organizationId} and k.camera_id = s.id) ${among}
    order by s.id on conflict do nothing`;
  return await sql<CameraCopy[]>`
    select k.id, k.camera_id, k.organization_id
    from camera_copy k join (${sharedCameraIds(sql, organizationId)}) as s on s.id = k.camera_id
    where k.organization_id = ${organizationId} ${among} order by k.id`;
}

/** Takes away what an organization had through shares that are gone: its copies and its users' grants. Gives back whose. */
export async function forgetUnshared(sql: Tx, organizationId: number): Promise<readonly number[]> {
  await sql`
    delete from camera_copy k where k.organization_id = ${organizationId}
      and k.camera_id not in (${sharedCameraIds(sql, organizationId)})`;
  const gone = await sql<{ subjectId: number }[]>`
    delete from access_grant w where w.through_organization_id = ${organizationId} and (
      (w.object_kind = 'device' and w.object_id not in (${sharedCameraIds(sql, organizationId)}))
      or (w.object_kind = 'folder' and not exists (
        select from access_grant g join folder f on f.id = w.object_id
        where g.subject_kind = 'organization' and g.subject_id = ${organizationId} and (
          (g.object_kind = 'folder' and g.object_id = any(f.path)) or (g.object_kind = 'organization' and g.object_id = f.organization_id)))))
    returning w.subject_id`;
  return gone.map((row) => row.subjectId);
}

/** The same of one camera, whosesoever share it was. */
export async function forgetUnsharedOf(sql: Tx, cameraId: number): Promise<void> {
  const unshared = (organizationId: Fragment) => sql`not exists (
    select from access_grant g, camera c join folder f on f.id = c.folder_id
    where c.id = ${cameraId} and g.subject_id = ${organizationId} and ${shareOfCamera(sql)})`;
  await sql`delete from camera_copy k where k.camera_id = ${cameraId} and ${unshared(sql`k.organization_id`)}`;
  await sql`
    delete from access_grant w where w.object_kind = 'device' and w.object_id = ${cameraId}
      and w.through_organization_id is not null and ${unshared(sql`w.through_organization_id`)}`;
}

const BATCH = 1000;

/** Copies whose share ended otherwise than by being taken back: a camera that moved, an organization that went. */
export async function tidyCopies(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from camera_copy where id in (
      select k.id from camera_copy k join camera c on c.id = k.camera_id join folder f on f.id = c.folder_id
      where k.created_at < now() - interval '1 day'
        and not exists (select from access_grant g where g.subject_id = k.organization_id and ${shareOfCamera(sql)})
      limit ${BATCH})`;
  return count;
}
