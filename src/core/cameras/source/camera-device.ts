import { type Core, reader } from '../../core.ts';
import { invalid } from '../../errors.ts';
import type { CameraView } from '../camera.ts';
import { connectionOf } from './camera-connection.ts';
import type { CameraDevice } from './device-control.ts';
import { onvifCredentialsOf } from './onvif-credentials.ts';
import { composeSource, parseSource } from './parts.ts';

/** The device behind a camera, at its ONVIF address or its stream's host. Throws `invalid` for one without an address. */
export async function deviceOf(core: Core, camera: CameraView): Promise<CameraDevice> {
  const connection = await connectionOf(core, camera.id);
  const stream = parseSource(camera.streamUrl);
  const own = camera.onvifUrl === '' ? undefined : parseSource(camera.onvifUrl);
  // The stream's password is for the stream's host: who changes the address of the settings does not get it.
  const { host, ...inUrl } = own && (own.login !== '' || own.host !== stream.host) ? own : stream;
  if (host === '' || stream.protocol === 'fake') throw invalid('streamUrl', 'synchronize_without_address');
  const apart = own && own.login !== '' ? undefined : await onvifCredentialsOf(core, reader(core), camera.id);
  const { login, password } = apart ?? inUrl;
  const protocol = own?.protocol === 'https' ? 'https' : 'http';
  const port = own?.port ?? connection.httpPort ?? undefined;
  const path = own && own.path.length > 1 ? own.path : '/onvif/device_service';
  return {
    url: composeSource({ protocol, host, port, path, login: '', password: '' }),
    login,
    password,
    hashedOnly: apart !== undefined,
    networks: camera.organizationNetworks,
    channel: connection.channel,
    profile: camera.onvifProfile,
    bitrateLimit: camera.bandwidthLimit,
  };
}
