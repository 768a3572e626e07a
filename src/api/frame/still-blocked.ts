import type { Static } from 'typebox';
import type { Actor } from '../../core/actor.ts';
import { blocksOfCameras } from '../../core/cameras/reading/matching.ts';
import type { Core } from '../../core/core.ts';
import { knownUsers } from '../../core/users/matching.ts';
import { stopsOf } from '../../core/users/stops.ts';
import type { BulkResult } from '../contract/bulk.ts';
import { toBlock } from './wire.ts';

type StillBlocked = NonNullable<Static<typeof BulkResult>['items'][number]['stillBlocked']>[number];
/** By id. */
export type Blocks = ReadonlyMap<number, readonly StillBlocked[]>;

/** Of cameras that the caller edits. */
export async function camerasStillBlocked(core: Core, actor: Actor, ids: readonly number[]): Promise<Blocks> {
  const found = await blocksOfCameras(core, actor, ids);
  return new Map([...found].map(([id, own]) => [id, own.map((block) => ({ ...toBlock(block), on: block.on }))]));
}

export async function usersStillBlocked(core: Core, actor: Actor, ids: readonly number[]): Promise<Blocks> {
  const stops = await stopsOf(core, actor, await knownUsers(core, actor, ids));
  return new Map([...stops].map(([id, own]) => [id, own.map((stop) => ({ ...toBlock(stop), on: stop.on }))]));
}
