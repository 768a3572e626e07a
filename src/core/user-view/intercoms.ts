import type { UserFacts } from '../access/facts.ts';
import { APARTMENT, CONTRACT } from '../access/grants.ts';
import { ownOrganizations, scopeOf, visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import { afterRows, type Page, type PageRequest, toRankedPage } from '../page.ts';
import { userById } from '../users/operations.ts';

/** An intercom that a user reaches through one contract. */
export interface UserIntercom {
  readonly cameraId: number;
  readonly title: string;
  readonly address: string;
  /** Number of the entrance that it stands at; null: unknown. */
  readonly entrance: number | null;
  readonly organization: { readonly id: number; readonly title: string };
  /** False: a camera at a door, which looks out of no panel. */
  readonly hasPanel: boolean;
  /** The flat that the contract is linked with there, else the contract's own, as its door says it; null: unknown. */
  readonly flat: string | null;
  /** RFID keys of the contract: their digits, at most ten, and how many there are. */
  readonly keys: readonly string[];
  readonly keyCount: number;
  readonly createdAt: Date;
}

const SHOWN_KEYS = 10;

/**
 * The panels and the cameras at doors that contracts of the user were given, by id of the camera, once for each
 * contract. Whoever does not see the whole domain is told of contracts of its own alone, and of cameras that it sees.
 */
export async function userIntercoms(
  core: Core,
  actor: Actor,
  userId: number,
  query: PageRequest,
): Promise<Page<UserIntercom>> {
  await userById(core, actor, userId);
  const facts = await core.access.viewer('user', userId);
  if (facts?.kind !== 'user') throw refuse('user_not_found', { id: userId });
  const scope = await scopeOf(core, actor);
  const contracts = contractsOf(facts).filter((id) => !scope || ownOrganizations(scope).includes(id));
  if (contracts.length === 0) return { items: [], next: null };
  const sql = listReader(core);
  const start = afterRows(query);
  const rows = await sql<UserIntercom[]>`
    with given as (
      select g.subject_id as organization_id, g.object_id as device_id, g.flat from access_grant g
      where g.subject_kind = 'organization' and g.subject_id = any(${contracts}::int[]) and g.object_kind = 'device'
        and g.source = any(${[CONTRACT, APARTMENT]}::text[])),
    reached as (
      select g.organization_id, g.flat, p.camera_id, null::text as address from given g join panel p on p.camera_id = g.device_id
      union all
      select g.organization_id, g.flat, d.camera_id, l.postal_address from given g
      join door d on d.lock_id = g.device_id and d.camera_id is not null join lock l on l.id = d.lock_id),
    intercoms as (
      select organization_id, camera_id, max(address) as address, max(flat) as flat from reached group by organization_id, camera_id)
    select c.id as camera_id, case when c.title = '' then c.name else c.title end as title,
      coalesce(nullif(c.postal_address, ''), i.address, '') as address,
      (select min(d.entrance) from door d where d.camera_id = c.id) as entrance,
      jsonb_build_object('id', o.id, 'title', o.title) as organization, coalesce(i.flat, o.flat) as flat,
      p.camera_id is not null as has_panel,
      array(select k.digits from access_key k where k.organization_id = o.id order by k.id limit ${SHOWN_KEYS}) as keys,
      (select count(*)::int from access_key k where k.organization_id = o.id) as key_count,
      coalesce(p.created_at, c.created_at) as created_at
    from intercoms i
    join camera c on c.id = i.camera_id and c.domain_id = ${actor.domainId}
    join organization o on o.id = i.organization_id
    left join panel p on p.camera_id = c.id
    where ${visibleCameras(sql, scope)}
    order by c.id, o.id offset ${start} limit ${query.limit + 1}`;
  return toRankedPage(rows, query.limit, start);
}

/** Of a sub-user no contract that its owner has not. */
function contractsOf(user: UserFacts): readonly number[] {
  const { parent } = user;
  const own = ownOrganizations(user);
  return parent ? own.filter((id) => ownOrganizations(parent).includes(id)) : own;
}
