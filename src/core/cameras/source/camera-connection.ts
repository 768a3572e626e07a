import type { Db } from '../../../db/sql.ts';
import { type Core, reader } from '../../core.ts';
import type { Write } from '../../write.ts';
import { type Connection, type ConnectionFields, NO_CONNECTION, normalMac } from './connection.ts';
import { sourceOptions } from './options.ts';

const NAMES = Object.keys(NO_CONNECTION) as (keyof Connection)[];

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

/** The connections of these cameras, by id; a transport that is written behind the URL goes first. */
export async function connectionsOf(sql: Db, cameraIds: readonly number[]): Promise<ReadonlyMap<number, Connection>> {
  if (cameraIds.length === 0) return new Map();
  const rows = await sql<({ id: number; streamUrl: string; isSet: boolean } & Connection)[]>`
    select c.id, c.stream_url, n.camera_id is not null as is_set, n.transport, n.http_port, n.model_id, n.ptz_type,
      n.channel, n.mac, n.motion_notices, n.motion_source, n.buffer_substream, n.audio_path, n.video_codec, n.synchronize
    from camera c left join camera_connection n on n.camera_id = c.id where c.id = any(${[...cameraIds]}::int[])`;
  return new Map(
    rows.map(({ id, streamUrl, isSet, ...row }) => {
      const connection = isSet ? row : NO_CONNECTION;
      return [id, { ...connection, transport: sourceOptions(streamUrl).transport ?? connection.transport }];
    }),
  );
}
