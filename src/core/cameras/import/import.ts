import { randomBytes } from 'node:crypto';
import { nested } from '../../../db/transaction.ts';
import { may, requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { stillOff } from '../../blocks/blocks.ts';
import { firstBlocks } from '../../blocks/queries.ts';
import { blockSourceOf } from '../../blocks/source.ts';
import type { Core } from '../../core.ts';
import { DomainError, refuse } from '../../errors.ts';
import { trimmed } from '../../fields.ts';
import { openUsage } from '../../usage/settle.ts';
import { type Write, write } from '../../write.ts';
import { type CameraFields, type NewCamera, URL_FIELDS } from '../camera.ts';
import { moves } from '../change/plan.ts';
import { writeChange } from '../change/write.ts';
import { checkCamera, refuseEmpty, refuseMasked } from '../columns.ts';
import { hasDetails, storeDetails } from '../details.ts';
import { checkCameraName, checkNameForm, generateCameraName } from '../name.ts';
import { loadParents, type Parents, type Placement, place, stands } from '../placement.ts';
import { checkInside } from '../source/networks.ts';
import { copyCameras, type ImportedRow } from './copy-rows.ts';
import { findKnown, idOf, withoutDoubles } from './known.ts';
import { attempt, freeKey, type ImportRow, noError } from './row.ts';

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  /** Row key -> what is wrong with it. The other rows are stored. */
  readonly errors: ReadonlyMap<string, DomainError>;
  /** The cameras behind the rows that were stored, by row key. */
  readonly cameras: ReadonlyMap<string, ImportedCamera>;
}

export interface ImportedCamera {
  readonly id: number;
  readonly name: string;
  /** False: it was there already. */
  readonly created: boolean;
}

/** One "everything" instead of more changes than this: it empties what is remembered of who may see what. */
const MAX_TOLD_SINGLY = 1000;
/** A create that another writer made first is looked up again and becomes a change; so is a camera that was moved. */
const TRIES = 3;

/**
 * Adopts or creates many cameras in one transaction: by name, else by agent serial (the agent's id may change), else
 * new. Set by set: one look-up, one check of parents and limits under their locks, one COPY a table.
 */
export async function importCameras(
  core: Core,
  actor: Actor,
  asked: readonly ImportRow[],
  refused: ReadonlyMap<string, DomainError> = new Map(),
): Promise<ImportResult> {
  requireMay(actor, 'cameras.import');
  const rows = asked.map(({ key, camera }) => ({ key, camera: trimmed(camera, URL_FIELDS) }));
  for (let attempt = 1; ; attempt++) {
    try {
      const request = { rows: rows.length + refused.size, first: rows[0]?.camera };
      return await write(
        core,
        actor,
        { type: 'camera.import', subject: `${rows.length + refused.size} cameras`, request },
        (tx) => run(tx, rows, new Map(refused)),
      );
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict' || attempt === TRIES) throw error;
    }
  }
}

async function run(tx: Write, rows: readonly ImportRow[], errors: Map<string, DomainError>): Promise<ImportResult> {
  const sound = rows.filter((row) => noError(errors, row.key, () => checkRow(tx, row.camera)));
  const known = await findKnown(tx, sound);
  const unique = withoutDoubles(sound, known, errors);
  const cameras = new Map<string, ImportedCamera>();
  const fresh = unique.filter(
    (row) => idOf(known, row.camera) === undefined && noError(errors, row.key, () => checkNewName(row.camera)),
  );
  const adopted = unique
    .flatMap((row) => {
      const id = idOf(known, row.camera);
      return id === undefined ? [] : [{ row, id }];
    })
    .sort((a, b) => a.id - b.id);
  const moving = adopted.filter(({ row }) => moves(row.camera));
  const placings = [
    ...fresh.map((row) => ({ fields: row.camera })),
    ...moving.map(({ row, id }) => ({ fields: row.camera, before: known.placements.get(id) })),
  ];
  const parents = placings.length > 0 ? await loadParents(tx.sql, tx.actor.domainId, placings) : undefined;
  if (parents && moving.length > 0) await requireStanding(tx, moving, parents);
  const created = parents ? await createAll(tx, fresh, parents, errors, cameras) : 0;
  const changed = [];
  for (const { row, id } of adopted) {
    if (!(await update(tx, id, row, errors))) continue;
    changed.push({ row, id });
    cameras.set(row.key, { id, name: known.names.get(id) ?? '', created: false });
  }
  const off = await tellOfOff(tx, changed, errors);
  return { created, updated: changed.length - off, errors, cameras };
}

