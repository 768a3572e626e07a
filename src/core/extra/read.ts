import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';

/** What a dialect keeps of these cameras, by id; those that it keeps nothing of are left out. */
export async function extrasOf(
  core: Core,
  actor: Actor,
  dialect: string,
  cameraIds: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>> {
  if (!may(actor, 'extra.read')) return new Map();
  const rows = await listReader(core)<{ id: number; kept: Record<string, unknown> }[]>`
    select id, extra -> ${dialect}::text as kept from camera
    where domain_id = ${actor.domainId} and id = any(${[...cameraIds]}::int[]) and extra -> ${dialect}::text is not null`;
  return new Map(rows.map(({ id, kept }) => [id, kept]));
}
