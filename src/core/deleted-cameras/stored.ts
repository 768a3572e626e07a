import type { Db } from '../../db/sql.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { type DeletedCamera, rowsLabel } from './deleted-camera.ts';
import type { KeptRows } from './kept-rows.ts';
import { inBin, selectDeleted } from './list.ts';

/** Columns of a deleted camera's own row that somebody looks at before it is back. */
export interface CameraRow extends Readonly<Record<string, unknown>> {
  readonly name: string;
  readonly title: string;
  readonly external_id: string | null;
  readonly organization_id: number;
  readonly folder_id: number;
  readonly preset_id: number;
  readonly site_id: number | null;
  readonly location_id: number | null;
  readonly streamer_id: number | null;
  readonly uuid: string;
  /** Without credentials, as all four. */
  readonly stream_url: string;
  readonly substream_url: string;
  readonly thumbnails_url: string;
  readonly onvif_url: string;
}

export interface StoredCamera extends DeletedCamera {
  /** Of this deletion: another one of the same camera has another. */
  readonly id: number;
  readonly rows: KeptRows & { readonly camera: CameraRow };
}

/** One of the bin with its rows. Throws when another secret key sealed them. */
export async function findDeleted(core: Core, sql: Db, domainId: number, cameraId: number): Promise<StoredCamera> {
  const now = core.clock();
  const [found] = await sql<(DeletedCamera & { readonly id: number; readonly rowsSealed: Uint8Array })[]>`
    select * from (${selectDeleted(sql, now)} where d.domain_id = ${domainId} and d.camera_id = ${cameraId} and ${inBin(sql, now)}) as f
    join (select id, rows_sealed from deleted_camera) as s using (id)`;
  if (!found) throw refuse('deleted_camera_not_found', { id: cameraId });
  const { rowsSealed, ...shown } = found;
  return { ...shown, rows: opened(core, cameraId, rowsSealed) };
}

function opened(core: Core, cameraId: number, sealed: Uint8Array): StoredCamera['rows'] {
  let text: string;
  try {
    text = core.sealer.open(rowsLabel(cameraId), sealed);
  } catch (cause) {
    core.log.error({ cause, cameraId }, 'a deleted camera cannot be opened: another SECRET_KEY sealed it');
    throw refuse('deleted_camera_unreadable', { id: cameraId });
  }
  return JSON.parse(text) as StoredCamera['rows'];
}
