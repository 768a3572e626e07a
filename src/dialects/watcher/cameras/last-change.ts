import type { CameraView, LastChange } from '../../../core/cameras/camera.ts';
import { auditName } from '../fields.ts';

type Change = readonly [before: unknown, after: unknown];

/** The last audit record of a camera under Watcher's field names. */
export function lastChange(camera: CameraView, change: LastChange) {
  return {
    user: change.actorKind === 'client' ? `domain_${camera.domainId}_via_apikey` : change.actor,
    domain_id: camera.domainId,
    object_id: camera.name,
    created_at: Math.floor(change.at.getTime() / 1000),
    event_data: { changed_data: changedData(camera, change.changes) },
    action_type: change.action,
    object_repr: `<CloudStream ${camera.name}>`,
    object_type: 'Camera',
    request_data: { ip: change.address, user_agent: change.userAgent },
  };
}

/** Core fields that Watcher merges into one of its own, or inverts. */
const SPECIAL = new Set(['videoOnly', 'transcodeAudio', 'onDemand', 'presetTitle']);

function changedData(camera: CameraView, changes: LastChange['changes']): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, change] of Object.entries(changes)) if (!SPECIAL.has(name)) told[auditName(name)] = change;
  if (changes.onDemand) told.static = flip(changes.onDemand);
  if (changes.videoOnly || changes.transcodeAudio) told.extra_config = extraConfig(camera, changes);
  if (changes.presetTitle && changes.presetId) told.preset = presets(changes.presetId, changes.presetTitle);
  return told;
}

const flip = ([before, after]: Change): Change => [before === null ? null : !before, !after];

/** What did not change is what the camera has now. */
function extraConfig(camera: CameraView, { videoOnly, transcodeAudio }: LastChange['changes']): Change {
  const side = (i: 0 | 1) => ({
    video_only: videoOnly ? Boolean(videoOnly[i]) : camera.videoOnly,
    transcode_audio: transcodeAudio ? Boolean(transcodeAudio[i]) : camera.transcodeAudio,
  });
  return [side(0), side(1)];
}

function presets(ids: Change, titles: Change): Change {
  const name = (id: unknown, title: unknown) => (id === null ? null : `<Preset #${id} ${title}>`);
  return [name(ids[0], titles[0]), name(ids[1], titles[1])];
}
