import type { Db, Fragment } from '../../db/sql.ts';
import { afterId, afterRows, likeText } from '../page.ts';
import { STATUS_LIFE_MS } from './camera.ts';
import { holds, type Search } from './search.ts';
import type { CameraQuery } from './visible.ts';

export interface CameraFilter extends Omit<CameraQuery, 'search' | 'offset'> {
  readonly domainId: number;
  readonly search: Search;
  readonly offset: number;
  readonly visible: Fragment;
  readonly viewerId: number;
}

/** A search that matches more than this is ranked among these alone: nobody reads on, and sorting a million takes a second. */
const RANKED_AT_MOST = 5000;

/** Ids of one page in order. A list goes by its sort key and costs the same on page 1 and page 500; a search is ranked. */
export async function cameraIds(sql: Db, filter: CameraFilter): Promise<{ ids: number[]; next: string | null }> {
  if (filter.search.text !== '') return await searchIds(sql, filter);
  const byTitle = filter.sort === 'title' || filter.sort === '-title';
  const down = filter.sort?.startsWith('-') ?? false;
  const direction = down ? sql`desc` : sql`asc`;
  const after = readCursor(filter.after);
  const key = byTitle ? sql`(lower(c.title), c.id)` : sql`c.id`;
  const mark = byTitle ? sql`(${after?.title ?? ''}, ${after?.id ?? 0})` : sql`${after?.id ?? 0}`;
  const rows = await sql<{ id: number; title: string }[]>`
    select c.id, lower(c.title) as title from camera c
    where c.domain_id = ${filter.domainId} and ${conditions(sql, filter)} ${after ? sql`and ${key} ${down ? sql`<` : sql`>`} ${mark}` : sql``}
    order by ${byTitle ? sql`lower(c.title) ${direction},` : sql``} c.id ${direction}
    offset ${filter.offset} limit ${filter.limit + 1}`;
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return { ids: page.map((row) => row.id), next: rows.length > filter.limit && last ? writeCursor(last) : null };
}

/** Exact before prefix before substring, of name, title and comment; the cursor counts rows. */
async function searchIds(sql: Db, filter: CameraFilter): Promise<{ ids: number[]; next: string | null }> {
  const { text } = filter.search;
  const search = likeText(text);
  const start = afterRows(filter);
  const rows = await sql<{ id: number }[]>`
    with found as materialized (
      (select c.id, c.name, c.title from camera c where c.domain_id = ${filter.domainId} and c.name = ${text} and ${conditions(sql, filter)})
      union
      (select c.id, c.name, c.title from camera c
       where c.domain_id = ${filter.domainId} ${holds(sql, filter.search)} and ${conditions(sql, filter)}
       limit ${RANKED_AT_MOST}))
    select id from found
    order by (lower(name) like ${search} or lower(title) like ${search}) desc, (lower(name) like ${`${search}%`} or lower(title) like ${`${search}%`}) desc, id
    offset ${start} limit ${filter.limit + 1}`;
  const ids = rows.slice(0, filter.limit).map((row) => row.id);
  return { ids, next: rows.length > filter.limit ? String(start + filter.limit) : null };
}

export async function countCameras(sql: Db, filter: CameraFilter, cap: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from camera c where c.domain_id = ${filter.domainId} and ${conditions(sql, filter)} ${holds(sql, filter.search)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

function conditions(sql: Db, filter: CameraFilter) {
  const { organizationId, folderId, presetId, favorite, withAgent, viewerId } = filter;
  return sql`
    ${filter.visible}
    ${organizationId === undefined ? sql`` : sql`and c.organization_id = ${organizationId}`}
    ${folderId === undefined ? sql`` : sql`and c.folder_id in (select f.id from folder f where f.path @> array[${folderId}]::int[])`}
    ${presetId === undefined ? sql`` : sql`and c.preset_id = ${presetId}`}
    ${favorite ? sql`and exists (select from camera_mark m where m.camera_id = c.id and m.user_id = ${viewerId} and m.favorite)` : sql``}
    ${withAgent ? sql`and exists (select from camera_agent a where a.camera_id = c.id)` : sql``}
    ${stateCondition(sql, filter.state)}`;
}

/** The set-based face of `stateOf`. */
export function stateCondition(sql: Db, state: CameraFilter['state']) {
  if (state === undefined) return sql``;
  // Two questions, not one with an "or": the planner can then ask each by index or by hash (1.3 s against 0.1 s in 1,000,000).
  const blocked = sql`(exists (select from block b where b.subject_kind = 'device' and b.subject_id = c.id and b.effect = 'service')
    or exists (select from block b where b.subject_kind = 'organization' and b.subject_id = c.organization_id and b.effect = 'service'))`;
  const status = (what: Fragment) => sql`exists (select from stream_state s where s.camera_id = c.id and ${what})`;
  const live = status(sql`s.alive and s.updated_at > now() - make_interval(secs => ${STATUS_LIFE_MS / 1000})`);
  const withSource = sql`(c.stream_url <> '')`;
  if (state === 'blocked') return sql`and ${blocked}`;
  if (state === 'no_source') return sql`and not ${blocked} and not ${withSource}`;
  if (state === 'live') return sql`and not ${blocked} and ${withSource} and ${live}`;
  const rest = sql`and not ${blocked} and ${withSource} and not ${live}`;
  if (state === 'on_demand') return sql`${rest} and c.on_demand`;
  const failed = status(sql`s.error is not null`);
  return state === 'offline'
    ? sql`${rest} and not c.on_demand and ${failed}`
    : sql`${rest} and not c.on_demand and not ${failed}`;
}

const writeCursor = (row: { id: number; title: string }): string =>
  Buffer.from(JSON.stringify([row.id, row.title])).toString('base64url');

function readCursor(text: string | undefined): { id: number; title: string } | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    const [id, title] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const ours = afterId(String(id)) === id && typeof title === 'string' && !title.includes('\u0000');
    return ours ? { id, title } : undefined;
  } catch {
    return undefined;
  }
}
