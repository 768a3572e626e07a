import type { Db, Fragment } from '../../db/sql.ts';
import { managedOrganizations, ownOrganizations, scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type CameraState, STATUS_LIFE_MS } from '../cameras/camera.ts';
import { type Core, listReader } from '../core.ts';

export interface Overview {
  readonly cameras: Readonly<Record<CameraState, number>> & { readonly total: number };
  readonly organizations: number;
  readonly users: number;
  readonly viewings: number;
  readonly archiveBytes: number;
  /** kbit/s of all running streams. */
  readonly bitrate: number;
  /** Of the last 24 hours. */
  readonly billingEvents: { readonly applied: number; readonly rejected: number; readonly failed: number };
}

interface Kept {
  readonly value: Promise<Overview>;
  /** When it is asked again; infinite while it is being counted. */
  freshUntil: number;
}

const KEPT_MS = 5000;
/** Counting takes at most a twentieth of the time, however many cameras there are. */
const REST_FACTOR = 20;
const kept = new WeakMap<Core['sql'], Map<number, Kept>>();

/** Counters of all that the actor sees; those of a whole domain are counted once for everybody who looks. */
export async function overview(core: Core, actor: Actor): Promise<Overview> {
  const scope = await scopeOf(core, actor);
  if (!scope) return await shared(core, actor.domainId);
  const sql = listReader(core);
  return await count(sql, actor.domainId, visibleCameras(sql, scope), {
    organizations: ownOrganizations(scope),
    managed: managedOrganizations(scope),
  });
}

async function shared(core: Core, domainId: number): Promise<Overview> {
  const domains = kept.get(core.sql) ?? new Map<number, Kept>();
  kept.set(core.sql, domains);
  const now = core.clock().getTime();
  const known = domains.get(domainId);
  if (known && known.freshUntil > now) return await known.value;
  const sql = core.lists;
  const entry: Kept = { value: count(sql, domainId, sql`true`, undefined), freshUntil: Number.POSITIVE_INFINITY };
  domains.set(domainId, entry);
  try {
    const value = await entry.value;
    const tookMs = core.clock().getTime() - now;
    entry.freshUntil = now + tookMs + Math.max(KEPT_MS, tookMs * REST_FACTOR);
    return value;
  } catch (error) {
    domains.delete(domainId);
    throw error;
  }
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
    bitrate: cameras.find((row) => row.state === 'live')?.bitrate ?? 0,
    billingEvents: { applied: outcome('applied'), rejected: outcome('rejected'), failed: outcome('failed') },
  };
}

/** `stateOf` for all cameras at once; a test holds the two together. */
function countStates(sql: Db, domainId: number, visible: Fragment) {
  return sql<{ state: CameraState; count: number; archiveBytes: number; bitrate: number }[]>`
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
      count(*)::int as count, coalesce(sum(s.archive_bytes), 0)::bigint as archive_bytes, coalesce(sum(s.bitrate), 0)::bigint as bitrate
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
