import type { CameraFields, TableOfFields } from '../../../core/cameras/camera.ts';
import { present } from '../../../core/fields.ts';
import type { LockFields } from '../../../core/locks/lock.ts';
import type { PanelFields, PanelModel } from '../../../core/panels/panel.ts';
import type { ParameterNames } from '../../wire/russian.ts';
import { coordinatesIn } from './coordinates.ts';
import { type Fields, missing, refused } from './fields.ts';
import { PANEL_TYPES_IN_RUSSIAN, panelModelIn } from './panel-types.ts';

export const DIALECT = 'smartyard';

/** `cam` and `intercom` are cameras, the latter with a panel. */
export type DeviceType = 'cam' | 'intercom' | 'lock';

const TYPES: Readonly<Record<string, DeviceType>> = {
  1: 'cam',
  cam: 'cam',
  2: 'intercom',
  mewcam: 'intercom',
  newcam: 'intercom',
  3: 'lock',
  lock: 'lock',
};

const OF_ALL = ['device_id', 'device_uuid', 'device_type', 'is_active', 'title', 'address'];
const OF_CAMERAS = ['stream', 'longitude', 'latitude', 'record_days', 'camshot'];
const OF_PANELS = [
  'domophoneid',
  'monitorid',
  'sippassword',
  'dtmf',
  'paneltype',
  'panelip',
  'panellogin',
  'panelpasswd',
];

/** Fields of a camera for which this API has no word. */
type Unsaid =
  | 'comment'
  | 'planCoordinates'
  | 'externalId'
  | 'organizationId'
  | 'folderId'
  | 'presetId'
  | 'streamerId'
  | 'siteId'
  | 'locationId'
  | 'substreamUrl'
  | 'onDemand'
  | 'videoOnly'
  | 'transcodeAudio'
  | 'archiveGb'
  | 'lockDays'
  | 'thumbnailDays'
  | 'thumbnails'
  | 'onvifUrl'
  | 'onvifProfile'
  | 'ptz'
  | 'hasActions'
  | 'motionDetector'
  | 'visionEnabled'
  | 'visionAlg'
  | 'visionGpu'
  | 'visionAreas'
  | 'recordMode'
  | 'recordSchedule'
  | 'bandwidthLimit'
  | 'connection'
  | 'agent';

/** Parameters by the core's field names. */
export const DEVICE_NAMES = {
  name: 'device_uuid',
  uuid: 'device_uuid',
  title: 'title',
  postalAddress: 'address',
  coordinates: 'latitude',
  streamUrl: 'stream',
  thumbnailsUrl: 'camshot',
  archiveDays: 'record_days',
  enabled: 'is_active',
  model: 'paneltype',
  address: 'panelip',
  login: 'panellogin',
  password: 'panelpasswd',
  sipId: 'domophoneid',
  sipPassword: 'sippassword',
  monitorId: 'monitorid',
  dtmf: 'dtmf',
} as const satisfies TableOfFields<Unsaid | 'extra', string> & ParameterNames;

/** Undefined: the request does not say. */
export function typeIn(fields: Fields): DeviceType | undefined {
  const word = fields.optionalText('device_type')?.trim().toLowerCase();
  if (word === undefined) return undefined;
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined;
  if (!type) throw refused('device_type', 'должен быть 1 (cam), 2 (mewcam) или 3 (lock)');
  return type;
}

export const requiredType = (fields: Fields): DeviceType => typeIn(fields) ?? missing('device_type');

export const uuidIn = (fields: Fields): string | undefined => fields.optionalText('device_uuid')?.trim();

