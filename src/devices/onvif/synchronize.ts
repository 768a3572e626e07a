import {
  type CameraDevice,
  type DeviceControl,
  DeviceFailure,
  type DeviceReport,
} from '../../core/cameras/source/device-control.ts';
import type { EgressPolicy } from '../../core/egress/policy.ts';
import { OnvifDevice } from './device.ts';
import { at, escaped, inSchema, listAt, numberAt, textAt, type Xml } from './soap.ts';

/** Brings a camera's own settings to what is set here, by ONVIF (Media ver10). */
export class OnvifControl implements DeviceControl {
  readonly #egress: EgressPolicy;

  constructor(egress: EgressPolicy) {
    this.#egress = egress;
  }

  async synchronize(camera: CameraDevice): Promise<DeviceReport> {
    const device = new OnvifDevice(this.#egress, camera);
    await device.readClock();
    const model = await modelOf(device);
    const capabilities = await device.call(
      '<tds:GetCapabilities><tds:Category>Media</tds:Category></tds:GetCapabilities>',
    );
    const media = textAt(capabilities, 'GetCapabilitiesResponse', 'Capabilities', 'Media', 'XAddr');
    if (media === undefined) throw new DeviceFailure('no_onvif');
    const answer = await device.call('<trt:GetProfiles/>', media);
    const profiles = listAt(at(answer, 'GetProfilesResponse'), 'Profiles');
    const profile = profileOf(profiles, camera);
    if (profile === undefined) throw new DeviceFailure('refused', 'no profile with video for this channel');
    if (camera.bitrateLimit === null) return { model, bitrateLimit: undefined };
    return { model, bitrateLimit: await limitBitrate(device, media, profile, camera.bitrateLimit) };
  }
}

async function modelOf(device: OnvifDevice): Promise<string> {
  const answer = at(await device.call('<tds:GetDeviceInformation/>'), 'GetDeviceInformationResponse');
  return [textAt(answer, 'Manufacturer'), textAt(answer, 'Model')].filter(Boolean).join(' ').slice(0, 200);
}

/** The one that was chosen; else of the channel's video source (of the first without a channel) the largest picture. */
function profileOf(profiles: readonly Xml[], { profile, channel }: CameraDevice): Xml | undefined {
  const filmed = profiles.filter((one) => at(one, 'VideoEncoderConfiguration') !== undefined);
  const chosen = filmed.find((one) => one['@token'] === profile);
  if (chosen !== undefined) return chosen;
  const sourceOf = (one: Xml) => textAt(one, 'VideoSourceConfiguration', 'SourceToken') ?? '';
  const sources = [...new Set(filmed.map(sourceOf))];
  const source = sources[Math.max(1, channel ?? 1) - 1];
  const size = (one: Xml) =>
    (numberAt(one, 'VideoEncoderConfiguration', 'Resolution', 'Width') ?? 0) *
    (numberAt(one, 'VideoEncoderConfiguration', 'Resolution', 'Height') ?? 0);
  return filmed.filter((one) => sourceOf(one) === source).sort((a, b) => size(b) - size(a))[0];
}

/** Gives back what the camera has then, kbit/s; undefined: it has no such setting. */
async function limitBitrate(
  device: OnvifDevice,
  media: string,
  profile: Xml,
  wanted: number,
): Promise<number | undefined> {
  const token = textAt(profile, 'VideoEncoderConfiguration', '@token') ?? '';
  const named = `<trt:ConfigurationToken>${escaped(token)}</trt:ConfigurationToken>`;
  const read = async (): Promise<Xml | undefined> => {
    const answer = await device.call(
      `<trt:GetVideoEncoderConfiguration>${named}</trt:GetVideoEncoderConfiguration>`,
      media,
    );
    return at(answer, 'GetVideoEncoderConfigurationResponse', 'Configuration');
  };
  const before = await read();
  const now = numberAt(before, 'RateControl', 'BitrateLimit');
  const control = at(before, 'RateControl');
  if (before === undefined || control === undefined || now === undefined) return undefined;
  const limit = await within(device, media, named, wanted);
  if (now === limit) return now;
  const configuration = inSchema({ ...before, RateControl: { ...control, BitrateLimit: String(limit) } });
  await device.call(
    `<trt:SetVideoEncoderConfiguration><trt:Configuration token="${escaped(token)}">${configuration}</trt:Configuration>` +
      '<trt:ForcePersistence>true</trt:ForcePersistence></trt:SetVideoEncoderConfiguration>',
    media,
  );
  const after = numberAt(await read(), 'RateControl', 'BitrateLimit');
  if (after !== undefined && after > Math.max(limit, wanted))
    throw new DeviceFailure('refused', `the bitrate limit stays at ${after} kbit/s`);
  return after;
}

/** The nearest that the camera says it can; as wanted where it says nothing. */
async function within(device: OnvifDevice, media: string, named: string, wanted: number): Promise<number> {
  const answer = await device
    .call(`<trt:GetVideoEncoderConfigurationOptions>${named}</trt:GetVideoEncoderConfigurationOptions>`, media)
    .catch((error: unknown) => {
      if (error instanceof DeviceFailure && error.problem === 'refused') return undefined;
      throw error;
    });
  const extension = at(answer, 'GetVideoEncoderConfigurationOptionsResponse', 'Options', 'Extension');
  const range = at(extension, 'H264', 'BitrateRange') ?? at(extension, 'H265', 'BitrateRange');
  const least = numberAt(range, 'Min') ?? wanted;
  const most = numberAt(range, 'Max') ?? wanted;
  return Math.max(least, Math.min(most, wanted));
}
