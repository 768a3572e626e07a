import { may } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import { invalid } from '../../errors.ts';
import { COUNT_CAP } from '../../page.ts';
import { type CameraState, STATUS_LIFE_MS } from '../state.ts';
import { type CameraQuery, countCameras, matches } from './list.ts';
import { cameraFilter } from './visible.ts';

/** Decimal degrees; west is greater than east across the 180th meridian. */
export interface MapBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** A camera as a point. */
export interface CameraPoint {
  readonly id: number;
  readonly title: string;
  readonly state: CameraState;
  readonly organizationTitle: string;
  /** From the top down. */
  readonly locationTitles: readonly string[];
  readonly latitude: number;
  readonly longitude: number;
  /** False: the coordinates are those of its location. */
  readonly own: boolean;
}

export interface CameraPoints {
  readonly points: readonly CameraPoint[];
  /** There are more within the box. */
  readonly truncated: boolean;
  /** That match and have no coordinates, up to the cap of counts. */
  readonly unplaced: number;
}

type MapQuery = Omit<CameraQuery, 'limit' | 'after' | 'offset' | 'sort'>;

const MOST = 5000;
const WORLD: MapBox = { west: -180, south: -90, east: 180, north: 90 };

/** The cameras of a list that the actor sees within a box, by their own coordinates, else by those of their location. */
export async function camerasOnMap(
  core: Core,
  actor: Actor,
  query: MapQuery,
  box: MapBox = WORLD,
): Promise<CameraPoints> {
  if (box.south > box.north) throw invalid('south', 'map_box_malformed');
  const sql = listReader(core);
  const mayReadLocations = may(actor, 'locations.read');
  const filter = await cameraFilter(core, actor, { ...query, limit: MOST });
  const across = box.west > box.east;
  const within = (table: 'c' | 'l') => {
    const [latitude, longitude] = [sql(`${table}.latitude`), sql(`${table}.longitude`)];
    const between = sql`(${longitude} between ${box.west} and ${box.east})`;
    const outside = sql`(${longitude} >= ${box.west} or ${longitude} <= ${box.east})`;
    return sql`${latitude} between ${box.south} and ${box.north} and ${longitude} between -180 and 180 and ${across ? outside : between}`;
  };
  const points = await sql<CameraPoint[]>`
    with placed as materialized (
      (select c.id, c.latitude, c.longitude, true as own from camera c
        where c.latitude is not null and ${within('c')} and ${matches(sql, filter)} limit ${MOST + 1})
      union all
      (select c.id, l.latitude, l.longitude, false as own from location l join camera c on c.location_id = l.id
        where l.domain_id = ${actor.domainId} and ${within('l')} and c.latitude is null and ${matches(sql, filter)} limit ${MOST + 1})
      limit ${MOST + 1})
    select p.*, coalesce(nullif(c.title, ''), c.name) as title, o.title as organization_title,
      array(select n.title from location n where ${mayReadLocations} and n.id = any(l.path) order by cardinality(n.path)) as location_titles,
      case
        when exists (select from block b where b.effect = 'service' and ((b.subject_kind = 'device' and b.subject_id = c.id)
          or (b.subject_kind = 'organization' and b.subject_id = c.organization_id))) then 'blocked'
        when c.stream_url = '' then 'no_source'
        when s.alive and s.updated_at > now() - make_interval(secs => ${STATUS_LIFE_MS / 1000}) then 'live'
        when c.on_demand then 'on_demand'
        when s.error is not null then 'offline'
        else 'starting'
      end as state
    from placed p join camera c on c.id = p.id join organization o on o.id = c.organization_id
    left join location l on l.id = c.location_id left join stream_state s on s.camera_id = c.id
    order by p.id`;
  const unplaced = query.unplaced === false ? 0 : await countCameras(sql, { ...filter, unplaced: true }, COUNT_CAP);
  return { points: points.slice(0, MOST), truncated: points.length > MOST, unplaced };
}
