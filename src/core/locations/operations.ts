import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { refuseOverwriting } from '../audit/meanwhile.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, invalid, refuse } from '../errors.ts';
import { additions, differences, pick } from '../fields.ts';
import { type Write, write } from '../write.ts';
import { detachCameras } from './cameras.ts';
import { cleanCode, setCode } from './codes.ts';
import {
  checkDepth,
  checkLocation,
  checkPlace,
  cleanLocation,
  type Location,
  type LocationFields,
  type LocationView,
  requireNoCameras,
  requireOutside,
} from './location.ts';
import {
  brotherOf,
  findLocation,
  insertLocation,
  insideOf,
  levelsBelow,
  lockLocation,
  lockTree,
  moveSubtree,
} from './queries.ts';

/** A title is needed. Throws `location_title_taken`, `location_code_taken`, `location_has_cameras` of the parent. */
export async function createLocation(
  core: Core,
  actor: Actor,
  asked: LocationFields & { readonly title: string },
): Promise<LocationView> {
  requireMay(actor, 'locations.manage');
  const fields = { ...cleanLocation(asked), title: asked.title.trim() };
  check(fields);
  const intent = { type: 'location.create' as const, subject: fields.title, request: fields };
  const id = await write(core, actor, intent, async (tx) => {
    await lockTree(tx.sql, actor.domainId);
    const parent = await parentFor(tx, fields.parentId ?? null);
    const { title, latitude = null, longitude = null } = fields;
    checkPlace({ latitude, longitude });
    await requireFreeTitle(tx, parent?.id ?? null, title);
    const made = await insertLocation(tx, parent, { title, latitude, longitude });
    if (typeof fields.code === 'string') await setCode(tx, made, fields.code);
    const changes = additions({ title, parentId: made.parentId, code: fields.code, latitude, longitude });
    tx.changed({ action: 'create', objectKind: 'location', objectId: made.id, changes });
    return made.id;
  });
  return await findLocation(reader(core), actor.domainId, id);
}

const FIELDS = [
  'title',
  'code',
  'latitude',
  'longitude',
  'parentId',
] as const satisfies readonly (keyof LocationFields)[];

/**
 * Absent fields stay; another `parentId` moves it with all below it. `was`: what the caller saw, see `refuseOverwriting`.
 */
export async function changeLocation(
  core: Core,
  actor: Actor,
  id: number,
  asked: LocationFields,
  was: LocationFields = {},
): Promise<LocationView> {
  requireMay(actor, 'locations.manage');
  const fields = cleanLocation(asked);
  check(fields);
  await write(core, actor, { type: 'location.change', subject: `location ${id}`, request: fields }, async (tx) => {
    await lockTree(tx.sql, actor.domainId);
    const before = await lockLocation(tx.sql, actor.domainId, id);
    const seen = { was: pick(was, FIELDS), now: { ...before }, wanted: { ...fields } };
    await refuseOverwriting(tx, { kind: 'location', id, ...seen });
    const after = { ...before, ...pick(fields, ['title', 'latitude', 'longitude', 'parentId']) };
    checkPlace(after);
    const moved = after.parentId !== before.parentId;
    if (moved || after.title.toLowerCase() !== before.title.toLowerCase())
      await requireFreeTitle(tx, after.parentId, after.title, id);
    if (moved) await moveLocation(tx, before, after.parentId);
    const { title, latitude, longitude } = after;
    await tx.sql`update location set ${tx.sql({ title, latitude, longitude })} where id = ${id}`;
    if (fields.code !== undefined) await setCode(tx, before, fields.code);
    const changes = differences(before, pick(fields, FIELDS));
    tx.changed({ action: 'change', objectKind: 'location', objectId: id, changes });
  });
  return await findLocation(reader(core), actor.domainId, id);
}

/** One that is empty. `detach`: its cameras go to no location; others below it keep it in any case. */
export async function deleteLocation(core: Core, actor: Actor, id: number, detach = false): Promise<void> {
  requireMay(actor, 'locations.manage');
  await write(core, actor, { type: 'location.delete', subject: `location ${id}`, request: { detach } }, async (tx) => {
    await lockTree(tx.sql, actor.domainId);
    await removeLocation(tx, await lockLocation(tx.sql, actor.domainId, id), detach);
  });
}

/** Of a location that is locked, under the lock of the tree. */
export async function removeLocation(tx: Write, location: Location, detach: boolean): Promise<void> {
  const { id, title } = location;
  const inside = await insideOf(tx.sql, id);
  if (inside.locations > 0 || (inside.cameras > 0 && !detach))
    throw refuse('location_not_empty', { id, title, ...inside });
  if (inside.cameras > 0) await detachCameras(tx, id);
  await tx.sql`delete from location where id = ${id}`;
  const changes = { title: [title, null], code: [location.code, null] } as const;
  tx.changed({ action: 'delete', objectKind: 'location', objectId: id, changes });
}

function check(fields: LocationFields): void {
  checkLocation(fields);
  if (typeof fields.code === 'string') cleanCode(fields.code);
}

async function requireFreeTitle(tx: Write, parentId: number | null, title: string, own?: number): Promise<void> {
  const other = await brotherOf(tx.sql, tx.actor.domainId, parentId, title);
  if (other !== undefined && other !== own)
    throw refuse('location_title_taken', { title, id: other }, { existingId: other });
}

async function moveLocation(tx: Write, location: Location, parentId: number | null): Promise<void> {
  const parent = await parentFor(tx, parentId, await levelsBelow(tx.sql, location));
  if (parent) requireOutside(location, parent);
  await moveSubtree(tx.sql, location, parent);
}

/** The parent that others are about to stand below, locked; null: the top. */
async function parentFor(tx: Write, parentId: number | null, below = 0): Promise<Location | null> {
  const parent = parentId === null ? null : await lockLocation(tx.sql, tx.actor.domainId, parentId).catch(ofParent);
  checkDepth(parent, below);
  if (parent) requireNoCameras(parent, await insideOf(tx.sql, parent.id));
  return parent;
}

/** A parent that is not there is a fault of that field. */
function ofParent(error: unknown): never {
  if (error instanceof DomainError && error.reason === 'location_not_found')
    throw invalid('parentId', 'location_unknown', { id: Number(error.params.id) });
  throw error;
}
