import type { Db, Fragment } from '../../db/sql.ts';
import type { LimitedKind, Permission } from './permission.ts';
import type { Standing } from './rule.ts';

/** What the user of that alias may not do itself: its own rows, else the default of its kind. An array of text. */
export const deniedTo = (sql: Db, user: Fragment): Fragment => sql`
  case when ${user}.kind = 'administrator' then '{}'::text[] else array(
    select p.permission from user_permission p where p.user_id = ${user}.id and not p.allowed
    union all
    select d.permission from permission_default d where d.domain_id = ${user}.domain_id and d.kind = ${user}.kind
      and not exists (select from user_permission p where p.user_id = ${user}.id and p.permission = d.permission)) end`;

/** The same of `u` and of the user above it together; and no sub-user has sub-users. */
export const deniedInLine = (sql: Db): Fragment => sql`
  case when u.kind = 'sub_user' then array['sub-users.manage'] else '{}'::text[] end
  || array(select unnest(${deniedTo(sql, sql`h`)}) from app_user h where h.id in (u.id, u.parent_id))`;

/** What is stored of one user of the domain and of the kind that it is of; undefined: there is no such user. */
export async function findStanding(sql: Db, domainId: number, id: number): Promise<Standing | undefined> {
  const [row] = await sql<Standing[]>`
    select u.id, u.login, u.kind, u.parent_id,
      coalesce((select jsonb_object_agg(p.permission, jsonb_build_object('allowed', p.allowed, 'byProvider', p.by_provider))
                from user_permission p where p.user_id = u.id), '{}') as own,
      array(select d.permission from permission_default d where d.domain_id = u.domain_id and d.kind = u.kind) as denied_by_default
    from app_user u where u.domain_id = ${domainId} and u.id = ${id}`;
  return row;
}

interface Default {
  readonly kind: LimitedKind;
  readonly permission: Permission;
}

/** What users of each kind may not do unless they have a row of their own. */
export async function findDefaults(sql: Db, domainId: number): Promise<readonly Default[]> {
  return await sql<Default[]>`select kind, permission from permission_default where domain_id = ${domainId}`;
}

/** How many users there are of each kind, and how many of them have a row of their own for a permission. */
export async function countConcerned(sql: Db, domainId: number) {
  const users = await sql<{ kind: LimitedKind; users: number }[]>`
    select kind, count(*)::int as users from app_user
    where domain_id = ${domainId} and kind in ('subscriber', 'sub_user') group by kind`;
  const exceptions = await sql<(Default & { users: number })[]>`
    select u.kind, p.permission, count(*)::int as users from user_permission p join app_user u on u.id = p.user_id
    where u.domain_id = ${domainId} and u.kind in ('subscriber', 'sub_user') group by u.kind, p.permission`;
  return { users, exceptions };
}
