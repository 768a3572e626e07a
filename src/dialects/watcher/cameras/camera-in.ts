import type { AgentFields, CameraFields, NewCamera } from '../../../core/cameras/camera.ts';
import { invalid } from '../../../core/errors.ts';
import { extraIn } from '../../wire/extra.ts';
import {
  type Body,
  flag,
  id,
  idOrNull,
  integerOrNull,
  numberOrNull,
  present,
  text,
  textOrNull,
} from '../../wire/values.ts';
import { CAMERA_FIELDS } from '../known.ts';

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
  });
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
function thumbnails(body: Body): { thumbnails?: boolean | undefined; thumbnailsUrl?: string | undefined } {
  const url = text(body, 'thumbnails_url');
  const value = body.thumbnails;
  if (typeof value === 'string' && value.includes('://')) return { thumbnails: true, thumbnailsUrl: value };
  if (typeof value === 'object' && value !== null)
    throw invalid('thumbnails', 'own_words', { text: 'give true, false or a URL' });
  return { thumbnails: flag(body, 'thumbnails'), thumbnailsUrl: url };
}
