import { may } from '../../../core/access/may.ts';
import type { Actor } from '../../../core/actor.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import { DEFAULT_PORTS, parseSource } from '../../../core/cameras/source/parts.ts';
import { stateOf } from '../../../core/cameras/state.ts';
import type { KnownCamera } from '../../../core/copies/camera.ts';
import { RECORD_MODES } from './camera-in.ts';
import { activeOut } from './inactive.ts';

/** A camera as an account knows it: its own, or a copy with an id of its own. */
/** As docs/dialects/forpost.md has it. `parents`: a copy tells the groups of its original. */
export function cameraOut(actor: Actor, { camera, copy }: KnownCamera, parents: boolean): object {
  const groups = groupsOf(camera);
  return {
    ...toWire(camera, actor),
    ...(copy ? { ID: copy.id, AccountID: copy.organizationId, AccountObjectID: 0, ParentID: String(camera.id) } : {}),
    Groups: copy ? [] : groups,
    ...(parents ? { ParentGroups: copy ? groups : [] } : {}),
  };
}

/** Its folder, unless that is the root: groups are what lies below. */
function groupsOf({ folderId, folderTitle, folderPath }: CameraView) {
  if (folderPath.length < 2) return [];
  return [{ ID: folderId, Name: folderTitle, ParentID: folderPath.length > 2 ? (folderPath.at(-2) ?? 0) : 0 }];
}

/** Where the camera stands in the network is for the provider alone. */
function toWire(camera: CameraView, actor: Actor) {
  const source = parseSource(may(actor, 'cameras.read-source') ? camera.shown.streamUrl : '');
  return {
    ID: camera.id,
    Name: camera.title,
    AccountID: camera.organizationId,
    AccountObjectID: camera.siteId ?? 0,
    ...(may(actor, 'cameras.read-source')
      ? activeOut(camera.blocks)
      : { IsActive: Number(camera.blocks.length === 0) }),
    IsSound: Number(!camera.videoOnly),
    RecordType: RECORD_MODES.indexOf(camera.recordMode),
    MaxBandwidth: camera.bandwidthLimit,
    Quota: Math.round((camera.archiveDays ?? 0) * 86_400),
    Address: camera.postalAddress,
    IPOrDomain: source.host,
    Port: source.port ?? DEFAULT_PORTS[source.protocol] ?? 0,
    Protocol: source.protocol,
    StreamerID: camera.streamerId ?? 0,
    ExternalID: camera.externalId ?? '',
  };
}

/** Whether there is a picture to be had: it runs, or would for the first who looks. */
export const isAvailable = (camera: CameraView, now: Date): boolean =>
  ['live', 'on_demand'].includes(stateOf(camera, now));
