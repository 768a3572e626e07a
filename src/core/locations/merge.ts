import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { type Write, write } from '../write.ts';
import { moveCameras } from './cameras.ts';
import { checkDepth, type Location, type LocationView, requireNoCameras, requireNoLocations } from './location.ts';
import { brotherOf, findLocation, insideOf, levelsBelow, lockLocation, lockTree, moveSubtree } from './queries.ts';

/**
 * All of one location into another: its cameras, those below it (of the same title with all of theirs, in the same way),
 * and its codes, which lead to the other from now on. Throws when the other would have both cameras and locations.
 */
export async function mergeLocation(core: Core, actor: Actor, id: number, intoId: number): Promise<LocationView> {
  requireMay(actor, 'locations.manage');
  const intent = { type: 'location.merge' as const, subject: `location ${id}`, request: { intoId } };
  await write(core, actor, intent, async (tx) => {
    await lockTree(tx.sql, actor.domainId);
    const from = await lockLocation(tx.sql, actor.domainId, id);
    const into = await lockLocation(tx.sql, actor.domainId, intoId);
    if (into.path.includes(id)) throw invalid('intoId', 'location_merges_with_itself');
    await merge(tx, from, into);
  });
  return await findLocation(reader(core), actor.domainId, intoId);
}

async function merge(tx: Write, from: Location, into: Location): Promise<void> {
  const brings = await insideOf(tx.sql, from.id);
  const has = await insideOf(tx.sql, into.id);
  const others = from.parentId === into.id ? has.locations - 1 : has.locations;
  if (brings.cameras > 0) requireNoLocations(into, { ...has, locations: others });
  if (brings.locations > 0) requireNoCameras(into, has);
  const children = await tx.sql<{ id: number }[]>`select id from location where parent_id = ${from.id} order by id`;
  for (const child of children) await takeOver(tx, await lockLocation(tx.sql, tx.actor.domainId, child.id), into);
  if (brings.cameras > 0) await moveCameras(tx, from.id, into.id);
  await takeCodes(tx, from, into);
  await tx.sql`delete from location where id = ${from.id}`;
  const changes = { title: [from.title, null], mergedInto: [null, into.id] } as const;
  tx.changed({ action: 'delete', objectKind: 'location', objectId: from.id, changes });
}

/** A child goes below the other location, or into the one that has its title there. */
async function takeOver(tx: Write, child: Location, into: Location): Promise<void> {
  const { domainId } = tx.actor;
  const brother = await brotherOf(tx.sql, domainId, into.id, child.title);
  if (brother !== undefined && brother !== child.parentId) {
    await merge(tx, child, await lockLocation(tx.sql, domainId, brother));
    return;
  }
  if (brother !== undefined) throw invalid('intoId', 'location_merges_with_itself');
  checkDepth(into, await levelsBelow(tx.sql, child));
  await moveSubtree(tx.sql, child, into);
  const changes = { parentId: [child.parentId, into.id] } as const;
  tx.changed({ action: 'change', objectKind: 'location', objectId: child.id, changes });
}

/** The other one keeps its own code, or takes this one's where it has none. */
async function takeCodes(tx: Write, from: Location, into: Location): Promise<void> {
  await tx.sql`
    update location_code set location_id = ${into.id}, own = own and ${into.code === null} where location_id = ${from.id}`;
  if (into.code !== null || from.code === null) return;
  const changes = { code: [null, from.code] } as const;
  tx.changed({ action: 'change', objectKind: 'location', objectId: into.id, changes });
}
