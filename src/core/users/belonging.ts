import type { Db, Fragment, Tx } from '../../db/sql.ts';
import type { UserKind } from './user.ts';

/**
 * The organization that a user belongs to: where it was made, else its own, else the first it is a member of. `user`
 * names the row of app_user in the query around it.
 */
export const homeOf = (sql: Db, user = 'u'): Fragment => {
  const column = (name: string) => sql.unsafe(`${user}.${name}`);
  return sql`
  coalesce(${column('home_organization_id')}, (select min(o.id) from organization o where o.owner_id = ${column('id')}),
    (select min(m.organization_id) from membership m where m.user_id = ${column('id')}))`;
};

/** Whether the user of `app_user u` edits, manages and sees all of this organization; `id` is an expression. */
export const administersAccount = (sql: Db, id: Fragment): Fragment => sql`
  (exists (select from organization o where o.id = ${id} and o.owner_id = u.id)
   or exists (select from access_grant g where g.subject_kind = 'user' and g.subject_id = u.id
              and g.object_kind = 'organization' and g.object_id = ${id} and g.source = 'account'))`;

/** Whether a user has its home in the organization, owns it or is its member; both are expressions. */
export const belongsTo = (sql: Db, user: Fragment, organization: Fragment): Fragment => sql`
  exists (select from app_user bu where bu.id = ${user} and (bu.home_organization_id = ${organization}
    or exists (select from membership bm where bm.user_id = bu.id and bm.organization_id = ${organization})
    or exists (select from organization bo where bo.owner_id = bu.id and bo.id = ${organization})))`;

/** A user with the organizations that it belongs to. */
export interface Belonging {
  readonly id: number;
  readonly login: string;
  readonly kind: UserKind;
  /** Its home first, then what it owns, then where it is a member, each by id. The first is the user's account. */
  readonly organizationIds: readonly number[];
}

/** In the order of their ids; those that are not in the domain are left out. */
export async function belongings(sql: Db, domainId: number, ids: readonly number[]): Promise<readonly Belonging[]> {
  return await sql<Belonging[]>`
    select u.id, u.login, u.kind, array(
      select o.id from (
        select u.home_organization_id, 0 where u.home_organization_id is not null
        union all select w.id, 1 from organization w where w.owner_id = u.id
        union all select m.organization_id, 2 from membership m where m.user_id = u.id) as o (id, rank)
      group by o.id order by min(o.rank), o.id) as organization_ids
    from app_user u where u.domain_id = ${domainId} and u.id = any(${[...ids]}::int[]) order by u.id`;
}

/** The same for users who must not go away before the transaction ends. */
export async function lockBelongings(sql: Tx, domainId: number, ids: readonly number[]): Promise<readonly Belonging[]> {
  await sql`
    select from app_user where domain_id = ${domainId} and id = any(${[...ids]}::int[]) order by id for key share`;
  return await belongings(sql, domainId, ids);
}
