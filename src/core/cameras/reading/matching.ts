import type { Block } from '../../access/facts.ts';
import { scopeOf, visibleCameras } from '../../access/scope.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import type { IdRange, Matched } from '../../page.ts';
import type { CameraQuery } from './list.ts';
import { countMatching, matchingIds } from './list.ts';
import { camerasByIds } from './queries.ts';
import { cameraFilter } from './visible.ts';

/** All that the list of this query has, whatever its order; see `partOf`. */
export function matchingCameras(core: Core, actor: Actor, asked: Omit<CameraQuery, 'limit'>) {
  const filter = async () => await cameraFilter(core, actor, { ...asked, limit: 0 });
  return {
    count: async (): Promise<Matched> => await countMatching(listReader(core), await filter()),
    ids: async (range: IdRange): Promise<number[]> => await matchingIds(listReader(core), await filter(), range),
  };
}

/** What these cameras are called; those that the actor does not see are left out. */
export async function cameraTitles(
  core: Core,
  actor: Actor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const sql = listReader(core);
  const rows = await sql<{ id: number; title: string }[]>`
    select c.id, coalesce(nullif(c.title, ''), c.name) as title from camera c
    where c.domain_id = ${actor.domainId} and c.id = any(${[...ids]}::int[])
      and ${visibleCameras(sql, await scopeOf(core, actor))}`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** What keeps these cameras off, each's own blocks and its organization's; for cameras that the actor edits. */
export async function blocksOfCameras(
  core: Core,
  actor: Actor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, readonly (Block & { readonly on: 'camera' | 'organization' })[]>> {
  const cameras = await camerasByIds(listReader(core), core.sealer, ids, 0);
  return new Map(
    cameras
      .filter(({ domainId }) => domainId === actor.domainId)
      .map(({ id, blocks, organizationBlocks }) => [
        id,
        [
          ...blocks.map((block) => ({ ...block, on: 'camera' as const })),
          ...organizationBlocks.map((block) => ({ ...block, on: 'organization' as const })),
        ],
      ]),
  );
}
