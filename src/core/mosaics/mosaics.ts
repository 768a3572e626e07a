import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { UserFacts } from '../access/facts.ts';
import { may, requireMay } from '../access/may.ts';
import { editableOrganizations, ownOrganizations, scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { additions, checkText, differences, pick } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { afterId, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { write } from '../write.ts';

/** Cameras shown side by side: an organization's, or somebody's own. */
export interface Mosaic {
  readonly id: number;
  readonly domainId: number;
  readonly organizationId: number | null;
  /** Null where an organization has it. */
  readonly ownerId: number | null;
  readonly title: string;
  /** The layout's name, as the client wrote it. */
  readonly type: string;
  /** False: only for those who may edit it. */
  readonly visible: boolean;
  /** Names, in the order of the places. */
  readonly cameras: readonly string[];
}

export type MosaicFields = Partial<Pick<Mosaic, 'title' | 'type' | 'visible' | 'cameras'>>;

const FIELDS = ['title', 'type', 'visible', 'cameras'] as const;
const MAX_CAMERAS = 1000;

export async function mosaicPage(core: Core, actor: Actor, page: PageRequest): Promise<Page<Mosaic>> {
  requireMay(actor, 'mosaics.read');
  const sql = listReader(core);
  const search = likeText((page.search ?? '').trim());
  const user = await scopeOf(core, actor);
  const rows = await sql<Mosaic[]>`
    select m.* from mosaic m
    where m.domain_id = ${actor.domainId} and m.id > ${afterId(page.after)} and ${seen(sql, user)}
      ${search === '' ? sql`` : sql`and lower(m.title) like ${`%${search}%`}`}
    order by m.id offset ${page.offset ?? 0} limit ${page.limit + 1}`;
  return toPage(rows, page.limit, (m) => m.id);
}

/** With the cameras that the actor sees, and no others. */
export async function mosaicById(core: Core, actor: Actor, id: number): Promise<Mosaic> {
  requireMay(actor, 'mosaics.read');
  return await seenMosaic(core, actor, id);
}

async function seenMosaic(core: Core, actor: Actor, id: number): Promise<Mosaic> {
  const sql = reader(core);
  const user = await scopeOf(core, actor);
  const [found] = await sql<Mosaic[]>`
    select m.* from mosaic m where m.id = ${id} and m.domain_id = ${actor.domainId} and ${seen(sql, user)}`;
  if (!found) throw refuse('mosaic_not_found', { id });
  const known = await knownCameras(core, actor, found.cameras);
  return { ...found, cameras: found.cameras.filter((name) => known.has(name)) };
}

/** Without an organization it is the user's own. */
export async function createMosaic(
  core: Core,
  actor: Actor,
  fields: MosaicFields,
  organizationId?: number,
): Promise<Mosaic> {
  requireMay(actor, 'mosaics.create');
  await check(core, actor, fields);
  checkText('title', fields.title ?? '', 255, 1);
  if (organizationId !== undefined) {
    await requireOrganization(core, actor, organizationId);
    await requireEditor(core, actor, { organizationId, ownerId: null });
  } else requireMay(actor, 'mosaics.create-own');
  const ownerId = organizationId === undefined && actor.kind === 'user' ? actor.id : null;
  const id = await write(core, actor, { type: 'mosaic.create', request: fields }, async (tx) => {
    const row = { title: '', ...pick(fields, FIELDS), domainId: actor.domainId, organizationId, ownerId };
    const [created] = await tx.sql<{ id: number }[]>`insert into mosaic ${tx.sql(columns(row))} returning id`;
    const mosaicId = created?.id ?? 0;
    tx.changed({ action: 'create', objectKind: 'mosaic', objectId: mosaicId, changes: additions(row) });
    return mosaicId;
  });
  return await seenMosaic(core, actor, id);
}

export async function changeMosaic(core: Core, actor: Actor, id: number, fields: MosaicFields): Promise<Mosaic> {
  requireMay(actor, 'mosaics.change');
  await check(core, actor, fields);
  if (fields.title !== undefined) checkText('title', fields.title, 255, 1);
  await requireEditor(core, actor, await seenMosaic(core, actor, id));
  await write(core, actor, { type: 'mosaic.change', subject: `mosaic ${id}`, request: fields }, async (tx) => {
    const before = await lock(tx.sql, id);
    const cameras = fields.cameras && (await withHidden(core, actor, before.cameras, fields.cameras));
    const change = pick({ ...fields, ...(cameras ? { cameras } : {}) }, FIELDS);
    if (Object.keys(change).length > 0) await tx.sql`update mosaic set ${tx.sql(columns(change))} where id = ${id}`;
    tx.changed({
      action: 'change',
      objectKind: 'mosaic',
      objectId: id,
      changes: differences<MosaicFields>(before, change),
    });
  });
  return await seenMosaic(core, actor, id);
}

export async function deleteMosaic(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'mosaics.delete');
  await requireEditor(core, actor, await seenMosaic(core, actor, id));
  await write(core, actor, { type: 'mosaic.delete', subject: `mosaic ${id}` }, async (tx) => {
    const before = await lock(tx.sql, id);
    await tx.sql`delete from mosaic where id = ${id}`;
    tx.changed({ action: 'delete', objectKind: 'mosaic', objectId: id, changes: { title: [before.title, null] } });
  });
}

/** `m` is a mosaic that the actor sees. */
function seen(sql: Db, user: UserFacts | undefined): Fragment {
  if (!user) return sql`true`;
  return sql`(m.owner_id = ${user.id} or m.organization_id = any(${editableOrganizations(user)}::int[])
    or (m.visible and m.organization_id = any(${ownOrganizations(user)}::int[])))`;
}

async function requireEditor(
  core: Core,
  actor: Actor,
  mosaic: Pick<Mosaic, 'organizationId' | 'ownerId'>,
): Promise<void> {
  if (may(actor, 'mosaics.manage')) return;
  const user = await scopeOf(core, actor);
  const own = mosaic.ownerId !== null && mosaic.ownerId === user?.id;
  const edits = user && mosaic.organizationId !== null && editableOrganizations(user).includes(mosaic.organizationId);
  if (!user || user.readonly || !(own || edits)) throw refuse('mosaic_closed');
}

async function check(core: Core, actor: Actor, fields: MosaicFields): Promise<void> {
  checkText('title', fields.title, 255);
  checkText('type', fields.type, 64);
  if (!fields.cameras) return;
  if (fields.cameras.length > MAX_CAMERAS) throw invalid('cameras', 'mosaic_too_large', { limit: MAX_CAMERAS });
  const known = await knownCameras(core, actor, fields.cameras);
  const missing = fields.cameras.find((name) => !known.has(name));
  if (missing !== undefined) throw invalid('cameras', 'camera_unknown', { id: missing });
}

/** Cameras that the actor does not see stay in their places: it could not have named them. */
async function withHidden(
  core: Core,
  actor: Actor,
  before: readonly string[],
  asked: readonly string[],
): Promise<readonly string[]> {
  const user = await scopeOf(core, actor);
  if (!user) return asked;
  const [there, seen] = [await named(core, actor, before), await named(core, actor, before, user)];
  const rest = [...asked];
  const kept = before.flatMap((name) => (there.has(name) && !seen.has(name) ? [name] : rest.splice(0, 1)));
  return [...kept, ...rest];
}

async function knownCameras(core: Core, actor: Actor, names: readonly string[]): Promise<ReadonlySet<string>> {
  return await named(core, actor, names, await scopeOf(core, actor));
}

/** Which of the names are cameras, as `user` sees them; undefined: at all. */
async function named(
  core: Core,
  { domainId }: Actor,
  names: readonly string[],
  user?: UserFacts,
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const sql = listReader(core);
  const rows = await sql<{ name: string }[]>`
    select c.name from camera c
    where c.domain_id = ${domainId} and c.name = any(${[...names]}::text[]) and ${visibleCameras(sql, user)}`;
  return new Set(rows.map((row) => row.name));
}

const columns = (row: object): Record<string, unknown> => ({ ...row });

async function lock(sql: Tx, id: number): Promise<Mosaic> {
  const [row] = await sql<Mosaic[]>`select * from mosaic where id = ${id} for update`;
  if (!row) throw refuse('mosaic_not_found', { id });
  return row;
}
