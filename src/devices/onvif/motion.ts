import { type CameraDevice, DeviceFailure } from '../../core/cameras/source/device-control.ts';
import type { MotionListener, MotionSubscription } from '../../core/cameras/source/motion-listener.ts';
import type { EgressPolicy } from '../../core/egress/policy.ts';
import { addressed, referenceParameters } from './addressing.ts';
import { ALL_MS, type Answer, OnvifDevice } from './device.ts';
import { PullPoint, termination } from './pull-point.ts';
import { at, listAt, textAt, type Xml } from './soap.ts';

const EVENTS = 'http://www.onvif.org/ver10/events/wsdl';
const CREATE = `${EVENTS}/EventPortType/CreatePullPointSubscriptionRequest`;

/** Asks cameras about motion by ONVIF, at a pull point: it is we who connect, as with everything else of cameras. */
export class OnvifMotion implements MotionListener {
  readonly #egress: EgressPolicy;

  constructor(egress: EgressPolicy) {
    this.#egress = egress;
  }

  async subscribe(camera: CameraDevice, signal: AbortSignal): Promise<MotionSubscription> {
    const device = new OnvifDevice(this.#egress, camera, Number.POSITIVE_INFINITY);
    const opening = AbortSignal.any([signal, AbortSignal.timeout(ALL_MS)]);
    await device.readClock({ signal: opening });
    const events = await eventService(device, opening);
    const sources = await sourcesOf(device, camera.channel, opening);
    const answer = await create(device, events, opening);
    const made = at(answer.body, 'CreatePullPointSubscriptionResponse');
    const address = textAt(made, 'SubscriptionReference', 'Address')?.trim();
    if (made === undefined) throw new DeviceFailure('no_onvif');
    return new PullPoint(device, {
      address: address || events,
      parameters: referenceParameters(answer.text),
      sources,
      made,
    });
  }
}

type Ask = (body: string, xaddr?: string) => Promise<Xml | undefined>;

/** What a camera does not know of is undefined. */
const askedOf =
  (device: OnvifDevice, signal: AbortSignal): Ask =>
  async (body, xaddr) =>
    await device.ask(body, xaddr, { signal }).then(
      (answer) => answer.body,
      (error: unknown) => {
        if (error instanceof DeviceFailure && (error.problem === 'refused' || error.problem === 'no_onvif'))
          return undefined;
        throw error;
      },
    );

async function eventService(device: OnvifDevice, signal: AbortSignal): Promise<string> {
  const ask = askedOf(device, signal);
  const services = await ask('<tds:GetServices><tds:IncludeCapability>false</tds:IncludeCapability></tds:GetServices>');
  const listed = listAt(at(services, 'GetServicesResponse'), 'Service').find(
    (one) => textAt(one, 'Namespace') === EVENTS,
  );
  const named = textAt(listed, 'XAddr');
  if (named) return named.trim();
  const answer = await ask('<tds:GetCapabilities><tds:Category>Events</tds:Category></tds:GetCapabilities>');
  const address = textAt(at(answer, 'GetCapabilitiesResponse', 'Capabilities', 'Events'), 'XAddr');
  if (address) return address.trim();
  if (answer === undefined && services === undefined) throw new DeviceFailure('no_onvif');
  throw new DeviceFailure('refused', 'it has no event service');
}

/** The tokens by which a recorder names the video of that channel; undefined: whatever it tells counts. */
async function sourcesOf(
  device: OnvifDevice,
  channel: number | null,
  signal: AbortSignal,
): Promise<ReadonlySet<string> | undefined> {
  if (channel === null || channel < 1) return undefined;
  const ask = askedOf(device, signal);
  const answer = await ask('<tds:GetCapabilities><tds:Category>Media</tds:Category></tds:GetCapabilities>');
  const media = textAt(at(answer, 'GetCapabilitiesResponse', 'Capabilities', 'Media'), 'XAddr');
  const profiles = media ? await ask('<trt:GetProfiles/>', media.trim()) : undefined;
  const configurations = listAt(at(profiles, 'GetProfilesResponse'), 'Profiles').flatMap((profile) =>
    listAt(profile, 'VideoSourceConfiguration').slice(0, 1),
  );
  const all = [...new Set(configurations.map((one) => textAt(one, 'SourceToken') ?? ''))];
  if (all.length < 2) return undefined;
  const own = all[channel - 1];
  if (own === undefined) throw new DeviceFailure('refused', 'no video source for this channel');
  const tokens = configurations.filter((one) => textAt(one, 'SourceToken') === own).map((one) => textAt(one, '@token'));
  return new Set([own, ...tokens.flatMap((token) => token ?? [])]);
}

/** Some know no length of time, others no moment, and some want neither. */
async function create(device: OnvifDevice, events: string, signal: AbortSignal): Promise<Answer> {
  const header = addressed(events, CREATE, '');
  const ask = async (until: string) => {
    const end = until && `<tev:InitialTerminationTime>${until}</tev:InitialTerminationTime>`;
    const body = `<tev:CreatePullPointSubscription>${end}</tev:CreatePullPointSubscription>`;
    return await device.ask(body, events, { header, signal });
  };
  const { length, moment } = termination(device.now());
  for (const until of [length, moment]) {
    try {
      return await ask(until);
    } catch (error) {
      if (!(error instanceof DeviceFailure) || error.problem !== 'refused') throw error;
    }
  }
  return await ask('');
}
