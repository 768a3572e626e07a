import type { Db, Fragment } from '../../db/sql.ts';
import { blocksAsJson, fromStored, type StoredBlock } from '../blocks/queries.ts';
import { shutsPeopleOut } from '../blocks/source.ts';
import { archiveDaysOf } from '../cameras/recording/archive-depth.ts';
import type { Permission } from '../permissions/permission.ts';
import { deniedTo } from '../permissions/queries.ts';
import { homeOf } from '../users/belonging.ts';
import type { Account, CameraFacts, ClientFacts, Grant, Membership, UserFacts } from './facts.ts';
import { SHARE } from './grants.ts';
import { visibleCameras } from './scope.ts';

export async function cameraFacts(
  sql: Db,
  where: { readonly domainId?: number; readonly name: string } | { readonly id: number },
): Promise<CameraFacts | undefined> {
  const condition =
    'id' in where
      ? sql`c.id = ${where.id}`
      : sql`c.name = ${where.name} ${where.domainId === undefined ? sql`` : sql`and c.domain_id = ${where.domainId}`}`;
  const [found] = await selectCameras(sql, sql`${condition} limit 1`);
  return found;
}

/** The facts of the cameras that a user sees, by id; of an administrator, who sees all, those of `organizationIds`. */
export async function factsOfVisible(
  sql: Db,
  user: UserFacts,
  organizationIds: readonly number[],
): Promise<readonly CameraFacts[]> {
  const within = user.administrator
    ? sql`c.organization_id = any(${[...organizationIds]}::int[])`
    : visibleCameras(sql, user);
  return await selectCameras(sql, sql`c.domain_id = ${user.domainId} and ${within} order by c.id`);
}

async function selectCameras(sql: Db, condition: Fragment): Promise<readonly CameraFacts[]> {
  const rows = await sql<
    (Omit<CameraFacts, 'blocks' | 'organizationBlocks'> & {
      blocks: StoredBlock[];
      organizationBlocks: StoredBlock[];
    })[]
  >`
    select c.id, c.name, c.domain_id, c.organization_id, c.preset_id, o.owner_id as organization_owner_id, f.path as folder_path,
           ${archiveDaysOf(sql)} as archive_days,
           case when c.archive_days is not null then 'camera' when o.archive_seconds is not null then 'organization' else 'preset' end as archive_set_by,
           ${blocksAsJson(sql, 'device', 'c.id')} as blocks, ${blocksAsJson(sql, 'organization', 'c.organization_id')} as organization_blocks,
           coalesce(n.restrict_live, false) as restrict_live, coalesce(n.restrict_archive, false) as restrict_archive
    from camera c
    join organization o on o.id = c.organization_id
    join folder f on f.id = c.folder_id
    join preset p on p.id = c.preset_id
    left join panel n on n.camera_id = c.id
    where ${condition}`;
  return rows.map((row) => ({
    ...row,
    blocks: fromStored(row.blocks),
    organizationBlocks: fromStored(row.organizationBlocks),
  }));
}

interface UserRow {
  readonly id: number;
  readonly login: string;
  readonly domainId: number;
  readonly kind: string;
  readonly readonly: boolean;
  readonly maxSessions: number | null;
  readonly account: Account | null;
  readonly epoch: number;
  readonly parentId: number | null;
  readonly blocks: StoredBlock[];
  readonly memberships: Membership[] | null;
  readonly ownedOrganizations: number[];
  readonly grants: StoredGrant[];
  readonly shared: StoredGrant[];
  readonly homeOrganizationId: number | null;
  readonly homeBlocks: StoredBlock[];
  readonly signInBlocks: StoredBlock[];
  readonly denied: Permission[];
  readonly allowedNetworks: string[];
}

type StoredGrant = Omit<Grant, 'validFrom'> & { readonly validFrom: string | null };