/** A camera that was to be on and stays off is an error, though the rest of its row is stored. Gives back how many. */
async function tellOfOff(
  tx: Write,
  changed: readonly { readonly row: ImportRow; readonly id: number }[],
  errors: Map<string, DomainError>,
): Promise<number> {
  const asked = changed.filter(({ row }) => row.camera.enabled === true);
  if (asked.length === 0) return 0;
  const blocks = await firstBlocks(
    tx.sql,
    'device',
    asked.map(({ id }) => id),
  );
  const off = asked.filter(({ id }) => blocks.has(id));
  for (const { row, id } of off) {
    const block = blocks.get(id);
    const error = stillOff(row.camera, block ? [block] : []);
    if (error !== undefined) errors.set(freeKey(errors, row.key), error);
  }
  return off.length;
}

function checkRow(tx: Write, camera: NewCamera): void {
  if (camera.name !== undefined) checkNameForm(camera.name);
  checkCamera(tx.core.egress, camera);
}

function checkNewName({ name }: NewCamera): void {
  if (name !== undefined) checkCameraName(name);
}

/**
 * Parents are locked before the first camera is, by where the cameras stood before that wait. One that was moved
 * meanwhile would have another locked after it: the import starts again. Cameras of locked organizations stay.
 */
async function requireStanding(tx: Write, moving: readonly { readonly id: number }[], parents: Parents): Promise<void> {
  const rows = await tx.sql<Placement[]>`
    select organization_id, folder_id, preset_id from camera where id = any(${moving.map(({ id }) => id)}::int[])`;
  if (rows.every((row) => stands(row, parents))) return;
  throw refuse('cameras_moved_meanwhile');
}

async function createAll(
  tx: Write,
  rows: readonly ImportRow[],
  parents: Parents,
  errors: Map<string, DomainError>,
  cameras: Map<string, ImportedCamera>,
): Promise<number> {
  if (rows.length === 0) return 0;
  const room = roomOf(parents);
  const placed = rows.flatMap((row) => {
    const target = attempt(errors, row.key, () => {
      refuseEmpty(row.camera);
      refuseMasked(row.camera);
      const target = place(row.camera, undefined, parents, may(tx.actor, 'presets.use-unlinked'));
      checkInside(tx.core.egress, parents.organizations.get(target.organizationId)?.networks ?? [], row.camera);
      return takeRoom(room, target);
    });
    return target ? [{ row, target }] : [];
  });
  const numbers = await tx.sql<
    { id: number }[]
  >`select nextval('device_id')::int as id from generate_series(1, ${placed.length})`;
  const imported: ImportedRow[] = placed.map(({ row, target }, i) => {
    const id = numbers[i]?.id ?? 0;
    const name = row.camera.name ?? generateCameraName(row.camera.title ?? '', tx.core.transliterate, randomBytes(5));
    cameras.set(row.key, { id, name, created: true });
    return { id, name, camera: { ...row.camera, ...target } };
  });
  await copyCameras(tx, imported, blockSourceOf(tx.actor));
  openUsage(
    tx,
    imported.map(({ id }) => id),
  );
  for (const { id, camera } of imported) if (hasDetails(camera)) await storeDetails(tx, id, camera);
  tellOfNew(tx, imported);
  return imported.length;
}

/** For the media nodes: nobody remembers anything of a camera that was not there. */
function tellOfNew(tx: Write, cameras: readonly { readonly id: number }[]): void {
  if (cameras.length > MAX_TOLD_SINGLY) tx.touched('all');
  else for (const { id } of cameras) tx.touched('camera', id);
}

/** How many more cameras each organization may take; undefined: any. */
function roomOf(parents: Parents): Map<number, { limit: number; left: number }> {
  return new Map(
    [...parents.organizations.values()].flatMap((o) =>
      o.cameraLimit === null ? [] : [[o.id, { limit: o.cameraLimit, left: o.cameraLimit - o.cameraCount }] as const],
    ),
  );
}

function takeRoom<T extends { readonly organizationId: number }>(room: ReturnType<typeof roomOf>, target: T): T {
  const mine = room.get(target.organizationId);
  if (mine && mine.left-- <= 0)
    throw refuse('camera_limit_of_import', { id: target.organizationId, limit: mine.limit });
  return target;
}

/** Each in a savepoint of its own, so that one that fails takes nothing with it. */
async function update(tx: Write, id: number, row: ImportRow, errors: Map<string, DomainError>): Promise<boolean> {
  const { name: _name, ...fields }: NewCamera = row.camera;
  try {
    await nested(tx.sql, async (sql, later) => {
      const inner: Write = { ...tx, sql, later };
      await writeChange(inner, { id }, fields satisfies CameraFields);
    });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    errors.set(row.key, error);
    return false;
  }
}
