import type { CameraFields, CameraView } from '../../../core/cameras/camera.ts';
import { changeByPieces, createByPieces } from '../../../core/cameras/change/source.ts';
import { deleteCamera } from '../../../core/cameras/operations.ts';
import { connectionOf } from '../../../core/cameras/source/camera-connection.ts';
import { synchronizeCamera } from '../../../core/cameras/source/synchronize.ts';
import { resolveCamera } from '../../../core/copies/copies.ts';
import { DomainError } from '../../../core/errors.ts';
import { assignStreamer } from '../../../core/streamers/streamers.ts';
import type { Call } from '../call.ts';
import type { Method } from '../method.ts';
import { refused } from '../parameters.ts';
import { inRussian } from '../refusals.ts';
import { CAMERA_NAMES, fieldsIn, namesSource, sourceIn } from './camera-in.ts';
import { cameraReads } from './camera-reads.ts';
import { stillInactive } from './inactive.ts';

/** What a camera has that was added without a word on it. */
const NEW: CameraFields = { recordMode: 'off', videoOnly: true };

export const cameraMethods: readonly Method[] = [
  { name: 'AddCamera', names: CAMERA_NAMES, run: addCamera },
  { name: 'EditCamera', names: CAMERA_NAMES, run: editCamera },
  {
    name: 'DeleteCamera',
    async run(call) {
      const { cameraId, organizationId } = await resolveCamera(call.core, call.actor, call.integer('ID'));
      if (organizationId !== null)
        throw refused('ID', `указывает на копию: удалите камеру ${cameraId} или закройте доступ к ее группе`);
      await deleteCamera(call.core, call.actor, { id: cameraId });
      return { Status: 1 };
    },
  },
  {
    name: 'SyncCamera',
    names: { streamUrl: 'ID' },
    async run(call) {
      const { cameraId } = await resolveCamera(call.core, call.actor, call.integer('ID'));
      await synchronizeCamera(call.core, call.actor, cameraId);
      return { Status: 1 };
    },
  },
  {
    name: 'SetCameraStreamer',
    names: { streamerId: 'StreamerID' },
    async run(call) {
      const { cameraId } = await resolveCamera(call.core, call.actor, call.integer('CameraID'));
      await assignStreamer(call.core, call.actor, cameraId, call.integer('StreamerID'));
      return { Status: 1 };
    },
  },
  ...cameraReads,
];

async function addCamera(call: Call): Promise<object> {
  const { core, actor } = call;
  const organizationId = call.integer('AccountID');
  const clusterId = call.integer('MasterID');
  for (const name of ['Name', 'Login', 'IPOrDomain']) call.text(name);
  call.integer('Port');
  const change = sourceIn(call);
  if (!change.modelId && change.protocol !== 'fake') for (const name of ['Protocol', 'MJPEG']) call.text(name);
  const fields = { ...NEW, ...withoutNulls(fieldsIn(call)) };
  const source = { ...change, path: change.path || undefined, substreamPath: change.substreamPath || undefined };
  const pieces = { source, clusterId, unasked: unaskedIn(call) };
  const camera = await createByPieces(core, actor, { ...fields, organizationId }, pieces);
  const unset = await settingsRefused(call, camera);
  return { ID: camera.id, ...(unset === undefined ? {} : { CameraMotionDetectorError: unset }) };
}

const unaskedIn = (call: Call): boolean => call.optionalFlag('SkipCameraCheck') ?? false;

/** A camera that records by motion and has a port of its own for settings is set up; why that failed. */
async function settingsRefused(call: Call, { id, recordMode }: CameraView): Promise<string | undefined> {
  const { httpPort, synchronize } = await connectionOf(call.core, id);
  if (!call.core.devices || !synchronize || httpPort === null || recordMode !== 'motion') return undefined;
  try {
    await synchronizeCamera(call.core, call.actor, id);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return inRussian(error, CAMERA_NAMES);
  }
}

async function editCamera(call: Call): Promise<object> {
  const id = call.integer('ID');
  const organizationId = call.optionalInteger('AccountID') ?? undefined;
  const clusterId = call.optionalInteger('MasterID') ?? undefined;
  const fields: CameraFields = { ...fieldsIn(call), ...(organizationId === undefined ? {} : { organizationId }) };
  const source = namesSource(call) ? sourceIn(call) : undefined;
  const pieces = { source, clusterId, unasked: source !== undefined && unaskedIn(call) };
  const { blocks } = await changeByPieces(call.core, call.actor, id, fields, pieces);
  return { ID: id, ...stillInactive(fields, blocks) };
}

/** A new camera has nothing to go back from. */
const withoutNulls = (fields: CameraFields): CameraFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
