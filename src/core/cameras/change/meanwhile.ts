import { refuseOverwriting } from '../../audit/meanwhile.ts';
import type { Write } from '../../write.ts';
import { type CameraFields, type CameraView, URL_FIELDS } from '../camera.ts';
import { connectionsOf } from '../source/camera-connection.ts';

/**
 * Refuses a change of a camera that would overwrite what somebody else changed since. Compared is what is shown: the
 * archive as deep as it holds, URLs without credentials. Called under the camera's lock.
 */
export async function refuseOverwritingCamera(
  tx: Write,
  camera: CameraView,
  wanted: CameraFields,
  seen: CameraFields,
): Promise<void> {
  const { agent: _, ...shown } = { ...camera, ...camera.shown };
  const connection = seen.connection && (await connectionsOf(tx.sql, [camera.id])).get(camera.id);
  await refuseOverwriting(tx, {
    kind: 'camera',
    id: camera.id,
    was: flat(seen),
    now: flat({ ...shown, ...(connection ? { connection } : {}) }),
    wanted: flat(wanted),
  });
}

/** As the audit names it: each part of the connection by itself, of which whether there are motors comes. */
function flat({ connection, ptz: _, ...fields }: CameraFields): Record<string, unknown> {
  const { recordSchedule } = fields;
  const parts = Object.entries(connection ?? {}).map(([name, value]) => [`connection.${name}`, value] as const);
  return {
    ...fields,
    ...Object.fromEntries(parts),
    // No windows at all are the same as none set.
    ...(recordSchedule === undefined ? {} : { recordSchedule: recordSchedule?.length ? recordSchedule : null }),
    ...urls(fields),
  };
}

/** A form without an address says null where the camera has none. */
const urls = (fields: CameraFields): Record<string, unknown> =>
  Object.fromEntries(URL_FIELDS.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name] || '']));
