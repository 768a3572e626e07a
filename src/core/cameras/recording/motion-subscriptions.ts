import type { Db } from '../../../db/sql.ts';
import { type Core, reader } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { camerasByIds } from '../reading/queries.ts';
import { deviceOf } from '../source/camera-device.ts';
import type { CameraDevice, DeviceProblem } from '../source/device-control.ts';

/** Why a camera that is to be asked about motion is not heard. */
export type MotionProblem =
  | DeviceProblem
  /** It has no address to be asked at. */
  | 'no_address'
  /** A fault of our own; the log has it. */
  | 'internal';

export const MOTION_PROBLEMS = [
  ...(['unreachable', 'timeout', 'wrong_credentials', 'not_allowed', 'no_onvif', 'refused'] as const),
  ...(['no_address', 'internal'] as const),
] satisfies readonly MotionProblem[];

/** How asking a camera about motion goes. */
export interface MotionState {
  /** Since when it is heard without a break; null: it is not. */
  readonly since: Date | null;
  readonly problem: MotionProblem | null;
  /** What the camera gave as its reason, in brackets; may be empty. */
  readonly said: string;
}

/** What is known of a camera's state is believed for this long after it was written. */
export const MOTION_STATE_SECONDS = 180;

export interface WantedSubscription {
  readonly cameraId: number;
  /** Another one when anything of how the camera is reached has changed. */
  readonly stamp: string;
}

/** Cameras that are to be asked about motion, without those that a block keeps from their service; the first `limit` by id. */
export async function wantedSubscriptions(sql: Db, limit: number): Promise<readonly WantedSubscription[]> {
  return await sql<WantedSubscription[]>`
    select c.id as camera_id, md5(concat_ws('|', c.stream_url, c.stream_url_sealed, '|', c.onvif_url, c.onvif_url_sealed, '|',
      n.onvif_credentials_sealed, '|', n.http_port, '|', n.channel, '|', o.networks)) as stamp
    from camera_connection n join camera c on c.id = n.camera_id join organization o on o.id = c.organization_id
    where n.motion_notices and n.motion_source = 'onvif'
      and not exists (select from block b where b.subject_kind = 'device' and b.subject_id = c.id and b.effect = 'service')
      and not exists (select from block b where b.subject_kind = 'organization' and b.subject_id = c.organization_id and b.effect = 'service')
    order by c.id limit ${limit}`;
}

/** How that camera is reached now. Throws `not_found` for one that is gone, and `invalid` for one without an address. */
export async function deviceToAsk(core: Core, cameraId: number): Promise<CameraDevice> {
  const [camera] = await camerasByIds(core.sql, core.sealer, [cameraId], 0);
  if (!camera) throw refuse('some_camera_not_found');
  return await deviceOf(core, camera);
}

/** Writes how it goes with these cameras now; those that are gone are left out. */
export async function storeMotionStates(
  sql: Db,
  states: readonly (MotionState & { readonly cameraId: number })[],
  now: Date,
): Promise<void> {
  if (states.length === 0) return;
  const rows = states.map(({ cameraId, since, problem, said }) => ({ camera_id: cameraId, since, problem, said }));
  await sql`
    insert into motion_subscription (camera_id, since, problem, said, seen_at)
    select r.camera_id, r.since, r.problem, r.said, ${now}
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as r(camera_id int, since timestamptz, problem text, said text)
    where exists (select from camera c where c.id = r.camera_id) order by r.camera_id
    on conflict (camera_id) do update set since = excluded.since, problem = excluded.problem, said = excluded.said,
      seen_at = excluded.seen_at`;
}

/** Forgets of cameras that are not asked any more. */
export async function keepMotionStates(sql: Db, cameraIds: readonly number[]): Promise<void> {
  await sql`delete from motion_subscription where camera_id <> all(${[...cameraIds]}::int[])`;
}

/** Null: nobody asks the camera, or has not begun to. */
export async function motionStateOf(core: Core, cameraId: number): Promise<MotionState | null> {
  const [row] = await reader(core)<MotionState[]>`
    select since, problem, said from motion_subscription
    where camera_id = ${cameraId} and seen_at > ${core.clock()}::timestamptz - make_interval(secs => ${MOTION_STATE_SECONDS})`;
  return row ?? null;
}
