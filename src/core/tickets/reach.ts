import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { Reach } from './queries.ts';

/** A ticket is its author's, of those who manage the author's contract, and the provider's. */
export async function reachOf(core: Core, actor: Actor): Promise<Reach> {
  const user = await scopeOf(core, actor);
  return { domainId: actor.domainId, user: user && { id: user.id, organizationIds: managedOrganizations(user) } };
}
