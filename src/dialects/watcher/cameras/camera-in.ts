import type { AgentFields, CameraFields, NewCamera, TableOfFields } from '../../../core/cameras/camera.ts';
import { invalid } from '../../../core/errors.ts';
import { present } from '../../../core/fields.ts';
import { extraIn } from '../../wire/extra.ts';
import { type Body, flag, id, idOrNull, integerOrNull, numberOrNull, text, textOrNull } from '../../wire/values.ts';

/** Fields of a camera for which this API has no word. */
type Unsaid = 'siteId' | 'locationId' | 'recordMode' | 'recordSchedule' | 'bandwidthLimit' | 'connection';

/** What Watcher calls the core's fields of a camera. */
export const CAMERA_NAMES = {
  title: 'title',
  comment: 'comment',
  postalAddress: 'postal_address',
  coordinates: 'coordinates',
  planCoordinates: 'folder_coordinates',
  externalId: 'external_id',
  organizationId: 'organization_id',
  folderId: 'folder_id',
  presetId: 'preset_id',
  streamerId: 'streamer_id',
  streamUrl: 'stream_url',
  substreamUrl: 'substream_url',
  onDemand: 'static',
  videoOnly: 'video_only',
  transcodeAudio: 'transcode_audio',
  archiveDays: 'dvr_depth',
  archiveGb: 'dvr_space',
  lockDays: 'dvr_lock_days',
  thumbnailDays: 'precise_thumbnails_days',
  thumbnails: 'thumbnails',
  thumbnailsUrl: 'thumbnails_url',
  onvifUrl: 'onvif_url',
  onvifProfile: 'onvif_profile',
  ptz: 'onvif_ptz',
  hasActions: 'has_actions',
  motionDetector: 'motion_detector_enabled',
  visionEnabled: 'vision_enabled',
  visionAlg: 'vision_alg',
  visionGpu: 'vision_gpu',
  visionAreas: 'vision_areas',
  enabled: 'enabled',
} as const satisfies TableOfFields<Unsaid | 'agent' | 'extra', string>;

/** Every field of a camera that Watcher has, to be read or only shown: what is shown may come back. */
export const CAMERA_FIELDS: ReadonlySet<string> = new Set([
  ...Object.values(CAMERA_NAMES),
  ...['name', 'can_ptz', 'ptz', 'agent_id', 'agent_key', 'agent_model', 'agent_serial', 'agent_pin', 'agent_status'],
  ...['preset', 'streamer_hostname', 'group_id', 'groups', 'provision_required', 'extrenal_id', 'permissions'],
  ...['playback_config', 'stream_status', 'user_attributes', 'last_change', 'last_event_time', 'login', 'password'],
  'user_enabled',
]);

/** What Watcher's body says of a camera; what it does not know of is kept beside. */
export function cameraIn(body: Body): CameraFields {
  const onDemand = flag(body, 'static');
  return present({
    title: text(body, 'title'),
    comment: text(body, 'comment'),
    postalAddress: text(body, 'postal_address'),
    coordinates: text(body, 'coordinates'),
    planCoordinates: text(body, 'folder_coordinates'),
    // The documents of 2019 to 2021 have it misspelt.
    externalId: textOrNull(body, 'external_id', 'extrenal_id'),
    organizationId: id(body, 'organization_id'),
    folderId: id(body, 'folder_id'),
    presetId: id(body, 'preset_id'),
    streamerId: idOrNull(body, 'streamer_id'),
    streamUrl: text(body, 'stream_url'),
    substreamUrl: text(body, 'substream_url'),
    onDemand: onDemand === undefined ? undefined : !onDemand,
    videoOnly: flag(body, 'video_only'),
    transcodeAudio: flag(body, 'transcode_audio'),
    archiveDays: numberOrNull(body, 'dvr_depth'),
    archiveGb: integerOrNull(body, 'dvr_space'),
    lockDays: integerOrNull(body, 'dvr_lock_days'),
    thumbnailDays: integerOrNull(body, 'precise_thumbnails_days'),
    ...thumbnails(body),
    onvifUrl: text(body, 'onvif_url'),
    onvifProfile: textOrNull(body, 'onvif_profile'),
    ptz: flag(body, 'onvif_ptz', 'can_ptz', 'ptz'),
    hasActions: flag(body, 'has_actions'),
    motionDetector: flag(body, 'motion_detector_enabled'),
    visionEnabled: flag(body, 'vision_enabled'),
    visionAlg: textOrNull(body, 'vision_alg'),
    visionGpu: integerOrNull(body, 'vision_gpu'),
    visionAreas: textOrNull(body, 'vision_areas'),
    agent: agentIn(body),
    enabled: flag(body, 'enabled'),
    extra: extraIn('watcher', body, CAMERA_FIELDS),
  } satisfies TableOfFields<Unsaid>);
}

/** A name is taken as it is, with the spaces as `_`, as the clients write them. */
export function newCameraIn(body: Body): NewCamera {
  const name = text(body, 'name')?.trim().replace(/\s/g, '_');
  return { ...cameraIn(body), ...(name ? { name } : {}) };
}

function agentIn(body: Body): AgentFields | undefined {
  const agent = present({
    serial: textOrNull(body, 'agent_serial'),
    id: textOrNull(body, 'agent_id'),
    key: textOrNull(body, 'agent_key'),
    model: textOrNull(body, 'agent_model'),
    pin: textOrNull(body, 'agent_pin'),
  });
  return Object.keys(agent).length > 0 ? agent : undefined;
}

/** `thumbnails` is a switch, or in imports the URL that the pictures come from. */
function thumbnails(body: Body): { thumbnails: boolean | undefined; thumbnailsUrl: string | undefined } {
  const url = text(body, 'thumbnails_url');
  const value = body.thumbnails;
  if (typeof value === 'string' && value.includes('://')) return { thumbnails: true, thumbnailsUrl: value };
  if (typeof value === 'object' && value !== null)
    throw invalid('thumbnails', 'own_words', { text: 'give true, false or a URL' });
  return { thumbnails: flag(body, 'thumbnails'), thumbnailsUrl: url };
}
