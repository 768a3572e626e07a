import type { CameraFields, CameraView } from '../../core/cameras/camera.ts';
import type { ProbeReason } from '../../core/cameras/camera-probe.ts';
import {
  changeCamera,
  createCamera,
  deleteCamera,
  editableCamera,
  requireEditor,
  type SourceWas,
} from '../../core/cameras/operations.ts';
import { firstReachable } from '../../core/cameras/probe.ts';
import {
  planSource,
  refuseCarriedSecrets,
  type SourceBefore,
  type SourcePlan,
} from '../../core/cameras/source-plan.ts';
import { connectionOf } from '../../core/cameras/stored-connection.ts';
import { synchronizeCamera } from '../../core/cameras/synchronize.ts';
import { leastLoadedStreamer } from '../../core/clusters/clusters.ts';
import { resolveCamera } from '../../core/copies/copies.ts';
import { DomainError, inOwnWords } from '../../core/errors.ts';
import { assignStreamer, streamers } from '../../core/streamers/streamers.ts';
import type { Call } from './call.ts';
import { CAMERA_NAMES, fieldsIn, namesSource, sourceIn } from './camera-in.ts';
import { cameraReads } from './camera-reads.ts';
import { cameraIn } from './camera-shown.ts';
import { stillInactive } from './inactive.ts';
import type { Method } from './method.ts';
import { refused } from './parameters.ts';
import { inRussian } from './refusals.ts';

/** What a camera has that was added without a word on it. */
const NEW: CameraFields = { recordMode: 'off', videoOnly: true };
/** As many calls may name parts of one camera's source at the same moment. */
const MOST_ATTEMPTS = 5;
const NOWHERE: SourceBefore = { url: '', substreamUrl: '', modelId: null, channel: null };

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
  await requireEditor(core, actor, organizationId);
  const streamerId = await leastLoadedStreamer(core, actor, clusterId);
  const path = change.path === '' ? undefined : change.path;
  const plan = planSource(NOWHERE, { ...change, path, substreamPath: change.substreamPath || undefined });
  const streamUrl = await reached(call, organizationId, plan, fields);
  const source = { streamUrl, substreamUrl: plan.substreamUrl };
  const camera = await createCamera(core, actor, { ...fields, ...source, organizationId, streamerId });
  const unset = await settingsRefused(call, camera);
  return { ID: camera.id, ...(unset === undefined ? {} : { CameraMotionDetectorError: unset }) };
}

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
  const { core, actor } = call;
  const id = call.integer('ID');
  const organizationId = call.optionalInteger('AccountID') ?? undefined;
  const clusterId = call.optionalInteger('MasterID') ?? undefined;
  const fields: CameraFields = {
    ...fieldsIn(call),
    ...(organizationId === undefined ? {} : { organizationId }),
  };
  // Two calls may name different parts of one source at once: the later one is worked out anew from what the other left.
  for (let attempt = 1; ; attempt++) {
    const before = await cameraIn(call, id);
    const change = namesSource(call) ? await newSource(call, before, fields) : undefined;
    const streamer = clusterId === undefined ? {} : await streamerIn(call, clusterId, before.streamerId);
    try {
      // By its name: changes that a billing sends at once share a transaction then.
      const { blocks } = await changeCamera(
        core,
        actor,
        { name: before.name },
        { ...fields, ...change?.fields, ...streamer },
        change?.was,
      );
      return { ID: id, ...stillInactive(fields, blocks) };
    } catch (error) {
      const met = change && error instanceof DomainError && error.kind === 'unavailable';
      if (!met || core.ambient || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}

async function newSource(
  call: Call,
  { id }: CameraView,
  fields: CameraFields,
): Promise<{ fields: CameraFields; was: SourceWas }> {
  const camera = await editableCamera(call.core, call.actor, { id });
  const { modelId, channel } = await connectionOf(call.core, camera.id);
  const { streamUrl: url, substreamUrl } = camera;
  const [known, change] = [{ url, substreamUrl, modelId, channel }, sourceIn(call)];
  refuseCarriedSecrets(call.actor, known, change);
  const plan = planSource(known, change);
  const was = { streamUrl: url, substreamUrl };
  const substream = plan.substreamUrl === substreamUrl ? {} : { substreamUrl: plan.substreamUrl };
  if (plan.urls[0] === url) return { fields: substream, was };
  const streamUrl = await reached(call, fields.organizationId ?? camera.organizationId, plan, fields);
  return { fields: { streamUrl, substreamUrl: plan.substreamUrl }, was };
}

/** Where the camera answers, unless the call says not to ask. */
async function reached(
  call: Call,
  organizationId: number,
  { urls }: SourcePlan,
  { connection }: CameraFields,
): Promise<string> {
  const skip = call.optionalFlag('SkipCameraCheck') ?? false;
  if (skip) return urls[0];
  const transport = connection?.transport ?? undefined;
  const answer = await firstReachable(call.core, call.actor, organizationId, urls, transport);
  if ('url' in answer) return answer.url;
  throw inOwnWords(
    'invalid',
    `Камера недоступна (${UNREACHED[answer.refused]}): проверьте адрес, порт, логин, пароль и путь или передайте SkipCameraCheck=1`,
  );
}

const UNREACHED: Readonly<Record<ProbeReason, string>> = {
  unreachable: 'нет связи',
  timeout: 'не отвечает',
  wrong_credentials: 'неверный логин или пароль',
  not_found: 'нет такого пути',
  no_stream: 'нет видео',
  not_allowed: 'адрес недоступен по правилам сети',
};

/** The streamer that it has, while that stands in the cluster; else the least loaded one there. */
async function streamerIn(call: Call, clusterId: number, streamerId: number | null): Promise<CameraFields> {
  const known = (await streamers(call.core, call.actor)).find((streamer) => streamer.id === streamerId);
  if (known?.clusterId === clusterId) return {};
  return { streamerId: await leastLoadedStreamer(call.core, call.actor, clusterId) };
}

/** A new camera has nothing to go back from. */
const withoutNulls = (fields: CameraFields): CameraFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
