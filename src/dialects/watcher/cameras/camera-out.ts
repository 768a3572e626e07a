import type { Decision } from '../../../core/access/decide.ts';
import { may } from '../../../core/access/may.ts';
import type { Actor } from '../../../core/actor.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import { RECORDING_ERRORS } from '../../../core/cameras/recording/recording-error.ts';
import { recordingErrorOf, STATUS_LIFE_MS } from '../../../core/cameras/state.ts';
import { blocksOut } from '../blocks-out.ts';
import { lastChange } from './last-change.ts';

/** What a camera is shown with beside itself. */
export interface CameraFrame {
  readonly actor: Actor;
  readonly decision: Decision;
  readonly token: string | null;
  /** Where its pictures are fetched from: host, or host:port. */
  readonly host: string;
  readonly now: Date;
}

/** A camera as docs/dialects/watcher.md#cameras has it. Fields without a value are left out: monitoring scripts compare them with numbers. */
export function cameraOut(camera: CameraView, frame: CameraFrame): Record<string, unknown> {
  const { actor, decision, token, host } = frame;
  const edits = decision.rights.edit;
  return {
    comment: camera.comment,
    coordinates: camera.coordinates,
    ...given({ dvr_depth: camera.archiveDays || null, dvr_space: camera.archiveGb, dvr_lock_days: camera.lockDays }),
    enabled: camera.blocks.length === 0,
    ...(edits || may(actor, 'cameras.read-provider-fields') ? blocksOut(camera.blocks) : {}),
    ...given({ external_id: camera.externalId }),
    ...given({ folder_coordinates: camera.planCoordinates || null }),
    folder_id: camera.folderId,
    groups: [],
    has_actions: camera.hasActions,
    ...(edits && camera.lastChange ? { last_change: lastChange(camera, camera.lastChange) } : {}),
    motion_detector_enabled: camera.motionDetector,
    name: camera.name,
    ...given({ onvif_profile: camera.onvifProfile }),
    onvif_ptz: camera.ptz,
    organization_id: camera.organizationId,
    permissions: permissions(camera, decision),
    ...(token === null ? {} : { playback_config: { token } }),
    postal_address: camera.postalAddress,
    precise_thumbnails_days: camera.thumbnailDays,
    preset: preset(camera.preset),
    preset_id: camera.presetId,
    static: !camera.onDemand,
    stream_status: streamStatus(camera, frame),
    ...source(camera, actor, edits),
    ...given({ streamer_id: camera.streamerId }),
    streamer_hostname: host,
    provision_required: false,
    thumbnails: camera.thumbnails,
    title: camera.title,
    user_attributes: { favorite: camera.favorite, motion_alarm: camera.motionAlarm },
    video_only: camera.videoOnly,
    transcode_audio: camera.transcodeAudio,
    ...given({
      vision_enabled: camera.visionEnabled,
      vision_alg: camera.visionAlg,
      vision_gpu: camera.visionGpu,
      vision_areas: camera.visionAreas,
    }),
  };
}

/** The billing's key sees URLs and keys whole, editors without credentials, viewers not at all. */
function source(camera: CameraView, actor: Actor, edits: boolean): Record<string, unknown> {
  const provider = may(actor, 'cameras.read-provider-fields');
  if (!edits && !provider) return {};
  const { agent } = camera;
  const whole = may(actor, 'cameras.read-credentials');
  const urls = whole ? camera : camera.shown;
  return {
    stream_url: urls.streamUrl,
    substream_url: urls.substreamUrl,
    ...given({ thumbnails_url: urls.thumbnailsUrl || null }),
    ...(whole ? given({ onvif_url: camera.onvifUrl || null, agent_key: agent?.key ?? null }) : {}),
    ...(provider
      ? given({ agent_id: agent?.id ?? null, agent_serial: agent?.serial ?? null, agent_model: agent?.model ?? null })
      : {}),
  };
}

/** `dvr_depth_limit` is the permission's own: what the preset cuts is not in it. */
function permissions(camera: CameraView, { rights }: Decision) {
  const presetSeconds = camera.archiveDays ? Math.round(camera.archiveDays * 86_400) : null;
  const limit = rights.archiveDepthSeconds;
  return {
    view: rights.live,
    edit: rights.edit,
    ptz: rights.ptz,
    dvr: rights.archive,
    dvr_depth_limit: limit === presetSeconds ? null : limit,
    actions: rights.actions,
  };
}

function preset(of: CameraView['preset']) {
  return {
    domain_id: of.domainId,
    ...given({ dvr_depth: of.archiveDays, dvr_space: of.archiveGb }),
    id: of.id,
    is_adjustable: of.adjustable,
    is_default: of.isDefault,
    is_deleted: of.deleted,
    precise_thumbnails_days: of.thumbnailDays,
    title: of.title,
    vision_params: of.visionParams,
  };
}

function streamStatus(camera: CameraView, { host, now }: CameraFrame) {
  const { status } = camera;
  const off = camera.blocks.length + camera.organizationBlocks.length > 0;
  const known = !off && status !== null && now.getTime() - status.updatedAt.getTime() < STATUS_LIFE_MS;
  const alive = known && status.alive;
  const recordingError = recordingErrorOf(camera, now);
  // It is the only field of the contract that tells what is wrong with a stream.
  const unrecorded = recordingError && RECORDING_ERRORS[recordingError];
  return {
    name: camera.name,
    server: alive || (camera.streamerId !== null && !off) ? host : null,
    alive,
    lifetime: alive && status.aliveSince ? Math.max(0, now.getTime() - status.aliveSince.getTime()) : null,
    bitrate: alive ? status.bitrate : null,
    source_error: alive ? unrecorded : known ? (status.error ?? 'no_stream_status') : 'no_stream_status',
    http_port: null,
    https_port: null,
  };
}

function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name in fields) if (fields[name] !== null && fields[name] !== undefined) kept[name] = fields[name];
  return kept;
}
