import { type CameraView, stateOf } from '../../core/cameras/camera.ts';
import { groupsOf } from '../../core/cameras/find.ts';
import { DEFAULT_PORTS, parseSource } from '../../core/cameras/source-parts.ts';
import type { Call } from './call.ts';
import { RECORD_MODES } from './camera-in.ts';

/** A camera as an account knows it: its own, or a copy with an id of its own. */
export interface Shown {
  readonly camera: CameraView;
  readonly copy: { readonly id: number; readonly organizationId: number } | undefined;
}

/** As docs/dialects/forpost.md has them. `parents`: copies tell the groups of their originals. */
export async function camerasOut(call: Call, shown: readonly Shown[], parents: boolean): Promise<object[]> {
  const groups = await groupsOf(
    call.core,
    shown.map(({ camera }) => camera),
  );
  return shown.map(({ camera, copy }) => {
    const own = (groups.get(camera.id) ?? []).map(({ id, title, parentId }) => ({
      ID: id,
      Name: title,
      ParentID: parentId,
    }));
    return {
      ...toWire(camera),
      ...(copy ? { ID: copy.id, AccountID: copy.organizationId, AccountObjectID: 0, ParentID: String(camera.id) } : {}),
      Groups: copy ? [] : own,
      ...(parents ? { ParentGroups: copy ? own : [] } : {}),
    };
  });
}

function toWire(camera: CameraView) {
  const source = parseSource(camera.shown.streamUrl);
  return {
    ID: camera.id,
    Name: camera.title,
    AccountID: camera.organizationId,
    AccountObjectID: camera.siteId ?? 0,
    IsActive: Number(camera.blocks.length === 0),
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
