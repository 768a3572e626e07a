import type { Write } from '../write.ts';

/** Takes all cameras off a location that is locked. */
export async function detachCameras(tx: Write, locationId: number): Promise<void> {
  await moveCameras(tx, locationId, null);
}

/** Puts all cameras of one location, which is locked, at another; null: at none. Who may see them stays the same. */
export async function moveCameras(tx: Write, from: number, to: number | null): Promise<void> {
  const cameras = await tx.sql<{ id: number }[]>`
    select id from camera where location_id = ${from} order by id for no key update`;
  await tx.sql`update camera set location_id = ${to} where location_id = ${from}`;
  const changes = { locationId: [from, to] } as const;
  for (const { id } of cameras) tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
}
