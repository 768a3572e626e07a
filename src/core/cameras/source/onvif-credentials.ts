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

/** Keeps them sealed beside the camera's connection, within the write or the ambient transaction that made the camera. */
export async function storeOnvifCredentials(
  { sql, core }: Pick<Write, 'sql' | 'core'>,
  cameraId: number,
  { login, password }: OnvifCredentials,
): Promise<void> {
  const sealed = core.sealer.seal(onvifCredentialsLabel(cameraId), JSON.stringify({ login, password }));
  await sql`
    insert into camera_connection (camera_id, onvif_credentials_sealed) values (${cameraId}, ${sealed})
    on conflict (camera_id) do update set onvif_credentials_sealed = excluded.onvif_credentials_sealed`;
}
