import type { Db, Fragment } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { afterEvent, COUNT_CAP, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { type DeletedCamera, KEPT_DAYS } from './deleted-camera.ts';

export interface DeletedCameraFilter {
  /** Anywhere in the name, the title, the external id, the organization's title or who deleted it. */
  readonly search?: string | undefined;
  readonly organizationId?: number | undefined;
  readonly dialect?: string | undefined;
  readonly intercom?: boolean | undefined;
}

/** The bin, the camera that was deleted last first. */
export async function deletedCameraPage(
  core: Core,
  actor: Actor,
  query: DeletedCameraFilter & PageRequest,
): Promise<Page<DeletedCamera>> {
  requireMay(actor, 'deleted-cameras.read');
  const sql = listReader(core);
  const rows = await sql<(DeletedCamera & { readonly id: number })[]>`
    ${selectDeleted(sql, core.clock())} where ${matching(sql, actor, core.clock(), query)}
      and d.id < coalesce(${afterEvent(query.after) ?? null}::bigint, 9223372036854775807)
    order by d.id desc limit ${query.limit + 1}`;
  return toPage(rows, query.limit, ({ id }) => id);
}

export async function deletedCameraCount(core: Core, actor: Actor, query: DeletedCameraFilter): Promise<number> {
  requireMay(actor, 'deleted-cameras.read');
  const sql = listReader(core);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from deleted_camera d where ${matching(sql, actor, core.clock(), query)} limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

/** Titles of those of these that are in the actor's bin, by the ids of the cameras. */
export async function deletedTitles(
  core: Core,
  actor: Actor,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  requireMay(actor, 'deleted-cameras.read');
  const rows = await listReader(core)<{ cameraId: number; title: string; name: string }[]>`
    select camera_id, title, name from deleted_camera
    where domain_id = ${actor.domainId} and camera_id = any(${[...ids]}::int[])`;
  return new Map(rows.map(({ cameraId, title, name }) => [cameraId, title || name]));
}

/** `select ... from deleted_camera d` as they are shown at `now`. */
export const selectDeleted = (sql: Db, now: Date): Fragment => sql`
  select d.id, d.camera_id, d.name, d.title, d.external_id, d.organization_id, d.organization_title,
    not exists (select from organization o where o.id = d.organization_id) as organization_gone,
    d.location_titles, d.intercom, d.archive_bytes,
    case when d.archive_until > ${now} then d.archive_until end as archive_until, d.deleted_at, d.deleted_by, d.dialect
  from deleted_camera d`;

/** Those whose 30 days are over are gone, whether or not they were removed already. */
export const inBin = (sql: Db, now: Date): Fragment =>
  sql`d.deleted_at > ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})`;

function matching(
  sql: Db,
  actor: Actor,
  now: Date,
  { search = '', organizationId, dialect, intercom }: DeletedCameraFilter,
): Fragment {
  const like = `%${likeText(search.trim())}%`;
  return sql`d.domain_id = ${actor.domainId} and ${inBin(sql, now)}
    ${search.trim() === '' ? sql`` : sql`and lower(concat_ws(' ', d.name, d.title, d.external_id, d.organization_title, d.deleted_by)) like ${like}`}
    ${organizationId === undefined ? sql`` : sql`and d.organization_id = ${organizationId}`}
    ${dialect === undefined ? sql`` : sql`and d.dialect = ${dialect}`}
    ${intercom === undefined ? sql`` : sql`and d.intercom = ${intercom}`}`;
}
