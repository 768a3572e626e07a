import { invalid } from '../../errors.ts';
import { checkInteger, checkText } from '../../fields.ts';
import { modelById, PTZ_TYPES } from './models/directory.ts';

/** How the device behind a camera is reached and set up, where somebody said so. */
export interface Connection {
  /** RTSP over tcp or udp; null: as it comes. */
  readonly transport: 'tcp' | 'udp' | null;
  /** Of the camera's own web pages and ONVIF; null: 80. */
  readonly httpPort: number | null;
  /** Of the directory of models. */
  readonly modelId: number | null;
  /** 0: it does not move. */
  readonly ptzType: number;
  /** Of a recorder, from 1. */
  readonly channel: number | null;
  /** `aa:bb:cc:dd:ee:ff` */
  readonly mac: string | null;
  /** The camera tells of motion itself. */
  readonly motionNotices: boolean;
  /** How it does so. `call`: it calls its own URL; `onvif`: it is asked as well. */
  readonly motionSource: MotionSource;
  readonly bufferSubstream: boolean;
  readonly audioPath: string | null;
  readonly videoCodec: string | null;
  /** Settings are pushed to the camera. */
  readonly synchronize: boolean;
}
export type MotionSource = 'call' | 'onvif';
export type ConnectionFields = Partial<Connection>;

export const NO_CONNECTION: Connection = {
  transport: null,
  httpPort: null,
  modelId: null,
  ptzType: 0,
  channel: null,
  mac: null,
  motionNotices: false,
  motionSource: 'call',
  bufferSubstream: false,
  audioPath: null,
  videoCodec: null,
  synchronize: true,
};

/** Throws `invalid` for a value that no connection has. */
export function checkConnection(fields: ConnectionFields): void {
  const { transport, modelId, ptzType, mac } = fields;
  if (transport !== undefined && transport !== null && transport !== 'tcp' && transport !== 'udp')
    throw invalid('transport', 'transport_unknown');
  checkInteger('httpPort', fields.httpPort, 1, 65_535);
  checkInteger('channel', fields.channel, 0, 1024);
  if (modelId !== undefined && modelId !== null && !modelById(modelId))
    throw invalid('modelId', 'camera_model_unknown', { id: modelId });
  if (ptzType !== undefined && !PTZ_TYPES.some(({ id }) => id === ptzType))
    throw invalid('ptzType', 'ptz_type_unknown', { id: ptzType });
  if (mac && normalMac(mac) === undefined) throw invalid('mac', 'mac_malformed');
  checkText('audioPath', fields.audioPath, 500);
  checkText('videoCodec', fields.videoCodec, 50);
}

/** `AA-BB..`, `aabb.ccdd.eeff`, `aabbcc...` as it is kept; undefined: no MAC address. */
export function normalMac(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[:.\-\s]/g, '');
  return /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join(':') : undefined;
}
