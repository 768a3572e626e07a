import type { Tx } from '../../db/sql.ts';
import { forgetBlocks } from '../blocks/blocks.ts';
import type { Write } from '../write.ts';

/** Deletes cameras and all that hangs on them; the media node drops their archive when it hears of it. */
export async function removeCameras(sql: Tx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const list = [...ids];
  await sql`delete from access_grant where object_kind = 'device' and object_id = any(${list}::int[])`;
  await forgetBlocks(sql, 'device', list);
  await sql`delete from stream_state where camera_id = any(${list}::int[])`;
  await sql`delete from camera where id = any(${list}::int[])`;
}

export async function deleteCamerasOf(tx: Write, organizationId: number): Promise<void> {
  const cameras = await tx.sql<{ id: number; name: string }[]>`
    select id, name from camera where organization_id = ${organizationId} order by id for update`;
  await removeCameras(
    tx.sql,
    cameras.map((c) => c.id),
  );
  for (const { id, name } of cameras) {
    tx.changed({ action: 'delete', objectKind: 'camera', objectId: id, changes: { name: [name, null] } });
    tx.touched('camera', id);
  }
}