/** A user with all that gives and takes access, and the users above it. */
export async function userFacts(sql: Db, id: number): Promise<UserFacts | undefined> {
  const [row] = await sql<UserRow[]>`
    select u.id, u.login, u.domain_id, u.kind, u.readonly, u.max_sessions, u.credential_epoch as epoch, u.parent_id, u.home_organization_id, u.allowed_networks,
      ${blocksAsJson(sql, 'user', 'u.id')} as blocks,
      ${blocksAsJson(sql, 'organization', 'u.home_organization_id')} as home_blocks,
      ${blocksAsJson(sql, 'organization', 'u.home_organization_id', 'sign_in')} as sign_in_blocks,
      ${deniedTo(sql, sql`u`)} as denied,
      (select jsonb_build_object('organizationId', a.id, 'liveViews', a.live_views, 'archiveViews', a.archive_views,
          'userLiveViews', a.user_live_views, 'userArchiveViews', a.user_archive_views)
        from organization a where a.id = ${homeOf(sql)}) as account,
      coalesce((select jsonb_agg(jsonb_build_object('organizationId', m.organization_id, 'editCameras', m.edit_cameras, 'editUsers', m.edit_users))
                from membership m where m.user_id = u.id), '[]') as memberships,
      array(select o.id from organization o where o.owner_id = u.id) as owned_organizations,
      ${grantsAsJson(
        sql,
        sql`
        (g.subject_kind = 'user' and g.subject_id = u.id)
        or (g.subject_kind = 'organization' and g.source <> ${SHARE} and g.subject_id in (
          select m.organization_id from membership m where m.user_id = u.id
          union select o.id from organization o where o.owner_id = u.id))`,
      )} as grants,
      ${grantsAsJson(
        sql,
        sql`
        g.subject_kind = 'organization' and g.subject_id in (
          select o.id from organization o where o.owner_id = u.id
          union select case when w.object_kind = 'organization' and w.through_organization_id is null then w.object_id else w.through_organization_id end
          from access_grant w where w.subject_kind = 'user' and w.subject_id = u.id)`,
      )} as shared
    from app_user u where u.id = ${id}`;
  if (!row) return undefined;
  const parent = row.parentId === null ? null : ((await userFacts(sql, row.parentId)) ?? null);
  const administrator = row.kind === 'administrator';
  return {
    kind: 'user',
    id: row.id,
    login: row.login,
    domainId: row.domainId,
    administrator,
    readonly: row.readonly,
    maxSessions: row.maxSessions,
    account: row.account,
    epoch: row.epoch,
    blocks: fromStored(row.blocks),
    memberships: row.memberships ?? [],
    ownedOrganizations: row.ownedOrganizations,
    grants: row.grants.map(toGrant),
    shared: row.shared.map(toGrant),
    homeOrganizationId: administrator ? null : row.homeOrganizationId,
    homeBlocks: administrator ? [] : fromStored(row.homeBlocks.filter(shutsPeopleOut)),
    signInBlocks: administrator ? [] : fromStored(row.signInBlocks),
    allowedNetworks: row.allowedNetworks,
    denied: row.denied,
    parent,
  };
}

const grantsAsJson = (sql: Db, condition: Fragment): Fragment => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'objectKind', g.object_kind, 'objectId', g.object_id, 'live', g.live,
      'archive', g.archive, 'archiveDepthSeconds', g.archive_depth_seconds, 'download', g.download, 'snapshot', g.snapshot,
      'ptz', g.ptz, 'actions', g.actions, 'edit', g.edit, 'source', g.source, 'validFrom', g.valid_from,
      'viaOrganizationId', case when g.subject_kind = 'organization' then g.subject_id end,
      'viaBlocked', g.subject_kind = 'organization' and exists (
        select from block b where b.subject_kind = 'organization' and b.subject_id = g.subject_id and b.effect = 'service'),
      'suspended', g.suspended, 'throughOrganizationId', g.through_organization_id))
    from access_grant g where ${condition}), '[]')`;

const toGrant = (stored: StoredGrant): Grant => ({
  ...stored,
  validFrom: stored.validFrom === null ? null : new Date(stored.validFrom),
});

export async function clientFacts(sql: Db, id: number): Promise<ClientFacts | undefined> {
  const [row] = await sql<{ id: number; domainId: number; epoch: number }[]>`
    select id, domain_id, epoch from api_client where id = ${id} and enabled`;
  return row && { kind: 'client', ...row };
}

export async function userIdByKey(sql: Db, hash: Buffer): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`select id from app_user where user_key_hash = ${hash}`;
  return row?.id;
}
