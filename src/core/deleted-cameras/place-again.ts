import type { Tx } from '../../db/sql.ts';
import type { CameraFields } from '../cameras/camera.ts';
import type { Parents } from '../cameras/placement.ts';
import type { FieldRefusals, Said } from '../errors.ts';
import type { ParamsOf, Reason } from '../refusals/index.ts';
import type { CameraRow, StoredCamera } from './stored.ts';

/** Where a camera goes and what it is called when it is restored; absent: as it was. */
export interface RestoreChoice {
  readonly name?: string;
  readonly externalId?: string | null;
  readonly organizationId?: number;
  /** Null: the top of its organization. */
  readonly folderId?: number | null;
  readonly presetId?: number;
  readonly siteId?: number | null;
  readonly locationId?: number | null;
}

/** The fields that say where a restored camera stands. In another organization it is at the top, and at no site. */
export function placingOf(row: CameraRow, choice: RestoreChoice): CameraFields & { readonly organizationId: number } {
  const organizationId = choice.organizationId ?? row.organization_id;
  const stays = organizationId === row.organization_id;
  const folderId = choice.folderId === undefined && stays ? row.folder_id : choice.folderId;
  return {
    organizationId,
    ...(typeof folderId === 'number' ? { folderId } : {}),
    presetId: choice.presetId ?? row.preset_id,
    siteId: choice.siteId === undefined ? (stays ? row.site_id : null) : choice.siteId,
    locationId: choice.locationId === undefined ? row.location_id : choice.locationId,
  };
}

const said = <R extends Reason>(reason: R, params: ParamsOf<R>): Said => ({ reason, params });

/** What is not there any more of where it is to stand, by field. `parents`: what the placing names. */
export function missingOf(
  { organizationTitle, locationTitles }: Pick<StoredCamera, 'organizationTitle' | 'locationTitles'>,
  placing: CameraFields & { readonly organizationId: number },
  parents: Parents,
): FieldRefusals {
  const { organizationId, folderId, presetId, locationId } = placing;
  const fields: Record<string, Said> = {};
  if (!parents.organizations.has(organizationId))
    fields.organizationId = said('deleted_organization_gone', { title: organizationTitle });
  else if (folderId !== undefined && !parents.folders.has(folderId)) fields.folderId = said('deleted_folder_gone', {});
  const preset = presetId === undefined ? undefined : parents.presets.get(presetId);
  if (!preset || preset.deleted) fields.presetId = said('deleted_preset_gone', {});
  if (typeof locationId === 'number') {
    const location = parents.locations.get(locationId);
    const title = location?.title ?? locationTitles.at(-1) ?? '';
    if (!location) fields.locationId = said('deleted_location_gone', { title });
    else if (location.locations > 0) fields.locationId = said('deleted_location_divided', { title });
  }
  return fields;
}

/** What another camera took meanwhile, by field; with a name that is free. */
export async function takenOf(
  sql: Tx,
  domainId: number,
  { name, externalId }: { readonly name: string; readonly externalId: string | null },
): Promise<FieldRefusals> {
  const [row] = await sql<{ byName: number | null; byExternalId: number | null }[]>`
    select (select id from camera where domain_id = ${domainId} and name = ${name}) as by_name,
      (select min(id) from camera where domain_id = ${domainId} and external_id = ${externalId}::text) as by_external_id`;
  const fields: Record<string, Said> = {};
  if (typeof row?.byName === 'number') {
    const free = await freeName(sql, domainId, name);
    fields.name = said('deleted_name_taken', { id: row.byName, name, free });
  }
  if (typeof row?.byExternalId === 'number')
    fields.externalId = said('deleted_external_id_taken', { id: row.byExternalId, externalId: externalId ?? '' });
  return fields;
}

/** `yard-2` for `yard`, or the first after it that nobody has. */
async function freeName(sql: Tx, domainId: number, name: string): Promise<string> {
  const stem = name.slice(0, 190);
  const [row] = await sql<{ free: string }[]>`
    select ${stem}::text || '-' || n as free from generate_series(2, 1000) as n
    where not exists (select from camera c where c.domain_id = ${domainId} and c.name = ${stem}::text || '-' || n) order by n limit 1`;
  return row?.free ?? `${stem}-restored`;
}
