import { forgetBlocks } from '../blocks/blocks.ts';
import { settleLinkedLocks } from '../contracts/apartments.ts';
import { keepDeleted } from '../deleted-cameras/keep.ts';
import { leavePanels } from '../keys/removed-panels.ts';
import { settleUsage } from '../usage/settle.ts';
import type { Write } from '../write.ts';

/** Deletes cameras and all that hangs on them, into the bin: for 30 days they can be restored, with what was recorded. */
export async function removeCameras(tx: Write, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const { sql } = tx;
  const list = [...ids];
  await keepDeleted(tx, list);
  const doors = await sql<{ id: number; name: string; lockId: number }[]>`
    delete from door where camera_id = any(${list}::int[]) returning id, name, lock_id`;
  for (const { id, name } of doors) {
    tx.changed({ action: 'delete', objectKind: 'door', objectId: id, changes: { name: [name, null] } });
    tx.touched('door', id);
  }
  await leavePanels(sql, list);
  await sql`delete from stream_state where camera_id = any(${list}::int[])`;
  // Before the grants: whoever is giving one holds the camera's row, and has committed when it goes.
  await sql`
    insert into former_camera (camera_id, domain_id, organization_id, name, title)
    select id, domain_id, organization_id, name, title from camera where id = any(${list}::int[]) on conflict do nothing`;
  await sql`delete from camera where id = any(${list}::int[])`;
  await sql`delete from access_grant where object_kind = 'device' and object_id = any(${list}::int[])`;
  if (doors.length > 0) await settleLinkedLocks(tx, { deviceIds: doors.map(({ lockId }) => lockId) });
  await forgetBlocks(sql, 'device', list);
  settleUsage(tx, { cameraIds: list });
}

export async function deleteCamerasOf(tx: Write, organizationId: number): Promise<void> {
  const cameras = await tx.sql<{ id: number; name: string }[]>`
    select id, name from camera where organization_id = ${organizationId} order by id for update`;
  await removeCameras(
    tx,
    cameras.map((c) => c.id),
  );
  for (const { id, name } of cameras) {
    tx.changed({
      action: 'delete',
      objectKind: 'camera',
      objectId: id,
      organizationId,
      changes: { name: [name, null] },
    });
    tx.touched('camera', id);
  }
}
