import type { Db, Tx } from '../../db/sql.ts';
import type { CameraFacts } from '../access/facts.ts';
import { blocksAsJson, fromStored, type StoredBlock } from '../blocks/queries.ts';
import type { LockView } from './lock.ts';

type LockRow = Omit<LockView, 'blocks' | 'organizationBlocks'> & {
  readonly blocks: StoredBlock[];
  readonly organizationBlocks: StoredBlock[];
};

const select = (sql: Db) => sql`
  select l.id, l.uuid, l.domain_id, l.organization_id, l.title, l.postal_address, l.comment, l.external_id, l.extra, l.created_at,
    o.title as organization_title, o.owner_id as organization_owner_id, o.networks::text[] as organization_networks,
    ${blocksAsJson(sql, 'device', 'l.id')} as blocks, ${blocksAsJson(sql, 'organization', 'l.organization_id')} as organization_blocks
  from lock l join organization o on o.id = l.organization_id`;

const toView = (row: LockRow): LockView => ({
  ...row,
  blocks: fromStored(row.blocks),
  organizationBlocks: fromStored(row.organizationBlocks),
});

export async function findLock(sql: Db, domainId: number, id: number): Promise<LockView | undefined> {
  const [row] = await sql<LockRow[]>`${select(sql)} where l.domain_id = ${domainId} and l.id = ${id}`;
  return row && toView(row);
}

/** The locks with these ids and all locks of these organizations, by id. */
export async function locksWithin(
  sql: Db,
  domainId: number,
  { ids, organizationIds }: { readonly ids: readonly number[]; readonly organizationIds: readonly number[] },
): Promise<readonly LockView[]> {
  const rows = await sql<LockRow[]>`
    ${select(sql)} where l.domain_id = ${domainId}
      and (l.id = any(${[...ids]}::int[]) or l.organization_id = any(${[...organizationIds]}::int[])) order by l.id`;
  return rows.map(toView);
}

export interface LockFilter {
  readonly organizationId?: number | undefined;
  /** As a LIKE pattern, in small letters; empty: all. */
  readonly search: string;
  readonly after: number;
  readonly offset: number;
  readonly limit: number;
}

const matching = (
  sql: Db,
  domainId: number,
  { organizationId, search }: Pick<LockFilter, 'organizationId' | 'search'>,
) => sql`
  l.domain_id = ${domainId} ${organizationId === undefined ? sql`` : sql`and l.organization_id = ${organizationId}`}
  ${search === '' ? sql`` : sql`and lower(l.title || ' ' || l.postal_address || ' ' || l.comment || ' ' || l.uuid) like ${`%${search}%`}`}`;

/** By id, or exact title before prefix before substring when searching. */
export async function listLocks(sql: Db, domainId: number, filter: LockFilter): Promise<readonly LockView[]> {
  const { search, after, offset, limit } = filter;
  const order = sql`${search === '' ? sql`` : sql`(lower(l.title) like ${search}) desc, (lower(l.title) like ${`${search}%`}) desc,`} l.id`;
  const rows = await sql<LockRow[]>`
    ${select(sql)} where l.id = any(array(
      select l.id from lock l where ${matching(sql, domainId, filter)} and l.id > ${after}
      order by ${order} offset ${offset} limit ${limit}))
    order by ${order}`;
  return rows.map(toView);
}

export async function countLocks(
  sql: Db,
  domainId: number,
  filter: Pick<LockFilter, 'organizationId' | 'search'>,
  cap: number,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from lock l where ${matching(sql, domainId, filter)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

/** The row, held until the transaction ends. */
export async function lockLock(sql: Tx, domainId: number, id: number): Promise<LockView | undefined> {
  await sql`select from lock where domain_id = ${domainId} and id = ${id} for no key update`;
  return await findLock(sql, domainId, id);
}

/** A lock as the rule of access sees a device: it is in no folder and has no preset. */
export const factsOfLock = (lock: LockView): CameraFacts => ({
  id: lock.id,
  name: '',
  domainId: lock.domainId,
  organizationId: lock.organizationId,
  organizationOwnerId: lock.organizationOwnerId,
  presetId: 0,
  folderPath: [],
  archiveDays: null,
  archiveSetBy: 'preset',
  blocks: lock.blocks,
  organizationBlocks: lock.organizationBlocks,
  restrictLive: false,
  restrictArchive: false,
});