/** What is said of a camera; undefined: not said, "nothing": as if it had never been set. `before`: its coordinates. */
export function cameraIn(fields: Fields, before?: string): CameraFields {
  const stream = urlIn(fields, 'stream');
  const camshot = urlIn(fields, 'camshot');
  if (camshot && !camshot.includes('://'))
    throw refused('camshot', 'должен быть полным URL, например http://10.0.0.5/snap.jpg');
  const days = fields.optionalNumber('record_days');
  if (typeof days === 'number' && days < 0) throw refused('record_days', 'должен быть не меньше 0');
  return present({
    ...common(fields),
    coordinates: coordinatesIn(fields, before),
    streamUrl: stream,
    thumbnailsUrl: camshot,
    archiveDays: days,
    extra: unknownIn(fields, [...OF_ALL, ...OF_CAMERAS.filter((name) => !isExample(fields, name)), ...OF_PANELS]),
  } satisfies TableOfFields<Unsaid>);
}

/** What the document writes in the place of a URL: whoever tries its example as it stands has no camera behind it. */
const EXAMPLES: Readonly<Record<string, string>> = { stream: 'rtsp://ip:port/url', camshot: 'url camshot' };

/** It is kept beside, shown again, and never connected to; "nothing" takes it away again. */
const isExample = (fields: Fields, name: string): boolean => {
  const text = name in EXAMPLES ? fields.optionalText(name) : undefined;
  return text === null || (text !== undefined && text.trim() === EXAMPLES[name]);
};

/** Undefined: not said; empty: none. */
function urlIn(fields: Fields, name: string): string | undefined {
  const text = fields.optionalText(name);
  if (text === undefined) return undefined;
  return isExample(fields, name) ? '' : (text?.trim() ?? '');
}

/** A lock has no picture: what is said of one is kept beside it, without passwords, and not looked at. */
export const lockIn = (fields: Fields): LockFields => present({ ...common(fields), extra: unknownIn(fields, OF_ALL) });

function common(fields: Fields) {
  const title = fields.optionalText('title');
  const address = fields.optionalText('address');
  return {
    title: title === null ? '' : title,
    postalAddress: address === null ? '' : address,
    enabled: fields.optionalFlag('is_active') ?? undefined,
  };
}

export function panelIn(fields: Fields): PanelFields {
  const empty = (value: string | null | undefined) => (value === null ? '' : value?.trim());
  return present({
    model: modelIn(fields),
    address: empty(fields.optionalText('panelip')),
    login: empty(fields.optionalText('panellogin')),
    password: secretIn(fields, 'panelpasswd'),
    sipId: numberIn(fields, 'domophoneid'),
    sipPassword: secretIn(fields, 'sippassword'),
    dtmf: fields.optionalText('dtmf')?.trim() ?? (fields.optionalText('dtmf') === null ? null : undefined),
    monitorId: numberIn(fields, 'monitorid'),
  });
}

/** Whether anything is said of a panel that is not "nothing". */
export const saysPanel = (panel: PanelFields): boolean =>
  Object.values(panel).some((value) => value !== null && value !== '');

function modelIn(fields: Fields): PanelModel | null | undefined {
  const word = fields.optionalText('paneltype')?.trim().toLowerCase();
  if (word === undefined) return fields.optionalText('paneltype') === null ? null : undefined;
  const model = panelModelIn(word);
  if (!model) throw refused('paneltype', `должен быть ${PANEL_TYPES_IN_RUSSIAN}`);
  return model;
}

/** 0 is none. */
function numberIn(fields: Fields, name: string): number | null | undefined {
  const value = fields.optionalInteger(name);
  return value === 0 ? null : value;
}

/** As it was shown where passwords are not: it stays. */
function secretIn(fields: Fields, name: string): string | null | undefined {
  const value = fields.optionalText(name);
  return value === '***' ? undefined : value;
}

function unknownIn(fields: Fields, known: readonly string[]): CameraFields['extra'] {
  const names = Object.keys(fields.all).filter((name) => !known.includes(name));
  if (names.length === 0) return undefined;
  return {
    dialect: DIALECT,
    values: Object.fromEntries(names.map((name) => [name, fields.says(name) ? fields.all[name] : null])),
  };
}
