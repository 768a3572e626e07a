import type { Db, Fragment, Tx } from '../../db/sql.ts';
import { COUNT_CAP } from '../page.ts';
import type { Preset } from './preset.ts';

/** A link of a preset to an organization; the default preset needs none and has null ids. */
export interface PresetLink {
  readonly id: number | null;
  readonly organizationId: number | null;
  readonly preset: Preset;
}

const columns = (sql: Db) => sql`
  p.id, p.domain_id, p.title, p.is_default, p.adjustable, p.archive_days, p.archive_gb, p.lock_days, p.thumbnail_days,
  p.vision_enabled, p.vision_alg, p.vision_gpu, p.vision_areas, p.vision_params, p.deleted_at, p.created_at`;

/** How many cameras have each of these presets, up to `COUNT_CAP`: the default one may have all of them. */
export async function countPresetCameras(sql: Db, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ id: number; count: number }[]>`
    select p.id, (select count(*)::int from (select from camera c where c.preset_id = p.id limit ${COUNT_CAP}) as found) as count
    from unnest(${[...ids]}::int[]) as p (id)`;
  return new Map(rows.map(({ id, count }) => [id, count]));
}

export async function findPreset(sql: Db, domainId: number, id: number): Promise<Preset | undefined> {
  const [row] = await sql<Preset[]>`
    select ${columns(sql)} from preset p where p.domain_id = ${domainId} and p.id = ${id} and p.deleted_at is null`;
  return row;
}

export async function lockPreset(sql: Tx, domainId: number, id: number): Promise<Preset | undefined> {
  const [row] = await sql<Preset[]>`
    select * from preset where domain_id = ${domainId} and id = ${id} and deleted_at is null for update`;
  return row;
}

export interface PresetFilter {
  readonly search: string;
  /** Narrows it to what these may use. */
  readonly organizationIds: readonly number[] | undefined;
  /** Those as well that administrators give without a link. See `checkPreset`. */
  readonly unlinked: boolean;
}

/** By id. */
export async function listPresets(
  sql: Db,
  domainId: number,
  filter: PresetFilter & { readonly after: number; readonly offset: number; readonly limit: number },
): Promise<readonly Preset[]> {
  const { after, offset, limit } = filter;
  return await sql<Preset[]>`
    select ${columns(sql)} from preset p
    where ${condition(sql, domainId, filter)} and p.id > ${after}
    order by p.id offset ${offset} limit ${limit}`;
}

export async function countPresets(sql: Db, domainId: number, filter: PresetFilter): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from preset p where ${condition(sql, domainId, filter)}`;
  return row?.count ?? 0;
}

/** What administrators give to any camera: it is linked to nobody, or with plans alone. */
const unbound = (sql: Db) => sql`
  not exists (select from organization_preset op where op.preset_id = p.id and not op.by_plan)`;

const condition = (sql: Db, domainId: number, { search, organizationIds, unlinked }: PresetFilter) => sql`
  p.domain_id = ${domainId} and p.deleted_at is null
  ${search === '' ? sql`` : sql`and lower(p.title) like ${`%${search}%`}`}
  ${
    organizationIds
      ? sql`and (p.is_default
          or exists (select from organization_preset op where op.preset_id = p.id and op.organization_id = any(${[...organizationIds]}::int[]))
          ${unlinked ? sql`or ${unbound(sql)}` : sql``})`
      : sql``
  }`;

export interface PresetChoice {
  readonly id: number;
  readonly title: string;
  readonly archiveDays: number | null;
  /** How many of the cameras may have it. */
  readonly cameras: number;
}

/** The set-based face of `checkPreset`: those that at least one of the cameras may have. `visible` is about `c`. */
export async function presetChoices(
  sql: Db,
  domainId: number,
  cameraIds: readonly number[],
  visible: Fragment,
  privileged: boolean,
): Promise<readonly PresetChoice[]> {
  const linked = sql`exists (select from organization_preset op where op.preset_id = p.id and op.organization_id = g.organization_id)`;
  return await sql<PresetChoice[]>`
    select p.id, p.title, p.archive_days, sum(g.cameras)::int as cameras
    from (
      select c.organization_id, c.preset_id, count(*) as cameras from camera c
      where c.domain_id = ${domainId} and c.id = any(${[...cameraIds]}::int[]) and ${visible} group by 1, 2) g
    join preset p on p.domain_id = ${domainId} and p.deleted_at is null
      and (p.is_default or p.id = g.preset_id or ${linked} ${privileged ? sql`or ${unbound(sql)}` : sql``})
    group by p.id order by p.id`;
}

/** What an organization may use: its links and the default. */
export async function listPresetLinks(
  sql: Db,
  organizationId: number,
  domainId: number,
): Promise<readonly PresetLink[]> {
  const rows = await sql<(Preset & { linkId: number | null; linkOrganizationId: number | null })[]>`
    select ${columns(sql)}, op.id as link_id, op.organization_id as link_organization_id
    from preset p left join organization_preset op on op.preset_id = p.id and op.organization_id = ${organizationId}
    where p.domain_id = ${domainId} and p.deleted_at is null and (p.is_default or op.id is not null)
    order by p.id`;
  return rows.map(({ linkId, linkOrganizationId, ...preset }) => ({
    id: linkId,
    organizationId: linkOrganizationId,
    preset,
  }));
}
