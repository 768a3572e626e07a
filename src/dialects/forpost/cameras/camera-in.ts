import type { CameraFields, TableOfFields } from '../../../core/cameras/camera.ts';
import type { RecordMode } from '../../../core/cameras/recording/recording.ts';
import type { ConnectionFields } from '../../../core/cameras/source/connection.ts';
import { SOURCE_PROTOCOLS } from '../../../core/cameras/source/parts.ts';
import type { SourceChange } from '../../../core/cameras/source/plan.ts';
import { present } from '../../../core/fields.ts';
import type { ParameterNames } from '../../wire/russian.ts';
import type { Call } from '../call.ts';
import { type Parameters, refused } from '../parameters.ts';

const SECONDS_A_DAY = 86_400;
/** By the ids of GetRecordTypes. */
export const RECORD_MODES: readonly RecordMode[] = ['off', 'always', 'motion', 'schedule'];

/** Fields of a camera for which this API has no word. */
type Unsaid =
  | 'comment'
  | 'coordinates'
  | 'planCoordinates'
  | 'folderId'
  | 'presetId'
  | 'streamerId'
  | 'locationId'
  | 'onDemand'
  | 'transcodeAudio'
  | 'archiveGb'
  | 'lockDays'
  | 'thumbnailDays'
  | 'thumbnails'
  | 'thumbnailsUrl'
  | 'onvifUrl'
  | 'onvifProfile'
  | 'hasActions'
  | 'motionDetector'
  | 'visionEnabled'
  | 'visionAlg'
  | 'visionGpu'
  | 'visionAreas'
  | 'recordSchedule'
  | 'agent'
  | 'extra';

/** Parameters by the core's field names. */
export const CAMERA_NAMES = {
  title: 'Name',
  enabled: 'IsActive',
  videoOnly: 'IsSound',
  recordMode: 'RecordType',
  ptz: 'PTZTypeID',
  organizationId: 'AccountID',
  siteId: 'AccountObjectID',
  clusterId: 'MasterID',
  streamHost: 'IPOrDomain',
  streamPort: 'Port',
  streamPath: 'MJPEG',
  streamPassword: 'Password',
  streamUrl: 'IPOrDomain',
  substreamUrl: 'LightPath',
  transport: 'RtspTransport',
  httpPort: 'HTTPPort',
  modelId: 'CameraModelID',
  ptzType: 'PTZTypeID',
  channel: 'Channel',
  mac: 'MAC',
  audioPath: 'AudioPath',
  videoCodec: 'VideoCodec',
  bandwidthLimit: 'MaxBandwidth',
  archiveDays: 'Quota',
  postalAddress: 'Address',
  externalId: 'ExternalID',
} as const satisfies TableOfFields<Unsaid | 'connection', string> & ParameterNames;

/** What a call says of a camera beside its source; undefined: not sent. Sent empty it goes back to what a new one has. */
export function fieldsIn(call: Call): CameraFields {
  const quota = atLeast(call, 'Quota', 0);
  const sound = call.optionalFlag('IsSound');
  const title = call.optionalText('Name');
  if (title?.trim() === '') throw refused('Name', 'не должен быть пустым');
  return present({
    title,
    siteId: orNull(call.optionalInteger('AccountObjectID')),
    postalAddress: call.optionalText('Address'),
    videoOnly: sound === undefined ? undefined : !sound,
    recordMode: sent(call.optionalInteger('RecordType'), (type) => recordModeOf(type ?? 0)),
    bandwidthLimit: orNull(atLeast(call, 'MaxBandwidth', 0)),
    archiveDays: quota === undefined || quota === null ? quota : quota / SECONDS_A_DAY,
    ptz: sent(call.optionalInteger('PTZTypeID'), (type) => (type ?? 0) > 0),
    externalId: orNull(call.optionalText('ExternalID')?.trim()),
    enabled: sent(call.optionalFlag('IsActive'), (active) => active ?? true),
    connection: connectionIn(call),
  } satisfies TableOfFields<Unsaid | 'organizationId' | 'streamUrl' | 'substreamUrl'>);
}

/** Undefined: not sent. */
const sent = <T, R>(value: T | undefined, read: (value: T) => R): R | undefined =>
  value === undefined ? undefined : read(value);

/** 0 and empty take the value away. */
const orNull = <T>(value: T | undefined): T | null | undefined => (value === undefined ? undefined : value || null);

