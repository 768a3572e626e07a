import type { Db, Fragment } from '../../db/sql.ts';
import { managedOrganizations, ownOrganizations, scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type CameraState, STATUS_LIFE_MS } from '../cameras/state.ts';
import { type Core, listReader } from '../core.ts';
import type { Overview } from './counters.ts';

/** Counters of all that the actor sees; those of a whole domain are counted once for everybody who looks. */
export async function overview(core: Core, actor: Actor): Promise<Overview> {
  const scope = await scopeOf(core, actor);
  if (!scope) {
    const { lists, clock } = core;
    return await core.overviews.shared(actor.domainId, clock, () =>
      count(lists, actor.domainId, lists`true`, undefined),
    );
  }
  const sql = listReader(core);
  return await count(sql, actor.domainId, visibleCameras(sql, scope), {
    organizations: ownOrganizations(scope),
    managed: managedOrganizations(scope),
  });
}

type Scope = { readonly organizations: readonly number[]; readonly managed: readonly number[] } | undefined;

async function count(sql: Db, domainId: number, visible: Fragment, scope: Scope): Promise<Overview> {
  const [cameras, [rest], events] = await Promise.all([
    countStates(sql, domainId, visible),
    countRest(sql, domainId, visible, scope),
    scope ? [] : countEvents(sql, domainId),
  ]);
  const states = { live: 0, starting: 0, on_demand: 0, offline: 0, blocked: 0, no_source: 0 };
  for (const row of cameras) states[row.state] = row.count;
  const outcome = (name: string) => events.find((event) => event.outcome === name)?.count ?? 0;
  return {
    cameras: { ...states, total: cameras.reduce((sum, row) => sum + row.count, 0) },
    organizations: rest?.organizations ?? 0,
    users: rest?.users ?? 0,
    viewings: rest?.viewings ?? 0,
    archiveBytes: cameras.reduce((sum, row) => sum + row.archiveBytes, 0),
    notRecorded: cameras.find((row) => row.state === 'live')?.notRecorded ?? 0,
    bitrate: cameras.find((row) => row.state === 'live')?.bitrate ?? 0,
    billingEvents: { applied: outcome('applied'), rejected: outcome('rejected'), failed: outcome('failed') },
  };
}

/** `stateOf` for all cameras at once; a test holds the two together. */
function countStates(sql: Db, domainId: number, visible: Fragment) {
  return sql<{ state: CameraState; count: number; archiveBytes: number; bitrate: number; notRecorded: number }[]>`
    with blocked as (
      select subject_id from block where subject_kind = 'device' and effect = 'service'),
    blocked_organization as (
      select distinct subject_id from block where subject_kind = 'organization' and effect = 'service')
    select case
        when c.id in (select subject_id from blocked) or c.organization_id in (select subject_id from blocked_organization) then 'blocked'
        when c.stream_url = '' then 'no_source'
        when s.alive and s.updated_at > now() - make_interval(secs => ${STATUS_LIFE_MS / 1000}) then 'live'
        when c.on_demand then 'on_demand'
        when s.error is not null then 'offline'
        else 'starting' end as state,
      count(*)::int as count, coalesce(sum(s.archive_bytes), 0)::bigint as archive_bytes, coalesce(sum(s.bitrate), 0)::bigint as bitrate,
      count(s.recording_error)::int as not_recorded
    from camera c left join stream_state s on s.camera_id = c.id
    where c.domain_id = ${domainId} and ${visible} group by 1`;
}

function countRest(sql: Db, domainId: number, visible: Fragment, scope: Scope) {
  const organizations = scope ? sql`and o.id = any(${[...scope.organizations]}::int[])` : sql``;
  const users = scope
    ? sql`and u.id in (select m.user_id from membership m where m.organization_id = any(${[...scope.managed]}::int[]))`
    : sql``;
  return sql<{ organizations: number; users: number; viewings: number }[]>`
    select (select count(*)::int from organization o where o.domain_id = ${domainId} ${organizations}) as organizations,
      (select count(*)::int from app_user u where u.domain_id = ${domainId} ${users}) as users,
      (select count(*)::int from viewing v join camera c on c.id = v.camera_id
       where v.ended_at is null and v.seen_at > now() - interval '30 seconds' and c.domain_id = ${domainId} and ${visible}) as viewings`;
}

const countEvents = (sql: Db, domainId: number) => sql<{ outcome: string; count: number }[]>`
  select e.outcome, count(*)::int as count from billing_event e
  where e.domain_id = ${domainId} and e.at > now() - interval '24 hours' group by 1`;
