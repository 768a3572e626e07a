import { type Decision, decide } from '../../access/decide.ts';
import type { UserFacts } from '../../access/facts.ts';
import { asPaid } from '../../access/grants.ts';
import { scopeOf, visibleCameras } from '../../access/scope.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader, reader } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { COUNT_CAP, type Page } from '../../page.ts';
import { userById } from '../../users/operations.ts';
import type { CameraKey, CameraView } from '../camera.ts';
import { factsOf, noCamera, requireEdit } from '../rules.ts';
import { type CameraFilter, type CameraQuery, cameraIds, countCameras } from './list.ts';
import { camerasByIds, findCamera } from './queries.ts';

/** What the actor may do with these cameras. Privileged actors may do all, through the same rule. */
export async function decisions(
  core: Core,
  actor: Actor,
  cameras: readonly CameraView[],
): Promise<readonly Decision[]> {
  const viewer =
    actor.kind === 'system'
      ? { kind: 'client' as const, id: 0, domainId: actor.domainId, epoch: 0 }
      : await core.access.viewer(actor.kind, actor.id);
  const now = core.clock();
  return cameras.map((camera) =>
    decide(viewer ?? { kind: 'client', id: 0, domainId: 0, epoch: 0 }, factsOf(camera), now),
  );
}

/** A camera that the actor may see or edit; a foreign one and an unknown one are not found alike. */
export async function visibleCamera(core: Core, actor: Actor, key: CameraKey): Promise<CameraView> {
  const camera = await findCamera(reader(core), core.sealer, actor.domainId, key, actor.kind === 'user' ? actor.id : 0);
  if (!camera) throw noCamera(key);
  const user = await scopeOf(core, actor);
  if (user) {
    const { rights } = decide(user, factsOf(camera), core.clock());
    if (!rights.view && !rights.edit) throw noCamera(key);
  }
  return camera;
}

/** The camera, for whoever may edit it: what it takes to ask a device in its name. */
export async function editableCamera(core: Core, actor: Actor, key: CameraKey): Promise<CameraView> {
  const camera = await visibleCamera(core, actor, key);
  requireEdit(actor, await scopeOf(core, actor), camera, { id: camera.id }, core.clock());
  return camera;
}

/** The cameras that the actor sees, a page at a time. */
export async function cameraPage(core: Core, actor: Actor, query: CameraQuery): Promise<Page<CameraView>> {
  const sql = listReader(core);
  const { ids, next } = await cameraIds(sql, await cameraFilter(core, actor, query));
  const items = await camerasByIds(sql, core.sealer, ids, actor.kind === 'user' ? actor.id : 0);
  return { items, next };
}

export async function cameraCount(core: Core, actor: Actor, query: CameraQuery): Promise<number> {
  return await countCameras(listReader(core), await cameraFilter(core, actor, query), COUNT_CAP);
}

/** The filter of a list: the query, narrowed to the cameras that the actor may see. */
export async function cameraFilter(core: Core, actor: Actor, query: CameraQuery): Promise<CameraFilter> {
  const sql = listReader(core);
  const own = await scopeOf(core, actor);
  const scope = query.asUserId === undefined ? own : await scopeOfUser(core, actor, own, query.asUserId);
  const known = query.seenBy === undefined ? undefined : await knownUser(core, actor, query.seenBy);
  const other = known && query.withUnpaid ? asPaid(known) : known;
  return {
    ...query,
    domainId: actor.domainId,
    search: await core.cameraTexts.search(sql, (query.search ?? '').trim().toLowerCase()),
    offset: query.offset ?? 0,
    visible: other ? sql`${visibleCameras(sql, scope)} and ${visibleCameras(sql, other)}` : visibleCameras(sql, scope),
    viewerId: actor.kind === 'user' ? actor.id : 0,
  };
}

/** The user as whom a list is read: the actor, or any user for an actor who sees all. */
async function scopeOfUser(core: Core, actor: Actor, own: UserFacts | undefined, userId: number): Promise<UserFacts> {
  if (own?.id === userId) return own;
  const facts = await core.access.viewer('user', userId);
  if (own || facts?.kind !== 'user' || facts.domainId !== actor.domainId)
    throw refuse('user_not_found', { id: userId });
  return facts;
}

async function knownUser(core: Core, actor: Actor, userId: number): Promise<UserFacts> {
  await userById(core, actor, userId);
  const facts = await core.access.viewer('user', userId);
  if (facts?.kind !== 'user') throw refuse('user_not_found', { id: userId });
  return facts;
}
