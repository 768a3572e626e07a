import type { Db, Tx } from '../../db/sql.ts';
import { blocksAsJson, type StoredBlock } from '../blocks/queries.ts';
import { refuse } from '../errors.ts';
import { userText } from '../users/queries.ts';
import type { Member, Organization } from './organization.ts';

export interface OrganizationView extends Organization {
  readonly ownerLogin: string | null;
  readonly domainTitle: string;
  readonly cameraCount: number;
  readonly lockCount: number;
  readonly userCount: number;
  readonly mosaicCount: number;
  readonly blocks: readonly StoredBlock[];
  /** While one stands, users whose home it is cannot sign in. */
  readonly signInBlocks: readonly StoredBlock[];
}

const select = (sql: Db) => sql`
  select o.*, u.login as owner_login, d.title as domain_title,
    (select count(*)::int from camera c where c.organization_id = o.id) as camera_count,
    (select count(*)::int from lock l where l.organization_id = o.id) as lock_count,
    (select count(*)::int from membership m where m.organization_id = o.id) as user_count,
    (select count(*)::int from mosaic m where m.organization_id = o.id) as mosaic_count,
    ${blocksAsJson(sql, 'organization', 'o.id')} as blocks,
    ${blocksAsJson(sql, 'organization', 'o.id', 'sign_in')} as sign_in_blocks
  from organization o join domain d on d.id = o.domain_id left join app_user u on u.id = o.owner_id`;

export async function findOrganization(sql: Db, domainId: number, id: number): Promise<OrganizationView | undefined> {
  const [row] = await sql<OrganizationView[]>`${select(sql)} where o.domain_id = ${domainId} and o.id = ${id}`;
  return row;
}

/** By id, or exact before prefix before substring when searching. */
export async function listOrganizations(
  sql: Db,
  domainId: number,
  options: {
    readonly after: number;
    readonly offset: number;
    readonly limit: number;
    readonly search: string;
    readonly ids: readonly number[] | undefined;
  },
): Promise<readonly OrganizationView[]> {
  const { after, offset, limit, search, ids } = options;
  const text = sql`lower(o.title || ' ' || coalesce(o.contract_number, '') || ' ' || coalesce(o.outside_uid, ''))`;
  const order = sql`${search === '' ? sql`` : sql`(lower(o.title) like ${search}) desc, (lower(o.title) like ${`${search}%`}) desc,`} o.id`;
  // Counted when the page is chosen: rows that an offset passes over would be counted as well.
  return await sql<OrganizationView[]>`
    ${select(sql)}
    where o.id = any(array(
      select o.id from organization o
      where o.domain_id = ${domainId} and o.id > ${after} ${ids ? sql`and o.id = any(${[...ids]}::int[])` : sql``}
        ${search === '' ? sql`` : sql`and ${text} like ${`%${search}%`}`}
      order by ${order} offset ${offset} limit ${limit}))
    order by ${order}`;
}

/** Counts are checked under this lock. */
export async function lockOrganization(sql: Tx, domainId: number, id: number): Promise<Organization> {
  const row = await findToLock(sql, domainId, id);
  if (!row) throw refuse('organization_not_found', { id });
  return row;
}

/** The same for whoever has other words for one that is not there. */
export async function findToLock(sql: Tx, domainId: number, id: number): Promise<Organization | undefined> {
  const [row] = await sql<
    Organization[]
  >`select * from organization where domain_id = ${domainId} and id = ${id} for update`;
  return row;
}

export async function defaultOrganizationId(sql: Db, domainId: number): Promise<number> {
  const [row] = await sql<{ id: number }[]>`select id from organization where domain_id = ${domainId} and is_default`;
  if (!row) throw new Error(`Domain ${domainId} has no default organization`);
  return row.id;
}

export async function titlesOf(sql: Db, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: number; title: string }[]>`
    select id, title from organization where id = any(${[...new Set(ids)]}::int[])`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}

export async function findMember(sql: Db, organizationId: number, userId: number): Promise<Member | undefined> {
  const [row] = await sql<Member[]>`
    ${selectMembers(sql)} where m.organization_id = ${organizationId} and m.user_id = ${userId}`;
  return row;
}

/** By user id, or the exact login before its prefixes before the rest when searching. */
export async function listMembers(
  sql: Db,
  organizationId: number,
  {
    after,
    offset,
    limit,
    search,
    administrators,
  }: {
    readonly after: number;
    readonly offset: number;
    readonly limit: number;
    readonly search: string;
    /** False: those who manage an organization do not see the provider's people in it. */
    readonly administrators: boolean;
  },
): Promise<readonly Member[]> {
  const order = sql`${search === '' ? sql`` : sql`(lower(u.login) like ${search}) desc, (lower(u.login) like ${`${search}%`}) desc,`} u.id`;
  // Folders are looked up when the page is chosen: rows that an offset passes over would be looked at as well.
  return await sql<Member[]>`
    ${selectMembers(sql)}
    where m.organization_id = ${organizationId} and m.user_id = any(array(
      select u.id ${membersFrom(sql, organizationId, search, administrators)} and u.id > ${after}
      order by ${order} offset ${offset} limit ${limit}))
    order by ${order}`;
}

export async function countMembers(
  sql: Db,
  organizationId: number,
  search: string,
  administrators: boolean,
  cap: number,
): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select ${membersFrom(sql, organizationId, search, administrators)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

const membersFrom = (sql: Db, organizationId: number, search: string, administrators: boolean) => sql`
  from membership m join app_user u on u.id = m.user_id
  where m.organization_id = ${organizationId} ${administrators ? sql`` : sql`and u.kind <> 'administrator'`} ${search === '' ? sql`` : sql`and ${userText(sql)} like ${`%${search}%`}`}`;

const selectMembers = (sql: Db) => sql`
    select m.user_id, u.login, u.name, u.email, o.owner_id is not distinct from u.id as owner,
      m.edit_cameras, m.edit_users, m.view_statistics, m.edit_lists, m.view_lists,
      array(select distinct g.object_id from access_grant g join folder f on f.id = g.object_id
            where g.subject_kind = 'user' and g.subject_id = u.id and g.object_kind = 'folder' and f.organization_id = o.id and g.through_organization_id is null
            order by g.object_id) as folder_ids
    from membership m join app_user u on u.id = m.user_id join organization o on o.id = m.organization_id`;
