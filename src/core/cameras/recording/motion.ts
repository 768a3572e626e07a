import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../../../db/sql.ts';
import { transaction } from '../../../db/transaction.ts';
import { motionEvents } from '../../analytics/motion.ts';
import { tellMotion } from '../../analytics/told-events.ts';
import type { Core } from '../../core.ts';
import { refuse } from '../../errors.ts';
import type { Sealer } from '../../secrets/sealer.ts';
import { archiveDaysOf } from './archive-depth.ts';

/** Notices that follow each other within this tell of one motion. */
const PAUSE_SECONDS = 40;
const SECRET = /^(\d{1,10})-([A-Za-z0-9_-]{22})$/;

/** What a camera calls to tell of motion: the last part of the URL, that camera's alone. */
export const motionSecret = (sealer: Sealer, cameraId: number): string => `${cameraId}-${mac(sealer, cameraId)}`;

/** A camera tells that something moves. Throws `not_found` for a secret that is no camera's, or whose notices are off. */
export async function noticeMotion(core: Core, secret: string): Promise<void> {
  const [, id = '', given = ''] = SECRET.exec(secret) ?? [];
  const cameraId = Number(id);
  if (id === '' || !timingSafeEqual(Buffer.from(given), Buffer.from(mac(core.sealer, cameraId))))
    throw refuse('some_camera_not_found');
  if (!(await noteMotion(core, cameraId))) throw refuse('some_camera_not_found');
}

/** Something moves before a camera now, whoever found out. False: there is no such camera, or nobody wants its notices. */
export async function noteMotion(core: Core, cameraId: number): Promise<boolean> {
  const at = core.clock();
  if (core.motionNotices.isRepeat(cameraId, at)) return true;
  const { known, fresh } = await storeMotion(core.sql, cameraId, at);
  if (known) core.motionNotices.stored(cameraId, at);
  if (fresh.length > 0 && core.wanted.anywhere(['analytics.event'])) await tell(core, cameraId, at, fresh);
  return known;
}

/** Whoever wants to hear of it is no reason to lose the motion. */
async function tell(core: Core, cameraId: number, at: Date, fresh: Stored['fresh']): Promise<void> {
  try {
    await transaction(core.sql, async (sql, later) => await tellMotion({ core, sql, later }, cameraId, at, fresh));
  } catch (cause) {
    core.log.error({ cause, cameraId }, 'endpoints not told of a motion');
  }
}

const mac = (sealer: Sealer, cameraId: number): string =>
  sealer.tag('camera motion', String(cameraId)).subarray(0, 16).toString('base64url');

interface Stored {
  /** False: there is no such camera, or nobody wants its notices. */
  readonly known: boolean;
  /** Events of cases that began with it. */
  readonly fresh: readonly { readonly id: number; readonly caseId: number }[];
}

async function storeMotion(sql: Db, cameraId: number, at: Date): Promise<Stored> {
  const [row] = await sql<Stored[]>`
    with camera_known as (select from camera_connection where camera_id = ${cameraId} and motion_notices),
    going_on as (
      update motion set ended_at = greatest(ended_at, ${at})
      where camera_id = ${cameraId} and exists (select from camera_known)
        and began_at = (select max(m.began_at) from motion m where m.camera_id = ${cameraId})
        and ended_at > ${at}::timestamptz - make_interval(secs => ${PAUSE_SECONDS})
      returning camera_id, began_at, ended_at),
    begun as (
      insert into motion (camera_id, began_at, ended_at)
      select ${cameraId}, ${at}, ${at} where exists (select from camera_known) and not exists (select from going_on)
      on conflict do nothing
      returning camera_id, began_at, ended_at),
    told as (${motionEvents(sql, sql`select * from going_on union all select * from begun`, at)})
    select exists (select from camera_known) as known,
      coalesce((select jsonb_agg(jsonb_build_object('id', id, 'caseId', case_id)) from told where fresh), '[]') as fresh`;
  return row ?? { known: false, fresh: [] };
}

/** What a camera told of that touches the time between two instants, in order. */
export async function motionBetween(
  sql: Db,
  cameraId: number,
  from: Date,
  to: Date,
): Promise<readonly { readonly beganAt: Date; readonly endedAt: Date }[]> {
  return await sql`
    select began_at, ended_at from motion
    where camera_id = ${cameraId} and began_at <= ${to} and ended_at >= ${from}
    order by began_at`;
}

const BATCH = 10_000;

/** Motion goes a day after the archive that it was for. */
export async function tidyMotion(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from motion where ctid in (
      select m.ctid from motion m
      left join camera c on c.id = m.camera_id
      left join organization o on o.id = c.organization_id
      left join preset p on p.id = c.preset_id
      where m.ended_at < now() - make_interval(secs => (coalesce(${archiveDaysOf(sql)}, 0) + 1) * 86400)
      limit ${BATCH})`;
  return count;
}
