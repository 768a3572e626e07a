import type { Static } from 'typebox';
import type { Decision } from '../../core/access/decide.ts';
import { may } from '../../core/access/may.ts';
import { playbackMint } from '../../core/access/mint.ts';
import type { Actor } from '../../core/actor.ts';
import type { CameraFields, CameraView, TableOfFields } from '../../core/cameras/camera.ts';
import { decisions } from '../../core/cameras/reading/visible.ts';
import { motionSecret } from '../../core/cameras/recording/motion.ts';
import { motionStateOf } from '../../core/cameras/recording/motion-subscriptions.ts';
import { RECORDING_ERRORS } from '../../core/cameras/recording/recording-error.ts';
import { connectionOf, synchronizationOf } from '../../core/cameras/source/camera-connection.ts';
import { healthOf, recordingErrorOf, stateOf } from '../../core/cameras/state.ts';
import type { Core } from '../../core/core.ts';
import { present } from '../../core/fields.ts';
import type { Camera, CameraEdit } from '../contract/cameras.ts';
import { toBlock, toRights } from '../frame/wire.ts';

type Wire = Static<typeof Camera>;

/** Cameras as the caller may see them: what only editors need to know is null for the others. */
export async function toCameras(core: Core, actor: Actor, cameras: readonly CameraView[]): Promise<Wire[]> {
  const decided = await decisions(core, actor, cameras);
  const mint = await playbackMint(core, actor);
  return cameras.flatMap((camera, i) => {
    const decision = decided[i];
    return decision ? [toCamera(actor, camera, decision, mint, core.clock())] : [];
  });
}

/** The same of one, with how it is connected for those who edit it. */
export async function toOneCamera(core: Core, actor: Actor, camera: CameraView): Promise<Wire> {
  const [wire] = await toCameras(core, actor, [camera]);
  if (!wire) throw new Error(`Camera ${camera.id} was not decided`);
  const told = may(actor, 'streamers.read') ? { ...wire, streamerId: camera.streamerId } : wire;
  return wire.rights.edit ? { ...told, connection: await toConnection(core, camera.id) } : told;
}

function toCamera(
  actor: Actor,
  camera: CameraView,
  decision: Decision,
  mint: Awaited<ReturnType<typeof playbackMint>>,
  now: Date,
): Wire {
  const { rights } = decision;
  const pass = mint(camera.id, decision);
  return {
    id: camera.id,
    uuid: camera.uuid,
    name: camera.name,
    title: camera.title,
    comment: camera.comment,
    address: camera.postalAddress,
    coordinates: camera.coordinates,
    externalId: camera.externalId,
    organization: { id: camera.organizationId, title: camera.organizationTitle },
    folder: { id: camera.folderId, title: camera.folderTitle },
    preset: { id: camera.preset.id, title: camera.preset.title, adjustable: camera.preset.adjustable },
    source: rights.edit && camera.streamUrl !== '' ? toSource(camera) : null,
    substreamUrl: rights.edit && camera.substreamUrl !== '' ? camera.shown.substreamUrl : null,
    onDemand: camera.onDemand,
    sound: !camera.videoOnly,
    archive: {
      days: camera.archiveDays,
      gigabytes: camera.archiveGb,
      setBy: camera.own.archiveGb === null ? camera.archiveSetBy : 'camera',
    },
    siteId: camera.siteId,
    location: may(actor, 'locations.read') ? toLocation(camera) : null,
    recordMode: camera.recordMode,
    recordSchedule: toSchedule(camera.recordSchedule),
    bandwidthLimit: camera.bandwidthLimit,
    agent:
      rights.edit && camera.agent
        ? { serial: camera.agent.serial, id: camera.agent.id, model: camera.agent.model }
        : null,
    enabled: camera.blocks.length === 0,
    blocks: [
      ...camera.blocks.map((block) => ({ ...toBlock(block), on: 'camera' as const })),
      ...camera.organizationBlocks.map((block) => ({ ...toBlock(block), on: 'organization' as const })),
    ],
    status: toStatus(camera, now),
    rights: toRights(rights),
    favorite: camera.favorite,
    playback: pass && {
      token: pass.token,
      path: `/${camera.name.split('/').map(encodeURIComponent).join('/')}`,
      expiresAt: pass.expiresAt.toISOString(),
    },
    createdAt: camera.createdAt.toISOString(),
  };
}

const toLocation = ({ locationId, locationTitles }: CameraView): Wire['location'] =>
  locationId === null ? null : { id: locationId, titles: [...(locationTitles ?? [])] };

const toSource = (camera: CameraView): Wire['source'] => ({
  url: camera.shown.streamUrl,
  hasCredentials: camera.shown.streamUrl !== camera.streamUrl,
});

