import { scopeOf } from '../../access/scope.ts';
import type { Actor } from '../../actor.ts';
import { leastLoadedStreamer } from '../../clusters/clusters.ts';
import { cameraUnder } from '../../copies/camera.ts';
import type { Core } from '../../core.ts';
import { DomainError, refuse } from '../../errors.ts';
import { streamers } from '../../streamers/streamers.ts';
import type { CameraFields, CameraView, NewCamera } from '../camera.ts';
import { createCamera } from '../operations.ts';
import { noCamera, requireEdit } from '../rules.ts';
import { connectionOf } from '../source/camera-connection.ts';
import {
  planSource,
  refuseCarriedSecrets,
  type SourceBefore,
  type SourceChange,
  type SourcePlan,
} from '../source/plan.ts';
import { firstReachable } from '../source/reachable.ts';
import { changeCamera } from './change.ts';
import { requireEditorOf } from './plan.ts';
import type { SourceWas } from './write.ts';

/** A camera that is described by the pieces of its source instead of by its URL. */
export interface ByPieces {
  /** Undefined: the source stays. */
  readonly source?: SourceChange | undefined;
  /** A streamer of this cluster takes the camera in; undefined: it stays where it is. */
  readonly clusterId?: number | undefined;
  /** True: the camera is not asked whether it answers there, and the likeliest path is taken. */
  readonly unasked?: boolean | undefined;
}

/** As many calls may name pieces of one camera's source at the same moment. */
const MAX_ATTEMPTS = 5;
const NOWHERE: SourceBefore = { url: '', substreamUrl: '', modelId: null, channel: null };

/**
 * Changes a camera by the pieces of its source: what is not named stays. The id of a copy means its original. Calls that
 * name different pieces of one source at once are worked out anew from what the other left. Not for within a transaction
 * that others wait for, as the camera is asked. Throws `camera_probe_...` when it does not answer.
 */
export async function changeByPieces(
  core: Core,
  actor: Actor,
  id: number,
  fields: CameraFields,
  pieces: ByPieces,
): Promise<CameraView> {
  for (let attempt = 1; ; attempt++) {
    const known = await cameraUnder(core, actor, id);
    if (!known) throw noCamera({ id });
    const before = known.camera;
    const change = pieces.source && (await sourceAfter(core, actor, before, fields, pieces.source, pieces.unasked));
    const streamer = await streamerIn(core, actor, pieces.clusterId, before.streamerId);
    const asked = { ...fields, ...change?.fields, ...streamer };
    try {
      return await changeCamera(core, actor, { name: before.name }, asked, { source: change?.was });
    } catch (error) {
      const isMet = change && error instanceof DomainError && error.reason === 'changes_met';
      if (!isMet || core.ambient || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** Creates a camera by the pieces of its source, on the streamer of a cluster that has the fewest cameras. */
export async function createByPieces(
  core: Core,
  actor: Actor,
  camera: NewCamera & { readonly organizationId: number },
  pieces: { readonly source: SourceChange; readonly clusterId: number; readonly unasked?: boolean | undefined },
): Promise<CameraView> {
  const { organizationId, connection } = camera;
  requireEditorOf({ actor, user: await scopeOf(core, actor) }, organizationId);
  const streamerId = await leastLoadedStreamer(core, actor, pieces.clusterId);
  const plan = planSource(NOWHERE, pieces.source);
  const streamUrl = await reached(core, actor, organizationId, plan, { connection, unasked: pieces.unasked });
  return await createCamera(core, actor, { ...camera, streamUrl, substreamUrl: plan.substreamUrl, streamerId });
}

async function sourceAfter(
  core: Core,
  actor: Actor,
  camera: CameraView,
  fields: CameraFields,
  change: SourceChange,
  unasked: boolean | undefined,
): Promise<{ readonly fields: CameraFields; readonly was: SourceWas }> {
  requireEdit(actor, await scopeOf(core, actor), camera, { id: camera.id }, core.clock());
  const { modelId, channel } = await connectionOf(core, camera.id);
  const { streamUrl: url, substreamUrl } = camera;
  const known = { url, substreamUrl, modelId, channel };
  refuseCarriedSecrets(actor, known, change);
  const plan = planSource(known, change);
  const was = { streamUrl: url, substreamUrl };
  const substream = plan.substreamUrl === substreamUrl ? {} : { substreamUrl: plan.substreamUrl };
  if (plan.urls[0] === url) return { fields: substream, was };
  const organizationId = fields.organizationId ?? camera.organizationId;
  const streamUrl = await reached(core, actor, organizationId, plan, { connection: fields.connection, unasked });
  return { fields: { streamUrl, substreamUrl: plan.substreamUrl }, was };
}

/** Where the camera answers, unless it is not to be asked. */
async function reached(
  core: Core,
  actor: Actor,
  organizationId: number,
  { urls }: SourcePlan,
  { connection, unasked }: { readonly connection: CameraFields['connection'] | undefined } & Pick<ByPieces, 'unasked'>,
): Promise<string> {
  if (unasked) return urls[0];
  const answer = await firstReachable(core, actor, organizationId, urls, connection?.transport ?? undefined);
  if ('url' in answer) return answer.url;
  throw refuse(`camera_probe_${answer.refused}`);
}

/** The streamer that it has, while that stands in the cluster; else the least loaded one there. */
async function streamerIn(
  core: Core,
  actor: Actor,
  clusterId: number | undefined,
  streamerId: number | null,
): Promise<CameraFields> {
  if (clusterId === undefined) return {};
  const known = (await streamers(core, actor)).find((streamer) => streamer.id === streamerId);
  return known?.clusterId === clusterId ? {} : { streamerId: await leastLoadedStreamer(core, actor, clusterId) };
}
