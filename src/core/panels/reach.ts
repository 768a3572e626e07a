import type { Db } from '../../db/sql.ts';

/** Where the panel of this camera may stand: its organization's networks; empty: wherever the policy allows. */
export async function networksOfCamera(sql: Db, cameraId: number): Promise<readonly string[]> {
  const [row] = await sql<{ networks: string[] }[]>`
    select o.networks::text[] as networks from camera c join organization o on o.id = c.organization_id where c.id = ${cameraId}`;
  return row?.networks ?? [];
}
