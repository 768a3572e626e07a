import type { Tx } from '../../db/sql.ts';
import { invalid } from '../errors.ts';
import { requireNoLocations } from '../locations/location.ts';
import type { Organization } from '../organizations/organization.ts';
import type { CameraFields } from './camera.ts';

export interface PresetRef {
  readonly id: number;
  readonly title: string;
  readonly archiveDays: number | null;
  readonly archiveGb: number | null;
  readonly adjustable: boolean;
  readonly isDefault: boolean;
  readonly deleted: boolean;
  /** Organizations it is linked to. */
  readonly organizations: readonly number[];
  /** Linked to one by hand: administrators give it nowhere else. */
  readonly bound: boolean;
}

export interface FolderRef {
  readonly id: number;
  readonly organizationId: number;
  readonly isRoot: boolean;
}

/** A location that a camera is to stand at. */
export interface LocationRef {
  readonly id: number;
  readonly title: string;
  /** Directly below it. */
  readonly locations: number;
}

interface ParentOrganization extends Organization {
  /** Only where a limit asks for it, else 0. */
  readonly cameraCount: number;
}

/** The parents that a batch of cameras names, read and locked once. */
export interface Parents {
  readonly organizations: ReadonlyMap<number, ParentOrganization>;
  /** By id: what stands below each, which keeps cameras off it. */
  readonly locations: ReadonlyMap<number, LocationRef>;
  /** Organizations by site. */
  readonly siteOf: ReadonlyMap<number, number>;
  readonly folders: ReadonlyMap<number, FolderRef>;
  readonly rootOf: ReadonlyMap<number, number>;
  readonly presets: ReadonlyMap<number, PresetRef>;
  /** 0 where every camera has another place. */
  readonly defaultOrganizationId: number;
  readonly defaultPresetId: number;
}

export interface Placement {
  readonly organizationId: number;
  readonly folderId: number;
  readonly presetId: number;
  /** Undefined: as it is. */
  readonly siteId?: number | null;
  /** Undefined: as it is. */
  readonly locationId?: number | null;
}

/** What shall be written of a camera, and where it stands now; nowhere yet: a new one. */
interface Placing {
  readonly fields: CameraFields;
  readonly before?: Placement | undefined;
}

/**
 * Reads what the fields name, and the defaults. Organizations are locked (their limits are counted under that lock),
 * folders and presets against deletion, always in the order of their ids, and always before any camera is: who holds a
 * camera and then asks for its organization meets the one who deletes the organization with its cameras.
 */
export async function loadParents(sql: Tx, domainId: number, placings: readonly Placing[]): Promise<Parents> {
  const named = (key: 'organizationId' | 'folderId' | 'presetId'): number[] => [
    ...new Set(placings.flatMap(({ fields, before }) => [fields[key] ?? [], before?.[key] ?? []].flat())),
  ];
  const folderIds = named('folderId');
  const homeless = placings.some(
    ({ fields, before }) => !before && fields.organizationId === undefined && fields.folderId === undefined,
  );
  const locked = await sql<Organization[]>`
    select o.* from organization o
    where o.domain_id = ${domainId} and (o.id = any(${named('organizationId')}::int[])
      or o.id in (select f.organization_id from folder f where f.id = any(${folderIds}::int[]))
      ${homeless ? sql`or o.is_default` : sql``})
    order by o.id for no key update of o`;
  const organizations = await counted(sql, locked);
  const organizationIds = organizations.map((o) => o.id);
  const folders = await sql<FolderRef[]>`
    select id, organization_id, parent_id is null as is_root from folder
    where organization_id = any(${organizationIds}::int[]) and (parent_id is null or id = any(${folderIds}::int[]))
    order by id for key share`;
  const presets = await sql<PresetRef[]>`
    select p.id, p.title, p.archive_days, p.archive_gb, p.adjustable, p.is_default, p.deleted_at is not null as deleted,
      array(select op.organization_id from organization_preset op where op.preset_id = p.id) as organizations,
      exists (select from organization_preset op where op.preset_id = p.id and not op.by_plan) as bound
    from preset p where p.domain_id = ${domainId} and (p.is_default or p.id = any(${named('presetId')}::int[]))
    order by p.id for key share of p`;
  const siteIds = [...new Set(placings.flatMap(({ fields }) => fields.siteId ?? []))];
  const sites =
    siteIds.length === 0
      ? []
      : await sql<{ id: number; organizationId: number }[]>`
    select id, organization_id from site where id = any(${siteIds}::int[]) order by id for key share`;
  const locations = await locationsOf(sql, domainId, placings);
  return {
    locations: new Map(locations.map((l) => [l.id, l])),
    organizations: new Map(organizations.map((o) => [o.id, o])),
    siteOf: new Map(sites.map((s) => [s.id, s.organizationId])),
    folders: new Map(folders.map((f) => [f.id, f])),
    rootOf: new Map(folders.filter((f) => f.isRoot).map((f) => [f.organizationId, f.id])),
    presets: new Map(presets.map((p) => [p.id, p])),
    defaultOrganizationId: organizations.find((o) => o.isDefault)?.id ?? 0,
    defaultPresetId: presets.find((p) => p.isDefault)?.id ?? 0,
  };
}

