import type { Db, Fragment } from '../../db/sql.ts';
import { MOTION_STATE_SECONDS } from '../cameras/recording/motion-subscriptions.ts';
import { STATUS_LIFE_MS } from '../cameras/state.ts';
import type { Core } from '../core.ts';
import { levelIsOpen, stillSeen, usersOfCases } from './assigned.ts';
import {
  type AnalyticsCase,
  type CameraSigns,
  type CaseCamera,
  HEARTBEAT_LIFE_SECONDS,
  statusOf,
  troubleOf,
} from './case.ts';
import { ANALYTICS } from './types.ts';

export interface CaseKey {
  readonly id: number;
  readonly userId: number;
}

/** Ids of open cases in order with whose they are; `condition` is about `a`. */
export async function caseKeys(sql: Db, condition: Fragment, limit: number): Promise<readonly CaseKey[]> {
  return await sql<CaseKey[]>`
    select a.id, a.user_id from analytics_case a where ${condition} and ${levelIsOpen(sql)} order by a.id limit ${limit}`;
}

interface CaseRow extends Omit<AnalyticsCase, 'user' | 'status' | 'cameras'> {
  readonly userId: number;
  readonly login: string;
  readonly engineThere: boolean;
  readonly cameras: readonly (CameraSigns & Pick<CaseCamera, 'id' | 'name' | 'title'>)[];
}

/** Those cases whole, by id. */
export async function casesOf(core: Core, sql: Db, keys: readonly CaseKey[]): Promise<readonly AnalyticsCase[]> {
  if (keys.length === 0) return [];
  const now = core.clock();
  const users = await usersOfCases(
    core,
    keys.map(({ userId }) => userId),
  );
  const rows = await sql<CaseRow[]>`
    select a.id, a.domain_id, a.title, a.type, a.level, a.user_id, u.login, a.owner_id, a.paused, a.schedule, a.settings, a.created_at,
      exists (select from analytics_engine g where g.domain_id = a.domain_id and g.enabled and a.type = any(g.types)
        and g.last_heartbeat_at > ${now}::timestamptz - make_interval(secs => ${HEARTBEAT_LIFE_SECONDS})) as engine_there,
      coalesce((
        select jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'title', c.title, 'failure', k.failure,
          'tellsMotion', coalesce(n.motion_notices, false),
          'heard', n.motion_source is distinct from 'onvif' or coalesce(m.since is not null
            and m.seen_at > ${now}::timestamptz - make_interval(secs => ${MOTION_STATE_SECONDS}), false),
          'reachable', c.stream_url <> '' and (c.on_demand or (coalesce(s.alive, false)
            and s.updated_at > ${now}::timestamptz - make_interval(secs => ${STATUS_LIFE_MS / 1000})))) order by lower(c.title), c.id)
        from analytics_case_camera k join camera c on c.id = k.camera_id
        left join camera_connection n on n.camera_id = c.id left join motion_subscription m on m.camera_id = c.id
        left join stream_state s on s.camera_id = c.id
        where k.case_id = a.id and ${stillSeen(sql, users)}), '[]') as cameras
    from analytics_case a join app_user u on u.id = a.user_id
    where a.id = any(${keys.map(({ id }) => id)}::int[]) order by a.id`;
  return rows.map(toCase);
}

function toCase({ userId, login, engineThere, cameras: stored, ...row }: CaseRow): AnalyticsCase {
  const engine = ANALYTICS[row.type].by === 'engine' ? engineThere : undefined;
  const cameras = stored.map(({ id, name, title, ...signs }) => {
    const trouble = troubleOf(signs, engine);
    return { id, name, title, trouble, failure: trouble === 'failure' ? signs.failure : null };
  });
  return { ...row, user: { id: userId, login }, cameras, status: statusOf(row.paused, cameras) };
}
