import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { Write } from '../write.ts';

/** The cameras whose state, organization, preset or plan may have changed; those that are gone are named by their ids. */
export type UsageScope =
  | { readonly cameraIds: readonly number[] }
  | { readonly organizationId: number }
  | { readonly presetIds: readonly number[] };
/** And all of a domain, to look at. */
type Scope = UsageScope | { readonly domainId: number };

/**
 * Brings the usage of cameras in line with what holds now, as part of the write that changed it: an interval that says
 * something else is closed at this instant and another one begins. A camera that is blocked, or whose organization is,
 * has none. One that would end as it begins is no interval. Where a clock went back, nothing overlaps: what begins,
 * begins where the last one ended.
 *
 * The caller holds the lock of each camera, of the organization or of the presets.
 */
export function settleUsage(tx: Write, scope: UsageScope): void {
  const { sql } = tx;
  // Else the block of an organization, or another plan, misses what a camera of it begins or ends at the same moment.
  if (!('cameraIds' in scope))
    tx.later(sql`select from camera c where ${camerasOf(sql, scope)} order by c.id for no key update`);
  tx.later(settle(sql, scope, tx.core.clock()));
}

/** Begins the usage of cameras that were not there before this write. */
export function openUsage(tx: Write, cameraIds: readonly number[]): void {
  const { sql } = tx;
  tx.later(sql`
    with ${wantedOf(sql, { cameraIds })}
    insert into usage_interval (domain_id, camera_id, organization_id, plan_id, from_at)
    select domain_id, camera_id, organization_id, plan_id, ${tx.core.clock()} from wanted`);
}

/** Cameras of a domain whose open interval is not what holds, by id; those that are gone too. */
export async function unsettledCameras(sql: Db, domainId: number, limit: number): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    with ${wantedOf(sql, { domainId })}, open as materialized (
      select camera_id, organization_id, plan_id from usage_interval where to_at = 'infinity' and domain_id = ${domainId}
    )
    select coalesce(w.camera_id, o.camera_id) as id from wanted w full join open o on o.camera_id = w.camera_id
    where (w.camera_id, w.organization_id, w.plan_id) is distinct from (o.camera_id, o.organization_id, o.plan_id)
    order by 1 limit ${limit}`;
  return rows.map(({ id }) => id);
}

function settle(sql: Tx, scope: UsageScope, now: Date) {
  return sql`
    with ${wantedOf(sql, scope)}, open as materialized (
      select u.id, u.camera_id, u.organization_id, u.plan_id from usage_interval u
      where u.to_at = 'infinity' and ${intervalsOf(sql, scope)}
    ), over as materialized (
      select o.id from open o left join wanted w on w.camera_id = o.camera_id
      where w.camera_id is null or w.organization_id <> o.organization_id or w.plan_id is distinct from o.plan_id
    ), dropped as (
      delete from usage_interval u using over where u.id = over.id and u.to_at = 'infinity' and u.from_at >= ${now} returning 1
    ), closed as (
      update usage_interval u set to_at = ${now} from over where u.id = over.id and u.to_at = 'infinity' and u.from_at < ${now} returning 1
    )
    insert into usage_interval (domain_id, camera_id, organization_id, plan_id, from_at)
    select w.domain_id, w.camera_id, w.organization_id, w.plan_id, greatest(${now}::timestamptz, (
      select u.to_at from usage_interval u where u.camera_id = w.camera_id and u.to_at <> 'infinity'
      order by u.from_at desc limit 1))
    from wanted w
    where not exists (select from open o where o.camera_id = w.camera_id and o.id not in (select id from over))
      -- Run to their end before anything is inserted.
      and (select count(*) from dropped) + (select count(*) from closed) >= 0`;
}

/** `wanted`: the cameras that are used now, by whom and under which plan. */
const wantedOf = (sql: Db, scope: Scope): Fragment => sql`
  scoped as materialized (
    select c.id, c.domain_id, c.organization_id, c.preset_id from camera c where ${camerasOf(sql, scope)}
  ), sold as materialized (
    select k.organization_id, k.preset_id, ${planOf(sql)} as plan_id
    from (select distinct domain_id, organization_id, preset_id from scoped) k
    join organization o on o.id = k.organization_id
  ), wanted as materialized (
    select s.id as camera_id, s.domain_id, s.organization_id, p.plan_id
    from scoped s join sold p on p.organization_id = s.organization_id and p.preset_id = s.preset_id
    where not exists (select from block b where b.subject_kind = 'device' and b.subject_id = s.id and b.effect = 'service')
      and not exists (select from block b where b.subject_kind = 'organization' and b.subject_id = s.organization_id
                      and b.effect = 'service'))`;

function camerasOf(sql: Db, scope: Scope): Fragment {
  if ('domainId' in scope) return sql`c.domain_id = ${scope.domainId}`;
  if ('cameraIds' in scope) return sql`c.id = any(${[...scope.cameraIds]}::int[])`;
  if ('organizationId' in scope) return sql`c.organization_id = ${scope.organizationId}`;
  return sql`c.preset_id = any(${[...scope.presetIds]}::int[])`;
}

function intervalsOf(sql: Tx, scope: UsageScope): Fragment {
  if ('cameraIds' in scope) return sql`u.camera_id = any(${[...scope.cameraIds]}::int[])`;
  if ('organizationId' in scope) return sql`u.organization_id = ${scope.organizationId}`;
  return sql`u.camera_id in (select id from scoped)`;
}

/**
 * What a camera of organization `o` with the preset of `k` is charged by: a plan with that preset that the organization
 * is limited to; else the default plan, or any that is still given where it may have all; null: it may have none.
 */
const planOf = (sql: Db): Fragment => sql`
  (select p.id from plan p left join organization_plan g on g.plan_id = p.id and g.organization_id = o.id
   where p.preset_id = k.preset_id and p.domain_id = k.domain_id and not o.no_plans
     and (g.plan_id is not null or (p.active and (p.is_default or not exists (
       select from organization_plan x where x.organization_id = o.id))))
   order by g.plan_id is null, p.is_default desc, p.id limit 1)`;
