import type { Db } from '../../db/sql.ts';
import { type Core, reader } from '../core.ts';
import { invalid } from '../errors.ts';
import { checkInteger, checkText } from '../fields.ts';
import type { Write } from '../write.ts';
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
  readonly bufferSubstream: boolean;
  readonly audioPath: string | null;
  readonly videoCodec: string | null;
  /** Settings are pushed to the camera. */
  readonly synchronize: boolean;
}
export type ConnectionFields = Partial<Connection>;

export const NO_CONNECTION: Connection = {
  transport: null,
  httpPort: null,
  modelId: null,
  ptzType: 0,
  channel: null,
  mac: null,
  motionNotices: false,
  bufferSubstream: false,
  audioPath: null,
  videoCodec: null,
  synchronize: true,
};
const NAMES = Object.keys(NO_CONNECTION) as (keyof Connection)[];

/** Throws `invalid` for a value that no connection has. */
export function checkConnection(fields: ConnectionFields): void {
  const { transport, modelId, ptzType, mac } = fields;
  if (transport !== undefined && transport !== null && transport !== 'tcp' && transport !== 'udp')
    throw invalid('transport', 'give tcp, udp or nothing');
  checkInteger('http_port', fields.httpPort, 1, 65_535);
  checkInteger('channel', fields.channel, 0, 1024);
  if (modelId !== undefined && modelId !== null && !modelById(modelId))
    throw invalid('model_id', `there is no camera model ${modelId}`);
  if (ptzType !== undefined && !PTZ_TYPES.some(({ id }) => id === ptzType))
    throw invalid('ptz_type', `there is no PTZ type ${ptzType}`);
  if (mac && normalMac(mac) === undefined) throw invalid('mac', 'write it like 00:1a:2b:3c:4d:5e');
  checkText('audio_path', fields.audioPath, 500);
  checkText('video_codec', fields.videoCodec, 50);
}

/** `AA-BB..`, `aabb.ccdd.eeff`, `aabbcc...` as it is kept; undefined: no MAC address. */
export function normalMac(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[:.\-\s]/g, '');
  return /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join(':') : undefined;
}

/** Writes what is present and gives back [before, after] of what is different, by name. */
export async function storeConnection(
  tx: Write,
  cameraId: number,
  fields: ConnectionFields,
): Promise<Record<string, readonly [unknown, unknown]>> {
  const present = Object.fromEntries(
    NAMES.filter((name) => fields[name] !== undefined).map((name) => [name, normal(name, fields[name])]),
  );
  if (Object.keys(present).length === 0) return {};
  const before = (await connectionsOf(tx.sql, [cameraId])).get(cameraId) ?? NO_CONNECTION;
  await tx.sql`
    insert into camera_connection ${tx.sql({ cameraId, ...present })}
    on conflict (camera_id) do update set ${tx.sql(present)}`;
  return Object.fromEntries(
    Object.entries(present).map(([name, value]) => [`connection.${name}`, [before[name as keyof Connection], value]]),
  );
}

function normal(name: keyof Connection, value: unknown): unknown {
  if (name === 'mac' && typeof value === 'string') return normalMac(value) ?? null;
  return value === '' ? null : value;
}

/** How a camera that the actor may see is connected. */
export const connectionOf = async (core: Core, cameraId: number): Promise<Connection> =>
  (await connectionsOf(reader(core), [cameraId])).get(cameraId) ?? NO_CONNECTION;

/** How bringing its settings over went the last time. */
export interface Synchronization {
  /** Maker and model, as the device itself said. */
  readonly deviceModel: string | null;
  readonly synchronizedAt: Date | null;
  readonly synchronizeError: string | null;
}

export async function synchronizationOf(core: Core, cameraId: number): Promise<Synchronization> {
  const [row] = await reader(core)<Synchronization[]>`
    select device_model, synchronized_at, synchronize_error from camera_connection where camera_id = ${cameraId}`;
  return row ?? { deviceModel: null, synchronizedAt: null, synchronizeError: null };
}

/** Those of these cameras that took the settings that were pushed to them the last time. */
export async function synchronizedOf(core: Core, cameraIds: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await reader(core)<{ cameraId: number }[]>`
    select camera_id from camera_connection
    where camera_id = any(${[...cameraIds]}::int[]) and synchronized_at is not null and synchronize_error is null`;
  return new Set(rows.map((row) => row.cameraId));
}

/** The connections of these cameras, by id; one of whom nothing was said has none. */
export async function connectionsOf(sql: Db, cameraIds: readonly number[]): Promise<ReadonlyMap<number, Connection>> {
  if (cameraIds.length === 0) return new Map();
  const rows = await sql<(Connection & { cameraId: number })[]>`
    select camera_id, transport, http_port, model_id, ptz_type, channel, mac, motion_notices, buffer_substream,
      audio_path, video_codec, synchronize
    from camera_connection where camera_id = any(${[...cameraIds]}::int[])`;
  return new Map(rows.map(({ cameraId, ...row }) => [cameraId, row]));
}
