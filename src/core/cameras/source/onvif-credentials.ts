import type { Db } from '../../../db/sql.ts';
import type { Core } from '../../core.ts';
import { checkText } from '../../fields.ts';
import type { Write } from '../../write.ts';
import { onvifCredentialsLabel } from '../seal-labels.ts';

/** By which a camera answers ONVIF, told before anybody knows its address. */
export interface OnvifCredentials {
  readonly login: string;
  readonly password: string;
}

export function checkOnvifCredentials({ login, password }: OnvifCredentials): void {
  checkText('onvifLogin', login, 255, 1);
  checkText('onvifPassword', password, 255);
}

/**
 * Keeps them sealed beside the camera's connection, within the write or the ambient transaction that made the camera. A
 * camera that can be asked is asked about motion.
 */
export async function storeOnvifCredentials(
  { sql, core }: Pick<Write, 'sql' | 'core'>,
  cameraId: number,
  { login, password }: OnvifCredentials,
): Promise<void> {
  const sealed = core.sealer.seal(onvifCredentialsLabel(cameraId), JSON.stringify({ login, password }));
  await sql`
    insert into camera_connection (camera_id, onvif_credentials_sealed, motion_notices, motion_source)
    values (${cameraId}, ${sealed}, true, 'onvif')
    on conflict (camera_id) do update set onvif_credentials_sealed = excluded.onvif_credentials_sealed,
      motion_notices = true, motion_source = 'onvif'`;
}

/** Undefined: none were told apart from the camera's addresses. Throws when another secret key sealed them. */
export async function onvifCredentialsOf(
  { sealer }: Core,
  sql: Db,
  cameraId: number,
): Promise<OnvifCredentials | undefined> {
  const [row] = await sql<{ sealed: Uint8Array | null }[]>`
    select onvif_credentials_sealed as sealed from camera_connection where camera_id = ${cameraId}`;
  if (!row?.sealed) return undefined;
  return JSON.parse(sealer.open(onvifCredentialsLabel(cameraId), row.sealed)) as OnvifCredentials;
}
