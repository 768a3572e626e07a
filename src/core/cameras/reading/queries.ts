import { columnOf } from '../../../db/column.ts';
import type { Db, Tx } from '../../../db/sql.ts';
import { blocksAsJson, fromStored, type StoredBlock } from '../../blocks/queries.ts';
import { splitUrl } from '../../secrets/mask.ts';
import type { Sealer } from '../../secrets/sealer.ts';
import {
  type CameraKey,
  type CameraView,
  type LastChange,
  PLAIN_FIELDS,
  type StreamStatus,
  URL_FIELDS,
  type UrlField,
} from '../camera.ts';
import type { CameraColumns } from '../columns.ts';
import { archiveDepth } from '../recording/archive-depth.ts';
import { agentKeyLabel, agentPinLabel, urlLabel } from '../seal-labels.ts';
import { isSilent } from '../source/options.ts';

type Dated<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] };

interface CameraRow
  extends Omit<
    CameraView,
    | 'shown'
    | 'own'
    | 'agent'
    | 'blocks'
    | 'organizationBlocks'
    | 'status'
    | 'lastChange'
    | 'preset'
    | 'thumbnailDays'
    | 'archiveSetBy'
  > {
  readonly organizationArchiveSeconds: number | null;
  readonly thumbnailDays: number | null;
  readonly streamUrlSealed: Uint8Array | null;
  readonly substreamUrlSealed: Uint8Array | null;
  readonly thumbnailsUrlSealed: Uint8Array | null;
  readonly onvifUrlSealed: Uint8Array | null;
  readonly preset: CameraView['preset'] & {
    lockDays: number | null;
    visionEnabled: boolean | null;
    visionAlg: string | null;
    visionGpu: number | null;
    visionAreas: string | null;
  };
  readonly agent: {
    serial: string | null;
    id: string | null;
    key: string | null;
    model: string | null;
    pin: string | null;
  } | null;
  readonly blocks: StoredBlock[];
  readonly organizationBlocks: StoredBlock[];
  readonly status: Dated<StreamStatus> | null;
  readonly lastChange: Dated<LastChange> | null;
}

/** Of the fields that a camera is given; their names are our own. */
const OWN_COLUMNS = [...PLAIN_FIELDS, ...URL_FIELDS, ...URL_FIELDS.map((field) => `${field}Sealed`)]
  .map((field) => `c.${columnOf(field)}`)
  .join(', ');

/** `select ... from camera c ...` with everything a view shows; `viewerId` for marks, 0: none. */
export const selectCameras = (sql: Db, viewerId: number) => sql`
  select c.id, c.uuid, c.domain_id, c.name, ${sql.unsafe(OWN_COLUMNS)}, c.record_schedule, c.created_at,
    case when c.location_id is not null then array(select n.title from location l join location n on n.id = any(l.path) where l.id = c.location_id order by cardinality(n.path)) end as location_titles,
    o.title as organization_title, o.owner_id as organization_owner_id, o.archive_seconds as organization_archive_seconds, o.networks::text[] as organization_networks,
    f.title as folder_title, f.path as folder_path,
    jsonb_build_object('id', p.id, 'title', p.title, 'domainId', p.domain_id, 'isDefault', p.is_default, 'deleted', p.deleted_at is not null,
      'adjustable', p.adjustable, 'archiveDays', p.archive_days, 'archiveGb', p.archive_gb, 'lockDays', p.lock_days, 'thumbnailDays', p.thumbnail_days,
      'visionEnabled', p.vision_enabled, 'visionAlg', p.vision_alg, 'visionGpu', p.vision_gpu, 'visionAreas', p.vision_areas, 'visionParams', p.vision_params) as preset,
    case when a.camera_id is not null then jsonb_build_object('serial', a.serial, 'id', a.agent_id, 'key', encode(a.key_sealed, 'base64'), 'model', a.model, 'pin', encode(a.pin_sealed, 'base64')) end as agent,
    ${blocksAsJson(sql, 'device', 'c.id')} as blocks, ${blocksAsJson(sql, 'organization', 'c.organization_id')} as organization_blocks,
    case when s.camera_id is not null then jsonb_build_object('alive', s.alive, 'aliveSince', s.alive_since, 'downSince', s.down_since, 'bitrate', s.bitrate, 'error', s.error, 'recordingError', s.recording_error,
      'videoCodec', s.video_codec, 'audioCodec', s.audio_codec, 'width', s.width, 'height', s.height, 'archiveBytes', s.archive_bytes,
      'archiveFrom', s.archive_from, 'archiveTo', s.archive_to, 'updatedAt', s.updated_at) end as status,
    coalesce(n.restrict_live, false) as restrict_live, coalesce(n.restrict_archive, false) as restrict_archive,
    coalesce(m.favorite, false) as favorite, coalesce(m.motion_alarm, false) as motion_alarm,
    (select jsonb_build_object('id', l.id, 'at', l.at, 'actorKind', l.actor_kind, 'actor', l.actor, 'action', l.action, 'changes', l.changes, 'address', l.address, 'userAgent', l.user_agent)
     from audit_change l where l.object_kind = 'camera' and l.object_id = c.id order by l.id desc limit 1) as last_change
  from camera c
  join organization o on o.id = c.organization_id
  join folder f on f.id = c.folder_id
  join preset p on p.id = c.preset_id
  left join camera_agent a on a.camera_id = c.id
  left join stream_state s on s.camera_id = c.id
  left join panel n on n.camera_id = c.id
  left join camera_mark m on m.camera_id = c.id and m.user_id = ${viewerId}`;

