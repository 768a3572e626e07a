import { type Decision, decide } from '../access/decide.ts';
import type { CameraFacts, UserFacts } from '../access/facts.ts';
import { scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { notFound } from '../errors.ts';
import { COUNT_CAP, type Page, type PageRequest } from '../page.ts';
import { userById } from '../users/operations.ts';
import type { CameraState, CameraView } from './camera.ts';
import { type CameraFilter, cameraIds, countCameras } from './list.ts';
import { camerasByIds, findCamera } from './queries.ts';

export const factsOf = (camera: CameraView): CameraFacts => ({
  id: camera.id,
  name: camera.name,
  domainId: camera.domainId,
  organizationId: camera.organizationId,
  organizationOwnerId: camera.organizationOwnerId,
  presetId: camera.presetId,
  folderPath: camera.folderPath,
  archiveDays: camera.archiveDays,
  archiveSetBy: camera.archiveSetBy,
  blocks: camera.blocks,
  organizationBlocks: camera.organizationBlocks,
});

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
export async function visibleCamera(
  core: Core,
  actor: Actor,
  key: { readonly id: number } | { readonly name: string },
): Promise<CameraView> {
  const camera = await findCamera(reader(core), core.sealer, actor.domainId, key, actor.kind === 'user' ? actor.id : 0);
  const what = 'name' in key ? `Camera ${key.name}` : `Camera ${key.id}`;
  if (!camera) throw notFound(what);
  const user = await scopeOf(core, actor);
  if (user) {
    const { rights } = decide(user, factsOf(camera), core.clock());
    if (!rights.view && !rights.edit) throw notFound(what);
  }
  return camera;
}

export interface CameraQuery extends PageRequest {
  readonly organizationId?: number | undefined;
  /** With everything below it. */
  readonly folderId?: number | undefined;
  readonly presetId?: number | undefined;
  readonly state?: CameraState | undefined;
  readonly favorite?: boolean | undefined;
  readonly withAgent?: boolean | undefined;
  readonly sort?: 'id' | '-id' | 'title' | '-title' | undefined;
  /** As this user sees it; needs an actor who sees all. */
  readonly asUserId?: number | undefined;
  /** Only those that this user sees as well; the user has to be one's own to manage. */
  readonly seenBy?: number | undefined;
}

/** The cameras that the actor sees, a page at a time. */
export async function cameraPage(core: Core, actor: Actor, query: CameraQuery): Promise<Page<CameraView>> {
  const sql = listReader(core);
  const { ids, next } = await cameraIds(sql, await filterOf(core, actor, query));
  const items = await camerasByIds(sql, core.sealer, ids, actor.kind === 'user' ? actor.id : 0);
  return { items, next };
}

export async function cameraCount(core: Core, actor: Actor, query: CameraQuery): Promise<number> {
  return await countCameras(listReader(core), await filterOf(core, actor, query), COUNT_CAP);
}

async function filterOf(core: Core, actor: Actor, query: CameraQuery): Promise<CameraFilter> {
  const sql = listReader(core);
  const own = await scopeOf(core, actor);
  const scope = query.asUserId === undefined ? own : await scopeOfUser(core, actor, own, query.asUserId);
  const other = query.seenBy === undefined ? undefined : await knownUser(core, actor, query.seenBy);
  return {
    ...query,
    domainId: actor.domainId,
    search: await core.cameraTexts.search(sql, (query.search ?? '').trim().toLowerCase()),
    offset: query.offset ?? 0,
    visible: other ? sql`${visibleCameras(sql, scope)} and ${visibleCameras(sql, other)}` : visibleCameras(sql, scope),
    viewerId: actor.kind === 'user' ? actor.id : 0,
  };
}

/** As whom a list is read that is asked for as somebody sees it: oneself, or anybody for those who see all. */
async function scopeOfUser(core: Core, actor: Actor, own: UserFacts | undefined, userId: number): Promise<UserFacts> {
  if (own?.id === userId) return own;
  const facts = await core.access.viewer('user', userId);
  if (own || facts?.kind !== 'user' || facts.domainId !== actor.domainId) throw notFound(`User ${userId}`);
  return facts;
}

async function knownUser(core: Core, actor: Actor, userId: number): Promise<UserFacts> {
  await userById(core, actor, userId);
  const facts = await core.access.viewer('user', userId);
  if (facts?.kind !== 'user') throw notFound(`User ${userId}`);
  return facts;
}
