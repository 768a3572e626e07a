import type { Db } from '../../db/sql.ts';
import type { Sealer } from '../secrets/sealer.ts';
import type { DoorView } from './door.ts';

const select = (sql: Db) => sql`
  select d.id, d.lock_id, d.camera_id, d.entrance, d.icon, d.name, d.command, d.method, d.command_sealed is not null as has_credentials,
    l.title as lock_title, l.postal_address, l.organization_id, o.title as organization_title, o.networks::text[] as organization_networks,
    c.name as camera_name, c.title as camera_title
  from door d join lock l on l.id = d.lock_id join organization o on o.id = l.organization_id left join camera c on c.id = d.camera_id`;

export async function findDoor(sql: Db, domainId: number, id: number): Promise<DoorView | undefined> {
  const [row] = await sql<DoorView[]>`${select(sql)} where d.domain_id = ${domainId} and d.id = ${id}`;
  return row;
}

/** By house and entrance, as people look for them. */
export async function doorsOfLocks(
  sql: Db,
  domainId: number,
  lockIds: readonly number[],
): Promise<readonly DoorView[]> {
  return await sql<DoorView[]>`
    ${select(sql)} where d.domain_id = ${domainId} and d.lock_id = any(${[...lockIds]}::int[])
    order by l.postal_address, d.entrance nulls last, d.name, d.id`;
}

export interface DoorFilter {
  /** Whose the lock is. */
  readonly organizationId?: number | undefined;
  readonly lockId?: number | undefined;
  readonly cameraId?: number | undefined;
  /** As a LIKE pattern, in small letters; empty: all. */
  readonly search: string;
}

const matching = (sql: Db, domainId: number, { organizationId, lockId, cameraId, search }: DoorFilter) => sql`
  d.domain_id = ${domainId}
  ${organizationId === undefined ? sql`` : sql`and l.organization_id = ${organizationId}`}
  ${lockId === undefined ? sql`` : sql`and d.lock_id = ${lockId}`}
  ${cameraId === undefined ? sql`` : sql`and d.camera_id = ${cameraId}`}
  ${search === '' ? sql`` : sql`and lower(d.name || ' ' || l.title || ' ' || l.postal_address) like ${`%${search}%`}`}`;

/** By id, or exact name before prefix before substring when searching. */
export async function listDoors(
  sql: Db,
  domainId: number,
  filter: DoorFilter & { readonly after: number; readonly offset: number; readonly limit: number },
): Promise<readonly DoorView[]> {
  const { search, after, offset, limit } = filter;
  return await sql<DoorView[]>`
    ${select(sql)} where ${matching(sql, domainId, filter)} and d.id > ${after}
    order by ${search === '' ? sql`` : sql`(lower(d.name) like ${search}) desc, (lower(d.name) like ${`${search}%`}) desc,`} d.id
    offset ${offset} limit ${limit}`;
}

export async function countDoors(sql: Db, domainId: number, filter: DoorFilter, cap: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from door d join lock l on l.id = d.lock_id where ${matching(sql, domainId, filter)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

export const commandLabel = (doorId: number): string => `door.command:${doorId}`;

/** The whole commands, credentials in them, by door. */
export async function wholeCommands(
  sql: Db,
  sealer: Sealer,
  domainId: number,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await sql<{ id: number; command: string; commandSealed: Uint8Array | null }[]>`
    select id, command, command_sealed from door where domain_id = ${domainId} and id = any(${[...ids]}::int[])`;
  return new Map(
    rows.map(({ id, command, commandSealed }) => [
      id,
      commandSealed === null ? command : sealer.open(commandLabel(id), commandSealed),
    ]),
  );
}