function recordModeOf(type: number): RecordMode {
  const mode = RECORD_MODES[type];
  if (mode === undefined) throw refused('RecordType', 'значение не найдено');
  return mode;
}

function connectionIn(call: Call): ConnectionFields | undefined {
  const connection: ConnectionFields = present({
    transport: transportIn(call),
    ...onvifIn(call),
    modelId: modelIn(call),
    ptzType: orElse(call.optionalInteger('PTZTypeID'), 0),
    channel: call.optionalInteger('Channel'),
    mac: call.optionalText('MAC'),
    bufferSubstream: orElse(call.optionalFlag('LightCameraBufferEnabled'), false),
    audioPath: orNull(call.optionalText('AudioPath')),
    videoCodec: orNull(call.optionalText('VideoCodec')),
    synchronize: orElse(call.optionalFlag('SyncCamera'), true),
  });
  return Object.keys(connection).length > 0 ? connection : undefined;
}

/** What is sent empty has the value of a new camera. */
const orElse = <T>(value: T | null | undefined, empty: T): T | undefined => (value === null ? empty : value);

function transportIn(call: Call): 'tcp' | 'udp' | null | undefined {
  const transport = call.optionalText('RtspTransport')?.trim().toLowerCase();
  if (transport === undefined || transport === 'tcp' || transport === 'udp') return transport;
  if (transport !== '') throw refused('RtspTransport', 'значение не найдено');
  return null;
}

/** `OnvifMotionPort` is a switch in the panel, and a port in the clients: above 1 it is one. */
function onvifIn(call: Call): Pick<ConnectionFields, 'httpPort' | 'motionNotices' | 'motionSource'> {
  const onvif = call.optionalInteger('OnvifMotionPort');
  const notices = call.optionalFlag('SecretKey');
  const port = call.optionalInteger('HTTPPort');
  const isOn = notices === undefined ? sent(onvif, (value) => (value ?? 0) > 0) : (notices ?? false);
  const told = port === undefined && onvif && onvif > 1 ? onvif : port;
  const motionSource = (onvif ?? 0) > 0 ? 'onvif' : notices ? 'call' : undefined;
  return present({ httpPort: told, motionNotices: isOn, motionSource });
}

/** 0 is no model, as the panel sends it. */
function modelIn(call: Call): number | null | undefined {
  const id = call.optionalInteger('CameraModelID');
  return id === undefined ? undefined : id || null;
}

const SOURCE = [
  'Login',
  'Password',
  'IPOrDomain',
  'Port',
  'Protocol',
  'MJPEG',
  'CameraModelID',
  'Channel',
  'LightPath',
];

/** Whether a call says anything of where the streams come from. */
export const namesSource = (call: Parameters): boolean => SOURCE.some((name) => call.has(name));

/** The pieces of the source that a call names. `IPOrDomain=fake://clock` is a made-up camera, for trials. */
export function sourceIn(call: Call): SourceChange {
  const host = call.optionalText('IPOrDomain')?.trim();
  if (host === '') throw refused('IPOrDomain', 'не должен быть пустым');
  const made = /^fake:\/\/(\w+)$/.exec(host ?? '');
  const port = atLeast(call, 'Port', 1);
  if (port === null) throw refused('Port', 'не должен быть пустым');
  const path = call.optionalText('MJPEG')?.trim();
  return {
    protocol: made ? 'fake' : protocolIn(call),
    host: made?.[1] ?? host?.replace(/^\[|\]$/g, ''),
    port,
    path: path === undefined || path === '' || /^[/?]/.test(path) ? path : `/${path}`,
    login: call.optionalText('Login'),
    password: call.optionalText('Password'),
    substreamPath: call.optionalText('LightPath')?.trim(),
    modelId: modelIn(call),
    channel: call.optionalInteger('Channel'),
  };
}

function protocolIn(call: Call): string | undefined {
  const protocol = call.optionalText('Protocol')?.trim().toLowerCase();
  if (protocol === undefined || protocol === '') return undefined;
  if (protocol !== 'fake' && !(SOURCE_PROTOCOLS as readonly string[]).includes(protocol))
    throw refused('Protocol', 'значение не найдено');
  return protocol;
}

function atLeast(call: Call, name: string, least: number): number | null | undefined {
  const value = call.optionalInteger(name);
  if (typeof value === 'number' && value < least) throw refused(name, `должен быть не меньше ${least}`);
  return value;
}
