import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { blocksAsJson, type StoredBlock } from '../blocks/queries.ts';
import { type Core, listReader } from '../core.ts';
import { administersAccount, homeOf } from './belonging.ts';

/** A user as the billing of its organization knows it. */
export interface AccountUser {
  readonly id: number;
  readonly login: string;
  readonly email: string | null;
  readonly accountId: number | null;
  readonly accountAdministrator: boolean;
  /** On the user itself. */
  readonly blocks: readonly StoredBlock[];
}

/** The users that belong to an organization, or the one of the id; never the provider's own people. */
export async function accountUsers(
  core: Core,
  actor: Actor,
  which: { readonly id: number } | { readonly accountId: number },
): Promise<readonly AccountUser[]> {
  requireMay(actor, 'integrations.look-up');
  const sql = listReader(core);
  const candidates =
    'id' in which
      ? sql`u.id = ${which.id}`
      : sql`u.id in (
          select h.id from app_user h where h.home_organization_id = ${which.accountId}
          union select m.user_id from membership m where m.organization_id = ${which.accountId}
          union select o.owner_id from organization o where o.id = ${which.accountId}) and h.account_id = ${which.accountId}`;
  return await sql<AccountUser[]>`
    select u.id, u.login, u.email, h.account_id, ${administersAccount(sql, sql`h.account_id`)} as account_administrator,
      ${blocksAsJson(sql, 'user', 'u.id')} as blocks
    from app_user u, lateral (select ${homeOf(sql)} as account_id) h
    where u.domain_id = ${actor.domainId} and u.kind <> 'administrator' and ${candidates}
    order by u.id`;
}
