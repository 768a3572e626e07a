import type { Write } from '../write.ts';
import type { CameraFields, CameraView } from './camera.ts';
import { storeConnection } from './source/camera-connection.ts';

/** True when a field is set that is stored outside the camera's plain columns: schedule or connection. */
export const hasDetails = (fields: CameraFields): boolean =>
  fields.recordSchedule !== undefined || fields.connection !== undefined;

/** Writes schedule and connection where they are given; [before, after] of what is different. */
export async function storeDetails(
  tx: Write,
  id: number,
  { recordSchedule, connection }: CameraFields,
  before?: Pick<CameraView, 'recordSchedule'>,
): Promise<Record<string, readonly [unknown, unknown]>> {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  if (recordSchedule !== undefined) {
    const schedule = recordSchedule?.map(({ days, from, to }) => ({ days: [...days].sort(), from, to })) ?? null;
    const value = schedule === null ? null : tx.sql.json(schedule);
    await tx.sql`update camera set record_schedule = ${value} where id = ${id}`;
    changes.recordSchedule = [before?.recordSchedule ?? null, schedule];
  }
  return connection ? { ...changes, ...(await storeConnection(tx, id, connection)) } : changes;
}
