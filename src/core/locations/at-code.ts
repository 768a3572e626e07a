import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import { cleanCode, leadTo, locationOfCode, setCode } from './codes.ts';
import { type Address, addressesDownTo } from './directory/lookup.ts';
import { checkDepth, type Location, requireNoCameras } from './location.ts';
import type { PendingRequest } from './pending/request.ts';
import { brotherOf, insertLocation, insideOf, lockLocation, lockTree } from './queries.ts';

/**
 * The location that a code leads to. One that only the directory knows is made, with all above it that is missing. Throws
 * `address_code_unknown` for any other; what a billing asked for then waits as `pending`, and is done again by itself
 * when the code arrives. Called in an open write, before any camera is locked.
 */
export async function locationAtCode(tx: Write, asked: string, pending: Omit<PendingRequest, 'code'>): Promise<number> {
  const code = cleanCode(asked);
  const known = await locationOfCode(tx.sql, tx.actor.domainId, code);
  if (known) return known.locationId;
  const addresses = await addressesDownTo(tx.sql, tx.actor.domainId, code);
  if (addresses.length === 0) throw refuse('address_code_unknown', { code }, { pending: { ...pending, code } });
  await lockTree(tx.sql, tx.actor.domainId);
  let parent: Location | null = null;
  for (const address of addresses) parent = await standing(tx, parent, address);
  if (!parent) throw new Error(`No location came of address code ${code}`);
  return parent.id;
}

/** The location of one address below another location: found by its code, else by its title, else made. */
async function standing(tx: Write, parent: Location | null, address: Address): Promise<Location> {
  const { domainId } = tx.actor;
  const byCode = await locationOfCode(tx.sql, domainId, address.code);
  if (byCode) return await lockLocation(tx.sql, domainId, byCode.locationId);
  const byTitle = await brotherOf(tx.sql, domainId, parent?.id ?? null, address.title);
  return byTitle === undefined ? await make(tx, parent, address) : await adopt(tx, byTitle, address.code);
}

/** It was made by hand: the code is its own from now on, or leads to it beside the one that it has. */
async function adopt(tx: Write, id: number, code: string): Promise<Location> {
  const location = await lockLocation(tx.sql, tx.actor.domainId, id);
  if (location.code === null) await setCode(tx, location, code);
  else await leadTo(tx, location, code);
  const changes = location.code === null ? { code: [null, code] as const } : { otherCode: [null, code] as const };
  tx.changed({ action: 'change', objectKind: 'location', objectId: id, changes });
  return { ...location, code: location.code ?? code };
}

async function make(tx: Write, parent: Location | null, { code, title, latitude, longitude }: Address) {
  checkDepth(parent);
  if (parent) requireNoCameras(parent, await insideOf(tx.sql, parent.id));
  const made = await insertLocation(tx, parent, { title, latitude, longitude });
  await setCode(tx, made, code);
  const changes = { title: [null, title], parentId: [null, made.parentId], code: [null, code] } as const;
  tx.changed({ action: 'create', objectKind: 'location', objectId: made.id, changes });
  return { ...made, code };
}