const toSchedule = (schedule: CameraView['recordSchedule']): Wire['recordSchedule'] =>
  schedule?.map(({ days, from, to }) => ({ days: [...days], from, to })) ?? null;

async function toConnection(core: Core, cameraId: number): Promise<NonNullable<Wire['connection']>> {
  const of = await connectionOf(core, cameraId);
  const { deviceModel, synchronizedAt, synchronizeError } = await synchronizationOf(core, cameraId);
  const motion = of.motionNotices && of.motionSource === 'onvif' ? await motionStateOf(core, cameraId) : null;
  return {
    transport: of.transport,
    httpPort: of.httpPort,
    modelId: of.modelId,
    ptzType: of.ptzType,
    channel: of.channel,
    mac: of.mac,
    motionNotices: of.motionNotices,
    motionSource: of.motionSource,
    motionPath: `/api/vedette/v1/motion/${motionSecret(core.sealer, cameraId)}`,
    motionState: motion && { since: motion.since?.toISOString() ?? null, problem: motion.problem, said: motion.said },
    deviceModel,
    synchronizedAt: synchronizedAt?.toISOString() ?? null,
    synchronizeError,
  };
}

function toStatus(camera: CameraView, now: Date): Wire['status'] {
  const { status } = camera;
  const state = stateOf(camera, now);
  const health = healthOf(camera, now);
  const recordingError = recordingErrorOf(camera, now);
  const since = health === 'live' ? status?.aliveSince : health === 'offline' ? status?.downSince : null;
  return {
    state,
    health,
    healthSince: since?.toISOString() ?? null,
    seenAt: status?.updatedAt.toISOString() ?? null,
    recording: state === 'live' && recordingError === null && isRecorded(camera, now),
    recordingError: recordingError && { code: recordingError, message: RECORDING_ERRORS[recordingError] },
    since: (state === 'blocked' ? blockedSince(camera) : since)?.toISOString() ?? null,
    error: health === 'offline' ? (status?.error ?? null) : null,
    bitrate: state === 'live' ? (status?.bitrate ?? null) : null,
    ...toLastMeasured(status),
  };
}

function blockedSince({ blocks, organizationBlocks }: CameraView): Date {
  return new Date(Math.min(...[...blocks, ...organizationBlocks].map((block) => block.since.getTime())));
}

/** What stays true of a camera that sends nothing now. */
const toLastMeasured = (status: CameraView['status']) => ({
  videoCodec: status?.videoCodec ?? null,
  width: status?.width ?? null,
  height: status?.height ?? null,
  archiveBytes: status?.archiveBytes ?? null,
});

/** By schedule it is what arrives in the archive that tells. */
function isRecorded({ onDemand, recordMode, archiveDays, status }: CameraView, now: Date): boolean {
  if (onDemand || recordMode === 'off' || (archiveDays ?? 0) <= 0) return false;
  return recordMode !== 'schedule' || now.getTime() - (status?.archiveTo?.getTime() ?? 0) < FRESH_MS;
}

const FRESH_MS = 60_000;

/** Fields of a camera that this API does not say. */
type Unsaid =
  | 'planCoordinates'
  | 'transcodeAudio'
  | 'lockDays'
  | 'thumbnailDays'
  | 'thumbnails'
  | 'thumbnailsUrl'
  | 'onvifUrl'
  | 'onvifProfile'
  | 'hasActions'
  | 'motionDetector'
  | 'visionEnabled'
  | 'visionAlg'
  | 'visionGpu'
  | 'visionAreas'
  | 'agent'
  | 'extra'
  | 'enabled';

/** What a body says of a camera in the core's words; what it leaves out stays as it is. */
export const fromCamera = (body: Static<typeof CameraEdit>): CameraFields =>
  present({
    title: body.title,
    comment: body.comment,
    postalAddress: body.address,
    coordinates: body.coordinates,
    externalId: body.externalId,
    folderId: body.folderId,
    organizationId: body.organizationId,
    presetId: body.presetId,
    streamUrl: body.sourceUrl,
    substreamUrl: body.substreamUrl === null ? '' : body.substreamUrl,
    onDemand: body.onDemand,
    videoOnly: body.sound === undefined ? undefined : !body.sound,
    archiveDays: body.archiveDays,
    archiveGb: body.archiveGigabytes,
    siteId: body.siteId,
    locationId: body.locationId,
    streamerId: body.streamerId,
    recordMode: body.recordMode,
    recordSchedule: body.recordSchedule,
    bandwidthLimit: body.bandwidthLimit,
    connection: body.connection && present(body.connection),
    ptz: body.connection?.ptzType === undefined ? undefined : body.connection.ptzType > 0,
  } satisfies TableOfFields<Unsaid>);
