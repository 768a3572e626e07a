import type { Block } from '../../../core/access/facts.ts';
import type { CameraView } from '../../../core/cameras/camera.ts';
import type { Lock } from '../../../core/locks/lock.ts';
import type { PanelSecrets } from '../../../core/panels/panel.ts';
import { byAnotherHand, offInRussian } from '../../wire/blocks.ts';
import { placeOf } from './coordinates.ts';
import type { DeviceType } from './device-in.ts';
import { panelTypeOut } from './panel-types.ts';

export interface Shown {
  readonly camera: CameraView;
  readonly panel: PanelSecrets | undefined;
  /** What this dialect keeps of it beside. */
  readonly kept: Readonly<Record<string, unknown>>;
}

export interface Manner {
  readonly intercomWord: string;
  readonly masked: boolean;
  /** Our own address, where a device was not given another. */
  readonly publicUrl: string | undefined;
}

/** A camera with a panel is an intercom, unless the billing called it a camera. */
export const typeOf = (hasPanel: boolean, kept: Shown['kept'] | undefined): DeviceType =>
  hasPanel && kept?.device_type !== 'cam' ? 'intercom' : 'cam';

export const typeWord = (type: DeviceType, { intercomWord }: Pick<Manner, 'intercomWord'>): string =>
  type === 'intercom' ? intercomWord : type;

/** As docs/dialects/smartyard.md has it. */
export function cameraOut({ camera, panel, kept }: Shown, manner: Manner): object {
  const { latitude, longitude } = placeOf(camera.coordinates);
  const urls = manner.masked ? camera.shown : camera;
  return {
    device_id: camera.id,
    device_type: typeWord(typeOf(panel !== undefined, kept), manner),
    url: typeof kept.url === 'string' ? kept.url : (manner.publicUrl ?? null),
    stream: urls.streamUrl || exampleOf(kept.stream),
    ...activeOut(camera.blocks),
    title: camera.title,
    address: camera.postalAddress,
    longitude,
    latitude,
    record_days: Math.ceil(camera.archiveDays ?? 0),
    ...panelOut(panel, manner),
    camshot: urls.thumbnailsUrl || exampleOf(kept.camshot),
  };
}

/** `is_active`, with the reason beside a false that is not the billing's own alone. */
const activeOut = (blocks: readonly Block[]) =>
  blocks.length === 0
    ? { is_active: true }
    : { is_active: false, ...(byAnotherHand(blocks) ? { inactive_reason: offInRussian(blocks) } : {}) };

/** The document's own example of a URL, where a camera has no other. */
const exampleOf = (kept: unknown): string | null => (typeof kept === 'string' && kept !== '' ? kept : null);

export function lockOut(lock: Lock, manner: Manner): object {
  return {
    device_id: lock.id,
    device_type: 'lock',
    url: null,
    stream: null,
    ...activeOut(lock.blocks),
    title: lock.title,
    address: lock.postalAddress,
    longitude: null,
    latitude: null,
    record_days: null,
    ...panelOut(undefined, manner),
    camshot: null,
  };
}

function panelOut(panel: PanelSecrets | undefined, { masked }: Manner) {
  const secret = (value: string | null | undefined) => (value && masked ? '***' : (value ?? null));
  return {
    domophoneid: panel?.sipId ?? null,
    sippassword: secret(panel?.sipPassword),
    dtmf: panel?.dtmf ? dtmfOut(panel.dtmf) : null,
    monitorid: panel?.monitorId ?? null,
    paneltype: panel?.model ? panelTypeOut(panel.model) : null,
    panelip: panel?.address || null,
    panellogin: panel?.login || null,
    panelpasswd: secret(panel?.password),
  };
}

/** A number where no digit is lost by it. */
const dtmfOut = (dtmf: string): number | string => (/^(0|[1-9]\d{0,8})$/.test(dtmf) ? Number(dtmf) : dtmf);
