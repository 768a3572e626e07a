import { ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';

/** A contract of the provider's billing that a user belongs to. */
export interface MyContract {
  readonly organizationId: number;
  /** As the billing names it. */
  readonly uid: string;
  readonly title: string;
  readonly contractNumber: string | null;
  /** Its flat as its door says it, and the number of it that panels know; null: unknown. */
  readonly flat: string | null;
  readonly apartment: number | null;
  /** A block stands on it, other than the bar of the billing that is asked. */
  readonly blocked: boolean;
}

/** The contracts that the caller belongs to, by id. Who sees the whole domain has none: they are no subscribers. */
export async function myContracts(core: Core, actor: Actor): Promise<readonly MyContract[]> {
  const user = await scopeOf(core, actor);
  if (!user) return [];
  return await reader(core)<MyContract[]>`
    select o.id as organization_id, o.outside_uid as uid, o.title, o.contract_number, o.flat, o.apartment,
      exists (select from block b where b.subject_kind = 'organization' and b.subject_id = o.id and b.effect = 'service'
              and b.source <> 'connector') as blocked
    from organization o
    where o.domain_id = ${actor.domainId} and o.id = any(${ownOrganizations(user)}::int[]) and o.outside_uid is not null
    order by o.id`;
}

/** The telephone that the caller signs in by, eleven digits from 8 on; null: by none. */
export async function myPhone(core: Core, actor: UserActor): Promise<string | null> {
  const [row] = await reader(core)<{ phone: string | null }[]>`
    select sign_in_phone as phone from app_user where id = ${actor.id}`;
  return row?.phone ?? null;
}