/** Locked against others below them, and counted by a statement after that one: rule of core/locations. */
async function locationsOf(sql: Tx, domainId: number, placings: readonly Placing[]): Promise<readonly LocationRef[]> {
  const ids = [...new Set(placings.flatMap(({ fields }) => fields.locationId ?? []))];
  if (ids.length === 0) return [];
  await sql`
    select from location where domain_id = ${domainId} and id = any(${ids}::int[]) order by id for key share`;
  return await sql<LocationRef[]>`
    select l.id, l.title, (select count(*)::int from location c where c.parent_id = l.id) as locations
    from location l where l.domain_id = ${domainId} and l.id = any(${ids}::int[])`;
}

/** Counted by a statement after the one that locks: that one still sees the table as it was before it waited. */
async function counted(sql: Tx, organizations: readonly Organization[]): Promise<readonly ParentOrganization[]> {
  const limited = organizations.filter((o) => o.cameraLimit !== null).map((o) => o.id);
  const counts =
    limited.length === 0
      ? []
      : await sql<{ organizationId: number; cameras: number }[]>`
    select organization_id, count(*)::int as cameras from camera where organization_id = any(${limited}::int[]) group by 1`;
  const byId = new Map(counts.map((row) => [row.organizationId, row.cameras]));
  return organizations.map((o) => ({ ...o, cameraCount: byId.get(o.id) ?? 0 }));
}

/**
 * The parents as somebody sees them who belongs to `organizationIds` alone: a foreign id gets the answer of an unknown
 * one. `kept` is where the camera stands now.
 */
export function narrowed(parents: Parents, organizationIds: readonly number[], kept: Placement | undefined): Parents {
  const known = (id: number): boolean => organizationIds.includes(id) || id === kept?.organizationId;
  const { organizations, folders, presets } = parents;
  return {
    ...parents,
    organizations: new Map([...organizations].filter(([id]) => known(id))),
    folders: new Map([...folders].filter(([, folder]) => known(folder.organizationId))),
    presets: new Map(
      [...presets].filter(([id, p]) => p.isDefault || id === kept?.presetId || p.organizations.some(known)),
    ),
  };
}

/** True when the camera is where the parents were locked for. */
export const stands = (camera: Placement, { organizations, folders, presets }: Parents): boolean =>
  organizations.has(camera.organizationId) && folders.has(camera.folderId) && presets.has(camera.presetId);

/** Where a camera stands after the change: never outside of a folder, never without a preset. */
export function place(
  fields: CameraFields,
  before: Placement | undefined,
  parents: Parents,
  privileged: boolean,
): Placement {
  const { organizationId, folderId } = homeOf(fields, before, parents);
  const moved = organizationId !== before?.organizationId;
  const presetId = fields.presetId ?? before?.presetId ?? parents.defaultPresetId;
  if (presetId !== before?.presetId || moved)
    checkPreset(presetId, before?.presetId, organizationId, parents, privileged);
  const siteId = fields.siteId === undefined && moved && before ? null : fields.siteId;
  if (typeof siteId === 'number' && parents.siteOf.get(siteId) !== organizationId)
    throw invalid('siteId', 'site_unknown', { id: siteId, organizationId });
  const { locationId } = fields;
  if (typeof locationId === 'number') checkPlaceAt(locationId, parents);
  return {
    ...{ organizationId, folderId, presetId },
    ...(siteId === undefined ? {} : { siteId }),
    ...(locationId === undefined ? {} : { locationId }),
  };
}

/** The organization and the folder: a camera that moves to another organization stands in its root at first. */
function homeOf(
  fields: CameraFields,
  before: Placement | undefined,
  parents: Parents,
): Pick<Placement, 'organizationId' | 'folderId'> {
  const folder = fields.folderId === undefined ? undefined : parents.folders.get(fields.folderId);
  if (fields.folderId !== undefined && !folder) throw invalid('folderId', 'folder_unknown', { id: fields.folderId });
  const organizationId =
    fields.organizationId ?? folder?.organizationId ?? before?.organizationId ?? parents.defaultOrganizationId;
  if (!parents.organizations.has(organizationId))
    throw invalid('organizationId', 'organization_unknown', { id: organizationId });
  if (folder && folder.organizationId !== organizationId)
    throw invalid('folderId', 'folder_elsewhere', { id: folder.id, organizationId });
  const stays = organizationId === before?.organizationId ? before.folderId : parents.rootOf.get(organizationId);
  const folderId = folder?.id ?? stays;
  if (folderId === undefined) throw new Error(`Organization ${organizationId} has no root folder`);
  return { organizationId, folderId };
}

function checkPlaceAt(id: number, { locations }: Parents): void {
  const location = locations.get(id);
  if (!location) throw invalid('locationId', 'location_unknown', { id });
  requireNoLocations(location, { locations: location.locations, cameras: 0 });
}

function checkPreset(
  id: number,
  kept: number | undefined,
  organizationId: number,
  parents: Parents,
  privileged: boolean,
): void {
  const preset = parents.presets.get(id);
  if (!preset || (preset.deleted && id !== kept)) throw invalid('presetId', 'preset_unknown', { id });
  if (preset.isDefault || preset.organizations.includes(organizationId)) return;
  if (privileged && (!preset.bound || id === kept)) return;
  throw invalid('presetId', 'preset_not_linked', { id, organizationId });
}
