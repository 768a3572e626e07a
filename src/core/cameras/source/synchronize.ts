import type { Actor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { write } from '../../write.ts';
import type { CameraView } from '../camera.ts';
import { editableCamera } from '../reading/visible.ts';
import { deviceOf } from './camera-device.ts';
import { DeviceFailure, type DeviceReport } from './device-control.ts';

/**
 * Brings the settings of a camera that the actor may edit over to the device, and notes how that went. Throws
 * `unavailable` when it failed. Not for within a transaction that others wait for.
 */
export async function synchronizeCamera(core: Core, actor: Actor, cameraId: number): Promise<DeviceReport> {
  const camera = await editableCamera(core, actor, { id: cameraId });
  const device = await deviceOf(core, camera);
  if (!core.devices) throw refuse('synchronize_not_here');
  try {
    const report = await core.devices.synchronize(device);
    await note(core, actor, camera, { at: core.clock(), model: report.model, error: null });
    return report;
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    const failed = { at: null, model: null, error: error.message };
    // What throws rolls a repeatable request back: the note is for after it.
    const { ambient, afterCommit: _told, afterEnd, ...outside } = core;
    if (ambient && afterEnd) afterEnd.push(() => note(outside, actor, camera, failed).catch(() => undefined));
    else await note(core, actor, camera, failed);
    throw refuse(`synchronize_${error.problem}`, { said: error.said });
  }
}

interface Outcome {
  /** Null: it failed. */
  readonly at: Date | null;
  readonly model: string | null;
  readonly error: string | null;
}

async function note(core: Core, actor: Actor, camera: CameraView, { at, model, error }: Outcome): Promise<void> {
  await write(core, actor, { type: 'camera.synchronize', subject: camera.name }, async (tx) => {
    const [before] = await tx.sql<{ deviceModel: string | null; synchronizeError: string | null }[]>`
      select device_model, synchronize_error from camera_connection where camera_id = ${camera.id}`;
    await tx.sql`
      insert into camera_connection (camera_id, synchronized_at, synchronize_error, device_model)
      values (${camera.id}, ${at}, ${error}, ${model})
      on conflict (camera_id) do update set synchronized_at = coalesce(excluded.synchronized_at, camera_connection.synchronized_at),
        synchronize_error = excluded.synchronize_error, device_model = coalesce(excluded.device_model, camera_connection.device_model)`;
    tx.changed({
      action: 'change',
      objectKind: 'camera',
      objectId: camera.id,
      organizationId: camera.organizationId,
      changes: {
        'connection.deviceModel': [before?.deviceModel ?? null, model ?? before?.deviceModel ?? null],
        'connection.synchronizeError': [before?.synchronizeError ?? null, error],
      },
    });
  });
}