export async function findCamera(
  sql: Db,
  sealer: Sealer,
  domainId: number,
  key: CameraKey,
  viewerId = 0,
): Promise<CameraView | undefined> {
  const where = 'id' in key ? sql`c.id = ${key.id}` : sql`c.name = ${key.name}`;
  const [row] = await sql<CameraRow[]>`${selectCameras(sql, viewerId)} where c.domain_id = ${domainId} and ${where}`;
  return row && toView(row, sealer);
}

export interface LockedCamera {
  readonly view: CameraView;
  /** The view once these columns are written; `change` undefined: its last one stays. */
  after(stored: CameraColumns, change: LastChange | undefined): CameraView;
}

/** Finds the camera of a key; the same object for its id and for its name. */
export interface LockedCameras {
  get(key: CameraKey): LockedCamera | undefined;
}

/** Locks and reads those of these cameras that nobody else is changing: it waits for none. */
export async function lockFree(
  sql: Tx,
  sealer: Sealer,
  domainId: number,
  keys: readonly CameraKey[],
  viewerId: number,
): Promise<LockedCameras> {
  const ids = keys.flatMap((key) => ('id' in key ? key.id : []));
  const names = keys.flatMap((key) => ('name' in key ? key.name : []));
  const byId = sql`c.id = any(${ids}::int[])`;
  const byName = sql`c.name = any(${names}::text[])`;
  const wanted = ids.length === 0 ? byName : names.length === 0 ? byId : sql`(${byId} or ${byName})`;
  const rows = await sql<CameraRow[]>`
    ${selectCameras(sql, viewerId)} where c.domain_id = ${domainId} and ${wanted} for no key update of c skip locked`;
  const cameras = rows.map(
    (row): LockedCamera => ({
      view: toView(row, sealer),
      after: (stored, change) => {
        const view = toView({ ...row, ...stored } as CameraRow, sealer);
        return change ? { ...view, lastChange: change } : view;
      },
    }),
  );
  const found = new Map<number | string, LockedCamera>(
    cameras.flatMap((camera) => [[camera.view.id, camera] as const, [camera.view.name, camera] as const]),
  );
  return { get: (key) => found.get('id' in key ? key.id : key.name) };
}

/** The views of these ids, in their order. */
export async function camerasByIds(
  sql: Db,
  sealer: Sealer,
  ids: readonly number[],
  viewerId: number,
): Promise<readonly CameraView[]> {
  if (ids.length === 0) return [];
  const rows = await sql<CameraRow[]>`${selectCameras(sql, viewerId)} where c.id = any(${[...ids]}::int[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toView(row, sealer)] : [];
  });
}

function toView(row: CameraRow, sealer: Sealer): CameraView {
  const {
    streamUrlSealed,
    substreamUrlSealed,
    thumbnailsUrlSealed,
    onvifUrlSealed,
    preset,
    organizationArchiveSeconds,
    ...rest
  } = row;
  const shown = Object.fromEntries(URL_FIELDS.map((field) => [field, shownOf(row[field])])) as Record<UrlField, string>;
  const open = (label: string, stored: string | null | undefined): string | null =>
    stored ? sealer.open(label, Buffer.from(stored, 'base64')) : null;
  const key = open(agentKeyLabel(row.id), row.agent?.key);
  const pin = open(agentPinLabel(row.id), row.agent?.pin);
  return {
    ...rest,
    ...wholeUrls(row, sealer),
    videoOnly: row.videoOnly || isSilent(row.streamUrl),
    shown,
    own: {
      archiveDays: row.archiveDays,
      archiveGb: row.archiveGb,
      lockDays: row.lockDays,
      thumbnailDays: row.thumbnailDays,
      visionEnabled: row.visionEnabled,
      visionAlg: row.visionAlg,
      visionGpu: row.visionGpu,
      visionAreas: row.visionAreas,
    },
    ...archiveDepth(row.archiveDays, organizationArchiveSeconds, preset.archiveDays),
    archiveGb: row.archiveGb ?? preset.archiveGb,
    lockDays: row.lockDays ?? preset.lockDays,
    thumbnailDays: row.thumbnailDays ?? preset.thumbnailDays,
    visionEnabled: row.visionEnabled ?? preset.visionEnabled,
    visionAlg: row.visionAlg ?? preset.visionAlg,
    visionGpu: row.visionGpu ?? preset.visionGpu,
    visionAreas: row.visionAreas ?? preset.visionAreas,
    preset,
    agent: row.agent && { ...row.agent, key, pin },
    blocks: fromStored(row.blocks),
    organizationBlocks: fromStored(row.organizationBlocks),
    status: row.status && {
      ...row.status,
      aliveSince: date(row.status.aliveSince),
      downSince: date(row.status.downSince),
      archiveFrom: date(row.status.archiveFrom),
      archiveTo: date(row.status.archiveTo),
      updatedAt: new Date(row.status.updatedAt),
    },
    lastChange: row.lastChange && { ...row.lastChange, at: new Date(row.lastChange.at) },
  };
}

function wholeUrls(row: CameraRow, sealer: Sealer): Record<UrlField, string> {
  const sealed = {
    streamUrl: row.streamUrlSealed,
    substreamUrl: row.substreamUrlSealed,
    thumbnailsUrl: row.thumbnailsUrlSealed,
    onvifUrl: row.onvifUrlSealed,
  };
  const urls = URL_FIELDS.map((field) => {
    const value = sealed[field];
    return [field, value === null ? row[field] : sealer.open(urlLabel(field, row.id), value)] as const;
  });
  return Object.fromEntries(urls) as Record<UrlField, string>;
}

/** CameraRow without credentials; one that was taken before torn passwords were refused may hold them still. */
const shownOf = (url: string): string => (url.includes('@') ? splitUrl(url).shown : url);

const date = (text: string | null): Date | null => (text === null ? null : new Date(text));
