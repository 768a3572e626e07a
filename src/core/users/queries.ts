import type { Db, Tx } from '../../db/sql.ts';
import { blocksAsJson, fromStored, type StoredBlock } from '../blocks/queries.ts';
import type { IdRange, Matched } from '../page.ts';
import type { Sealer } from '../secrets/sealer.ts';
import { administersAccount, homeOf } from './belonging.ts';
import { type KnownStops, stopped } from './stops.ts';
import type { User } from './user.ts';

type UserRow = Omit<User, 'hasPassword' | 'userKey' | 'blocks' | 'epoch'> & {
  readonly passwordHash: string | null;
  readonly userKeySealed: Uint8Array | null;
  readonly credentialEpoch: number;
  readonly blocks: readonly StoredBlock[];
};

const select = (sql: Db) => sql`
  select u.*, ${homeOf(sql)} as account_id, ${administersAccount(sql, homeOf(sql))} as account_administrator,
    coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'title', o.title) order by o.id)
              from membership m join organization o on o.id = m.organization_id where m.user_id = u.id), '[]') as organizations,
    ${blocksAsJson(sql, 'user', 'u.id')} as blocks
  from app_user u`;

export async function findUser(sql: Db, sealer: Sealer, domainId: number, id: number): Promise<User | undefined> {
  const [row] = await sql<UserRow[]>`${select(sql)} where u.domain_id = ${domainId} and u.id = ${id}`;
  return row && toUser(row, sealer);
}

export interface UserFilter {
  readonly after: number;
  readonly offset: number;
  readonly limit: number;
  readonly search: string;
  /** Undefined: all of the domain. */
  readonly inOrganizations: readonly number[] | undefined;
  /** Seen although in none of them: oneself and one's sub-users. */
  readonly self: number | undefined;
  /** False: those who manage an organization do not see the provider's people in it. */
  readonly administrators: boolean;
  /** The sub-users of this one; undefined: all. */
  readonly parentId?: number | undefined;
  /** By whatever stops them: see `stopsOf`. */
  readonly blocked: boolean | undefined;
  /** Which blocks count for that. */
  readonly stops: KnownStops | undefined;
}

/** By id; a search puts the exact login before its prefixes before the rest. */
export async function listUsers(
  sql: Db,
  sealer: Sealer,
  domainId: number,
  filter: UserFilter,
): Promise<readonly User[]> {
  const { after, offset, limit, search } = filter;
  const order = sql`${search === '' ? sql`` : sql`(lower(u.login) like ${search}) desc, (lower(u.login) like ${`${search}%`}) desc,`} u.id`;
  const rows = await sql<UserRow[]>`
    ${select(sql)}
    where u.id = any(array(
      select u.id from app_user u where u.domain_id = ${domainId} and u.id > ${after} ${condition(sql, filter)}
      order by ${order} offset ${offset} limit ${limit}))
    order by ${order}`;
  return rows.map((row) => toUser(row, sealer));
}

export async function countUsers(sql: Db, domainId: number, filter: UserFilter, cap: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select from app_user u where u.domain_id = ${domainId} ${condition(sql, filter)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

/** What the list has, by id. */
export async function matchingUserIds(
  sql: Db,
  domainId: number,
  filter: UserFilter,
  { after, through, limit }: IdRange,
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select u.id from app_user u
    where u.domain_id = ${domainId} and u.id > ${after} and u.id <= ${through} ${condition(sql, filter)}
    order by u.id limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** All of them, however many. */
export async function countMatchingUsers(sql: Db, domainId: number, filter: UserFilter): Promise<Matched> {
  const [row] = await sql<Matched[]>`
    select count(*)::int as count, coalesce(max(u.id), 0) as last from app_user u
    where u.domain_id = ${domainId} ${condition(sql, filter)}`;
  return row ?? { count: 0, last: 0 };
}

/** The given users that match the filter. */
export async function usersAmong(
  sql: Db,
  domainId: number,
  filter: UserFilter,
  ids: readonly number[],
): Promise<readonly Pick<User, 'id' | 'login' | 'parentId'>[]> {
  return await sql<Pick<User, 'id' | 'login' | 'parentId'>[]>`
    select u.id, u.login, u.parent_id from app_user u
    where u.domain_id = ${domainId} and u.id = any(${[...ids]}::int[]) ${condition(sql, filter)}`;
}

function condition(sql: Db, filter: UserFilter) {
  const { search, inOrganizations, self, administrators, blocked, stops, parentId } = filter;
  return sql`
    ${parentId === undefined ? sql`` : sql`and u.parent_id = ${parentId}`}
    ${search === '' ? sql`` : sql`and ${userText(sql)} like ${`%${search}%`}`}
    ${inOrganizations ? sql`and u.id in (${among(sql, inOrganizations, self ?? 0)})` : sql``}
    ${administrators ? sql`` : sql`and u.kind <> 'administrator'`}
    ${blocked === undefined ? sql`` : sql`and ${blocked ? sql`` : sql`not`} ${stopped(sql, stops)}`}`;
}

/** What a search for users looks through, as its index has it. */
export const userText = (sql: Db) =>
  sql`lower(u.login || ' ' || coalesce(u.name, '') || ' ' || coalesce(u.email, '') || ' ' || coalesce(u.phone, ''))`;

/** A union of three look-ups by index: an "or" of them is a scan of all users. */
const among = (sql: Db, organizations: readonly number[], self: number) => sql`
  select m.user_id from membership m where m.organization_id = any(${[...organizations]}::int[])
  union select s.id from app_user s where s.id = ${self}
  union select s.id from app_user s where s.parent_id = ${self}`;

export interface LockedUser {
  readonly id: number;
  readonly login: string;
  readonly kind: User['kind'];
  readonly readonly: boolean;
  readonly passwordHash: string | null;
  readonly credentialEpoch: number;
  readonly mustChangePassword: boolean;
  readonly [field: string]: unknown;
}

export async function lockUser(sql: Tx, domainId: number, id: number): Promise<LockedUser | undefined> {
  const [row] = await sql<LockedUser[]>`select * from app_user where domain_id = ${domainId} and id = ${id} for update`;
  return row;
}

/** What sign-in needs; by login in any case. */
export interface Credentials {
  readonly id: number;
  readonly domainId: number;
  readonly login: string;
  readonly passwordHash: string | null;
  readonly epoch: number;
  readonly passwordBy: 'own' | 'backend' | null;
  readonly authorizedAddress: string | null;
}

export async function credentialsByLogin(sql: Db, domainId: number, login: string): Promise<Credentials | undefined> {
  const [row] = await sql<Credentials[]>`
    select id, domain_id, login, password_hash, credential_epoch as epoch, password_by, authorized_address
    from app_user where domain_id = ${domainId} and lower(login) = lower(${login})`;
  return row;
}

function toUser(row: UserRow, sealer: Sealer): User {
  const { passwordHash, userKeySealed, credentialEpoch, blocks, ...rest } = row;
  return {
    ...rest,
    hasPassword: passwordHash !== null,
    userKey: userKeySealed === null ? null : sealer.open(`app_user.key:${row.id}`, userKeySealed),
    epoch: credentialEpoch,
    blocks: fromStored(blocks),
  };
}
