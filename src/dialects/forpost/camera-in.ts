import type { CameraFields } from '../../core/cameras/camera.ts';
import type { ConnectionFields } from '../../core/cameras/connection.ts';
import type { RecordMode } from '../../core/cameras/recording.ts';
import { SOURCE_PROTOCOLS } from '../../core/cameras/source-parts.ts';
import type { SourceChange } from '../../core/cameras/source-plan.ts';
import type { Call } from './call.ts';
import { type Parameters, refused } from './parameters.ts';

const SECONDS_A_DAY = 86_400;
/** By the ids of GetRecordTypes. */
export const RECORD_MODES: readonly RecordMode[] = ['off', 'always', 'motion', 'schedule'];

/** Parameters by the core's field names. */
export const CAMERA_NAMES = {
  title: 'Name',
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
} as const;

/** What a call says of a camera beside its source; undefined: not sent. Sent empty it goes back to what a new one has. */
export function fieldsIn(call: Call): CameraFields {
  const quota = atLeast(call, 'Quota', 0);
  const recordType = call.optionalInteger('RecordType');
  const sound = call.optionalFlag('IsSound');
  const ptzType = call.optionalInteger('PTZTypeID');
  const active = call.optionalFlag('IsActive');
  const site = call.optionalInteger('AccountObjectID');
  const limit = atLeast(call, 'MaxBandwidth', 0);
  const title = call.optionalText('Name');
  const externalId = call.optionalText('ExternalID');
  if (title?.trim() === '') throw refused('Name', 'не должен быть пустым');
  return present({
    title,
    siteId: site === undefined ? undefined : site || null,
    postalAddress: call.optionalText('Address'),
    videoOnly: sound === undefined ? undefined : !sound,
    recordMode: recordType === undefined ? undefined : recordModeOf(recordType ?? 0),
    bandwidthLimit: limit === undefined ? undefined : limit || null,
    archiveDays: quota === undefined || quota === null ? quota : quota / SECONDS_A_DAY,
    ptz: ptzType === undefined ? undefined : (ptzType ?? 0) > 0,
    externalId: externalId === undefined ? undefined : externalId.trim() || null,
    enabled: active === undefined ? undefined : (active ?? true),
    connection: connectionIn(call),
  });
}

function recordModeOf(type: number): RecordMode {
  const mode = RECORD_MODES[type];
  if (mode === undefined) throw refused('RecordType', 'значение не найдено');
  return mode;
}

function connectionIn(call: Call): ConnectionFields | undefined {
  const transport = call.optionalText('RtspTransport')?.trim().toLowerCase();
  if (transport !== undefined && transport !== '' && transport !== 'tcp' && transport !== 'udp')
    throw refused('RtspTransport', 'значение не найдено');
  // A switch in the panel, and a port in the clients: above 1 it is one.
  const onvif = call.optionalInteger('OnvifMotionPort');
  const notices = call.optionalFlag('SecretKey');
  const motion = notices === undefined ? (onvif === undefined ? undefined : (onvif ?? 0) > 0) : (notices ?? false);
  const port = call.optionalInteger('HTTPPort');
  const buffered = call.optionalFlag('LightCameraBufferEnabled');
  const synchronize = call.optionalFlag('SyncCamera');
  const ptzType = call.optionalInteger('PTZTypeID');
  const audioPath = call.optionalText('AudioPath');
  const videoCodec = call.optionalText('VideoCodec');
  const connection: ConnectionFields = present({
    transport: transport === undefined ? undefined : transport || null,
    httpPort: port === undefined && onvif ? (onvif > 1 ? onvif : undefined) : port,
    modelId: modelIn(call),
    ptzType: ptzType === null ? 0 : ptzType,
    channel: call.optionalInteger('Channel'),
    mac: call.optionalText('MAC'),
    motionNotices: motion,
    bufferSubstream: buffered === null ? false : buffered,
    audioPath: audioPath === undefined ? undefined : audioPath || null,
    videoCodec: videoCodec === undefined ? undefined : videoCodec || null,
    synchronize: synchronize === null ? true : synchronize,
  });
  return Object.keys(connection).length > 0 ? connection : undefined;
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

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
