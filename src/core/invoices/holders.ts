import { CONTRACT } from '../access/grants.ts';
import { managedOrganizations, scopeOf } from '../access/scope.ts';
import type { UserActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';

/**
 * Whose contract it is, as apps know it: its owner and those who manage its users, and whoever signs in by a telephone that
 * the billing names for it. Others who belong to it, or see its cameras, read nothing of its money.
 */
export async function requireHolder(core: Core, actor: UserActor, organizationId: number): Promise<void> {
  const user = await scopeOf(core, actor);
  const named = user?.grants.some(
    ({ source, objectKind, objectId, viaOrganizationId }) =>
      source === CONTRACT && objectKind === 'organization' && objectId === organizationId && viaOrganizationId === null,
  );
  if (!named && !(user && managedOrganizations(user).includes(organizationId)))
    throw refuse('balance_closed', { id: organizationId });
}
