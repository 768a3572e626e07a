import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { DomainError, invalid } from '../errors.ts';
import { write } from '../write.ts';
import type { CameraView } from './camera.ts';
import { connectionOf } from './connection.ts';
import { editableCamera } from './operations.ts';
import { composeSource, parseSource } from './source-parts.ts';

/** The device behind a camera, as its management is reached. */
export interface CameraDevice {
  /** Of the ONVIF device service, without credentials. */
  readonly url: string;
  readonly login: string;
  readonly password: string;
  /** CIDR networks that it has to stand in; empty: wherever the policy allows. */
  readonly networks: readonly string[];
  /** Of a recorder, from 1. */
  readonly channel: number | null;
  /** Token of the profile that somebody chose. */
  readonly profile: string | null;
  /** kbit/s; null: stays as it is. */
  readonly bitrateLimit: number | null;
}

export interface DeviceReport {
  /** Maker and model, as the device says; may be empty. */
  readonly model: string;
  /** kbit/s that the camera has now; undefined: not asked for, or it has no such setting. */
  readonly bitrateLimit: number | undefined;
}

/** Speaks to cameras about their settings. */
export interface DeviceControl {
  /** Brings the settings over. Throws `DeviceFailure`. */
  synchronize(device: CameraDevice): Promise<DeviceReport>;
}

export type DeviceProblem = 'unreachable' | 'timeout' | 'wrong_credentials' | 'not_allowed' | 'no_onvif' | 'refused';

const WORDS: Readonly<Record<DeviceProblem, string>> = {
  unreachable: 'no connection',
  timeout: 'no answer in time',
  wrong_credentials: 'wrong login or password',
  not_allowed: 'its address may not be reached',
  no_onvif: 'it does not speak ONVIF there',
  refused: 'it refuses the settings',
};

export class DeviceFailure extends Error {
  readonly problem: DeviceProblem;

  /** `said`: what the device gave as its reason. */
  constructor(problem: DeviceProblem, said = '') {
    const reason = said.replace(/\s+/g, ' ').trim().slice(0, 200);
    super(reason === '' ? WORDS[problem] : `${WORDS[problem]} (${reason})`);
    this.problem = problem;
  }
}

/**
 * Brings the settings of a camera that the actor may edit over to the device, and notes how that went. Throws
 * `unavailable` when it failed. Not for within a transaction that others wait for.
 */
export async function synchronizeCamera(core: Core, actor: Actor, cameraId: number): Promise<DeviceReport> {
  const camera = await editableCamera(core, actor, { id: cameraId });
  const device = await deviceOf(core, camera);
  if (!core.devices)
    throw new DomainError('unavailable', 'The camera was not synchronized: cameras are not asked here');
  try {
    const report = await core.devices.synchronize(device);
    await note(core, actor, camera, { at: core.clock(), model: report.model, error: null });
    return report;
  } catch (error) {
    if (!(error instanceof DeviceFailure)) throw error;
    const failed = { at: null, model: null, error: error.message };
    // What throws rolls a repeatable request back: the note is for after it.
    const { ambient, afterCommit: _told, afterEnd, ...outside } = core;
    if (ambient && afterEnd) afterEnd.push(() => note(outside, actor, camera, failed).catch(() => undefined));
    else await note(core, actor, camera, failed);
    throw new DomainError('unavailable', `The camera was not synchronized: ${error.message}`);
  }
}

async function deviceOf(core: Core, camera: CameraView): Promise<CameraDevice> {
  const connection = await connectionOf(core, camera.id);
  const stream = parseSource(camera.streamUrl);
  const own = camera.onvifUrl === '' ? undefined : parseSource(camera.onvifUrl);
  // The stream's password is for the stream's host: who changes the address of the settings does not get it.
  const { host, login, password } = own && (own.login !== '' || own.host !== stream.host) ? own : stream;
  if (host === '' || stream.protocol === 'fake')
    throw invalid('stream_url', 'a camera without an address cannot be synchronized');
  const protocol = own?.protocol === 'https' ? 'https' : 'http';
  const port = own?.port ?? connection.httpPort ?? undefined;
  const path = own && own.path.length > 1 ? own.path : '/onvif/device_service';
  return {
    url: composeSource({ protocol, host, port, path, login: '', password: '' }),
    login,
    password,
    networks: camera.organizationNetworks,
    channel: connection.channel,
    profile: camera.onvifProfile,
    bitrateLimit: camera.bandwidthLimit,
  };
}

interface Outcome {
  /** Null: it failed. */
  readonly at: Date | null;
  readonly model: string | null;
  readonly error: string | null;
}

async function note(core: Core, actor: Actor, camera: CameraView, { at, model, error }: Outcome): Promise<void> {
  await write(core, actor, { type: 'camera.synchronize', subject: camera.name }, async (tx) => {
    const [before] = await tx.sql<{ deviceModel: string | null; synchronizeError: string | null }[]>`
      select device_model, synchronize_error from camera_connection where camera_id = ${camera.id}`;
    await tx.sql`
      insert into camera_connection (camera_id, synchronized_at, synchronize_error, device_model)
      values (${camera.id}, ${at}, ${error}, ${model})
      on conflict (camera_id) do update set synchronized_at = coalesce(excluded.synchronized_at, camera_connection.synchronized_at),
        synchronize_error = excluded.synchronize_error, device_model = coalesce(excluded.device_model, camera_connection.device_model)`;
    tx.changed({
      action: 'change',
      objectKind: 'camera',
      objectId: camera.id,
      changes: {
        'connection.deviceModel': [before?.deviceModel ?? null, model ?? before?.deviceModel ?? null],
        'connection.synchronizeError': [before?.synchronizeError ?? null, error],
      },
    });
  });
}
