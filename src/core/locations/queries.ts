import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import type { Inside, Location, LocationView } from './location.ts';

/** `select ... from location l ...` of locations as they are shown. */
export const selectLocations = (sql: Db): Fragment => sql`
  select l.id, l.domain_id, l.parent_id, l.path, l.title, l.latitude, l.longitude, l.created_at,
    (select k.code from location_code k where k.location_id = l.id and k.own) as code,
    array(select k.code from location_code k where k.location_id = l.id and not k.own order by k.code) as other_codes,
    array(select n.title from location n where n.id = any(l.path) order by cardinality(n.path)) as titles,
    (select count(*)::int from location c where c.parent_id = l.id) as child_count,
    (select count(*)::int from camera c where c.location_id in (select b.id from location b where b.path @> array[l.id])) as camera_count
  from location l`;

export async function findLocation(sql: Db, domainId: number, id: number): Promise<LocationView> {
  const [found] = await sql<LocationView[]>`
    ${selectLocations(sql)} where l.domain_id = ${domainId} and l.id = ${id}`;
  if (!found) throw refuse('location_not_found', { id });
  return found;
}

/**
 * Held to the end by whoever changes the shape of a domain's tree: two moves would else make a circle, and a parent that
 * is merged away would get children. Taken before any camera is locked.
 */
export async function lockTree(sql: Tx, domainId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('locations', ${domainId}))`;
}

/** Locked also against cameras that are about to be put there. */
export async function lockLocation(sql: Tx, domainId: number, id: number): Promise<Location> {
  await sql`select from location where id = ${id} and domain_id = ${domainId} for update`;
  const [found] = await sql<Location[]>`
    select l.id, l.domain_id, l.parent_id, l.path, l.title, l.latitude, l.longitude, k.code
    from location l left join location_code k on k.location_id = l.id and k.own
    where l.id = ${id} and l.domain_id = ${domainId}`;
  if (!found) throw refuse('location_not_found', { id });
  return found;
}

/** Of a location that is locked: a count that was taken before is of another time. */
export async function insideOf(sql: Tx, id: number): Promise<Inside> {
  const [inside] = await sql<Inside[]>`
    select (select count(*)::int from location c where c.parent_id = ${id}) as locations,
      (select count(*)::int from camera c where c.location_id = ${id}) as cameras`;
  return inside ?? { locations: 0, cameras: 0 };
}

/** How many levels of locations are below this one; 0: none. */
export async function levelsBelow(sql: Tx, { id, path }: Location): Promise<number> {
  const [row] = await sql<{ deepest: number | null }[]>`
    select max(cardinality(l.path)) as deepest from location l where l.path @> array[${id}::int]`;
  return (row?.deepest ?? path.length) - path.length;
}

/** The one of that title below a parent, whatever its case; null: at the top. */
export async function brotherOf(
  sql: Tx,
  domainId: number,
  parentId: number | null,
  title: string,
): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    select id from location
    where domain_id = ${domainId} and coalesce(parent_id, 0) = ${parentId ?? 0} and lower(title) = lower(${title})`;
  return row?.id;
}

export async function insertLocation(
  tx: Write,
  parent: Pick<Location, 'id' | 'path'> | null,
  fields: Pick<Location, 'title' | 'latitude' | 'longitude'>,
): Promise<Location> {
  const { domainId } = tx.actor;
  const { title, latitude, longitude } = fields;
  const [row] = await tx.sql<{ id: number; path: number[] }[]>`
    with made as (select nextval(pg_get_serial_sequence('location', 'id'))::int as id)
    insert into location (id, domain_id, parent_id, path, title, latitude, longitude)
    select made.id, ${domainId}, ${parent?.id ?? null}, ${[...(parent?.path ?? [])]}::int[] || made.id, ${title}, ${latitude}, ${longitude} from made
    returning id, path`;
  if (!row) throw new Error('A location was not made');
  return { id: row.id, domainId, parentId: parent?.id ?? null, path: row.path, title, latitude, longitude, code: null };
}

/** Puts a location and all below it under another parent; null: to the top. */
export async function moveSubtree(sql: Tx, { id, path }: Location, parent: Pick<Location, 'id' | 'path'> | null) {
  await sql`
    update location set path = ${[...(parent?.path ?? [])]}::int[] || path[${path.length}:] where path @> array[${id}::int]`;
  await sql`update location set parent_id = ${parent?.id ?? null} where id = ${id}`;
}
