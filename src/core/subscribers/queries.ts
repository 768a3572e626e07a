import type { Db, Tx } from '../../db/sql.ts';
import type { Subscriber } from './subscriber.ts';

type Row = Omit<Subscriber, 'kept'> & { readonly kept: Subscriber['kept'] | null };

/** A subscriber of the domain by its login in any case; administrators and sub-users are none. `dialect`: whose extras. */
export async function findSubscriber(
  sql: Db,
  domainId: number,
  login: string,
  dialect: string,
): Promise<Subscriber | undefined> {
  const [row] = await sql<Row[]>`
    select u.id, u.login, u.name, u.phone, u.may_change_password, u.created_at, o.id as organization_id, o.outside_uid as billing_id,
      u.extra -> ${dialect}::text as kept,
      greatest(u.created_at, (select max(a.at) from audit_change a where a.object_kind = 'user' and a.object_id = u.id)) as updated_at,
      exists (select from block b where b.effect = 'service'
        and ((b.subject_kind = 'user' and b.subject_id = u.id) or (b.subject_kind = 'organization' and b.subject_id = o.id))) as blocked
    from app_user u left join lateral (${ownContract(sql)}) o on true
    where u.domain_id = ${domainId} and lower(u.login) = lower(${login}) and u.kind = 'subscriber'`;
  return row && { ...row, kept: row.kept ?? {} };
}

/** The contract of the user `u`: where it was made, if it owns that, else the first that it owns. */
const ownContract = (sql: Db) => sql`
  select own.id, own.outside_uid, own.title from organization own where own.owner_id = u.id
  order by own.id is distinct from u.home_organization_id, own.id limit 1`;

/** Who owns the contract that the billing names so; undefined: nobody, or there is no such contract. */
export async function ownerOfContract(sql: Db, domainId: number, billingId: string): Promise<string | undefined> {
  const [row] = await sql<{ login: string }[]>`
    select u.login from organization o join app_user u on u.id = o.owner_id
    where o.domain_id = ${domainId} and o.outside_uid = ${billingId} and u.kind = 'subscriber'`;
  return row?.login;
}

/** A subscriber's row, held against changes of what it was given. */
export interface HeldSubscriber {
  readonly id: number;
  readonly login: string;
  readonly organizationId: number | null;
}

export async function holdSubscriber(sql: Tx, domainId: number, login: string): Promise<HeldSubscriber | undefined> {
  const [row] = await sql<HeldSubscriber[]>`
    select u.id, u.login, (select o.id from (${ownContract(sql)}) o) as organization_id
    from app_user u
    where u.domain_id = ${domainId} and lower(u.login) = lower(${login}) and u.kind = 'subscriber' for no key update of u`;
  return row;
}

/** The contract that the billing names so. */
export async function contractByBillingId(
  sql: Db,
  domainId: number,
  billingId: string,
): Promise<{ readonly organizationId: number; readonly ownerId: number | null } | undefined> {
  const [row] = await sql<{ organizationId: number; ownerId: number | null }[]>`
    select o.id as organization_id, o.owner_id from organization o
    where o.domain_id = ${domainId} and o.outside_uid = ${billingId}`;
  return row;
}
