import type { Action } from '../access/actions.ts';
import { actionsOf, may } from '../access/may.ts';
import type { Support, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import type { Charging } from '../ledger/policy.ts';
import { userById } from './operations.ts';
import type { User } from './user.ts';

export interface OwnOrganization {
  readonly id: number;
  readonly title: string;
  readonly owner: boolean;
  readonly editCameras: boolean;
  readonly editUsers: boolean;
}

export interface Me {
  readonly user: User;
  /** What the user may do anywhere in the domain, by its roles and permissions. */
  readonly actions: readonly Action[];
  readonly organizations: readonly OwnOrganization[];
  /** Who stands behind the user in this session; null: the user. */
  readonly support: Support | null;
  readonly domain: {
    readonly id: number;
    readonly title: string;
    readonly timeZone: string;
    /** ISO 4217 */
    readonly currency: string;
    /** Whether use is charged to balances. */
    readonly charging: Charging;
  };
}

/** The signed-in user with its rights in its own organizations. */
export async function me(core: Core, actor: UserActor): Promise<Me> {
  const sql = reader(core);
  const edits = may(actor, 'own-organizations.edit');
  const user = await userById(core, actor, actor.id);
  const organizations = await sql<OwnOrganization[]>`
    select o.id, o.title, o.owner_id is not distinct from ${actor.id} as owner,
      (coalesce(m.edit_cameras, false) or o.owner_id is not distinct from ${actor.id}) and ${edits} as edit_cameras,
      (coalesce(m.edit_users, false) or o.owner_id is not distinct from ${actor.id}) and ${edits} as edit_users
    from organization o left join membership m on m.organization_id = o.id and m.user_id = ${actor.id}
    where o.domain_id = ${actor.domainId} and (m.user_id is not null or o.owner_id = ${actor.id})
    order by o.id`;
  const [domain] = await sql<
    Me['domain'][]
  >`select id, title, time_zone, currency, charging from domain where id = ${actor.domainId}`;
  if (!domain) throw new Error(`There is no domain ${actor.domainId}`);
  return { user, actions: actionsOf(actor), organizations, support: actor.support ?? null, domain };
}
