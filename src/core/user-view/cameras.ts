import { type BlockedOn, decideBriefly } from '../access/decide.ts';
import type { Block, UserFacts } from '../access/facts.ts';
import type { Actor } from '../actor.ts';
import type { CameraView } from '../cameras/camera.ts';
import { cameraCount, cameraPage } from '../cameras/reading/visible.ts';
import { factsOf } from '../cameras/rules.ts';
import { healthOf, recordingErrorOf } from '../cameras/state.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Page, PageRequest } from '../page.ts';
import { type StreamState, type StreamStatus, statusOfStreams } from './stream-status.ts';

/** A camera as the card of a user lists it. */
export interface SeenCamera {
  readonly id: number;
  readonly title: string;
  readonly status: StreamStatus;
  /** What keeps this user from its pictures, beside how the camera is. */
  readonly blocks: readonly SeenBlock[];
  /** The address, else the site's; empty: neither is known. */
  readonly location: string;
}

export interface SeenBlock extends Omit<Block, 'since'> {
  readonly on: BlockedOn;
  /** Null: unknown. */
  readonly since: Date | null;
}

/**
 * What the user sees of what the actor sees, and what it would see were it paid for, a page at a time: two statements,
 * whatever the domain holds.
 */
export async function seenCameras(
  core: Core,
  actor: Actor,
  userId: number,
  query: PageRequest,
): Promise<Page<SeenCamera>> {
  const { items, next } = await cameraPage(core, actor, { ...query, seenBy: userId, withUnpaid: true });
  const facts = await core.access.viewer('user', userId);
  if (facts?.kind !== 'user') throw refuse('user_not_found', { id: userId });
  const sites = await siteAddresses(core, items);
  const now = core.clock();
  return {
    items: items.map((camera) => ({
      id: camera.id,
      title: camera.title === '' ? camera.name : camera.title,
      status: statusOfStreams(streamsOf(camera, now)),
      blocks: blocksOf(facts, camera, now),
      location: camera.postalAddress || (sites.get(camera.siteId ?? 0) ?? ''),
    })),
    next,
  };
}

export const seenCameraCount = async (core: Core, actor: Actor, userId: number, query: PageRequest): Promise<number> =>
  await cameraCount(core, actor, { ...query, seenBy: userId, withUnpaid: true });

function blocksOf(user: UserFacts, camera: CameraView, now: Date): readonly SeenBlock[] {
  const { rights, blocks } = decideBriefly(user, factsOf(camera), now);
  const standing = blocks.map(({ on, block: { source, reason, since } }) => ({ on, source, reason, since }));
  // It is on the list for what is not paid alone.
  const unpaid = { on: 'camera', source: 'connector', reason: 'unpaid', since: null } as const;
  return rights.view || rights.edit ? standing : [unpaid, ...standing];
}

/**
 * The live picture, and its recording where that fails: of a camera's two streams the media node runs the main one alone,
 * so that of the other one nothing is known.
 */
function streamsOf(camera: CameraView, now: Date): readonly StreamState[] {
  const health = healthOf(camera, now);
  if (health === 'no_source') return [];
  if (health === 'starting') return ['unanswered'];
  if (health === 'live' || health === 'on_demand')
    return recordingErrorOf(camera, now) === null ? ['up'] : ['up', 'down'];
  return ['down'];
}

async function siteAddresses(core: Core, cameras: readonly CameraView[]): Promise<ReadonlyMap<number, string>> {
  const ids = [
    ...new Set(cameras.flatMap(({ siteId, postalAddress }) => (postalAddress === '' ? (siteId ?? []) : []))),
  ];
  if (ids.length === 0) return new Map();
  const rows = await listReader(core)<{ id: number; address: string }[]>`
    select id, case when address = '' then name else address end as address from site where id = any(${ids}::int[])`;
  return new Map(rows.map(({ id, address }) => [id, address]));
}
