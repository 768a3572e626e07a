import type { Sql } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { write } from '../write.ts';
import { KEPT_DAYS } from './deleted-camera.ts';
import { inBin } from './list.ts';

/** Takes a camera out of the bin for good: it cannot be restored, and its archive goes once the grace is over. */
export async function purgeDeleted(core: Core, actor: Actor, cameraId: number): Promise<void> {
  requireMay(actor, 'deleted-cameras.manage');
  await write(core, actor, { type: 'camera.purge', subject: `camera ${cameraId}` }, async (tx) => {
    const [gone] = await tx.sql<{ name: string; organizationId: number }[]>`
      delete from deleted_camera d
      where d.domain_id = ${actor.domainId} and d.camera_id = ${cameraId} and ${inBin(tx.sql, core.clock())}
      returning d.name, d.organization_id`;
    if (!gone) throw refuse('deleted_camera_not_found', { id: cameraId });
    const { name, organizationId } = gone;
    const changes = { bin: [name, null] } as const;
    tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, organizationId, changes });
  });
}

/**
 * Lets the media node remove what was recorded of a camera in the bin; the camera itself stays there, and cannot be
 * restored before that is done.
 */
export async function dropDeletedArchive(core: Core, actor: Actor, cameraId: number): Promise<void> {
  requireMay(actor, 'deleted-cameras.manage');
  await write(core, actor, { type: 'camera.drop_archive', subject: `camera ${cameraId}` }, async (tx) => {
    const now = core.clock();
    const [row] = await tx.sql<{ organizationId: number; archiveUntil: Date | null }[]>`
      select d.organization_id, d.archive_until from deleted_camera d
      where d.domain_id = ${actor.domainId} and d.camera_id = ${cameraId} and ${inBin(tx.sql, now)} for update`;
    if (!row) throw refuse('deleted_camera_not_found', { id: cameraId });
    await tx.sql`
      update deleted_camera set archive_until = null, archive_dropped_at = coalesce(archive_dropped_at, ${now})
      where camera_id = ${cameraId}`;
    const changes = { deletedArchive: [row.archiveUntil, null] } as const;
    const { organizationId } = row;
    tx.changed({ action: 'change', objectKind: 'camera', objectId: cameraId, organizationId, changes });
  });
}

/** Cameras in the bin whose archive somebody deleted and the media node has not removed yet. */
export async function archivesToDrop(sql: Sql): Promise<readonly number[]> {
  const rows = await sql<{ cameraId: number }[]>`
    select camera_id from deleted_camera where archive_dropped_at is not null order by camera_id`;
  return rows.map(({ cameraId }) => cameraId);
}

/** The media node has removed it. */
export async function archiveDropped(sql: Sql, cameraId: number): Promise<void> {
  await sql`
    update deleted_camera set archive_dropped_at = null, archive_bytes = null
    where camera_id = ${cameraId} and archive_dropped_at is not null`;
}

const BATCH = 500;

/** Removes a batch of cameras that were deleted 30 days before `now`; says how many. Their archive goes with them. */
export async function tidyDeletedCameras(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`
    delete from deleted_camera where id in (
      select id from deleted_camera
      where deleted_at <= ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}) order by deleted_at limit ${BATCH})`;
  return count;
}
