import type { UserFacts } from '../access/facts.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { stateOf } from '../billing/answers.ts';
import { unavailable } from '../billing/asked-billing.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, type ErrorDetails, refuse } from '../errors.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { accessTo, type Barred, barsOf, type LockAccess, lockDecision } from './access.ts';
import type { DoorView } from './door.ts';

/**
 * What the actor may do with the door at this moment, in the name of that contract or of the first that opens it. Where
 * a billing is asked, each contract counts as the billing says now. Throws `not_found`, and `unavailable` when nothing
 * young enough is known of any contract.
 */
export async function accessNow(
  core: Core,
  actor: Actor,
  door: DoorView,
  organizationId: number | undefined,
): Promise<LockAccess> {
  const known = await accessOf(core, actor, door, organizationId);
  if (!core.connector || actor.kind !== 'user' || known.organizationIds.length === 0) return known;
  if (!(await scopeOf(core, actor))) return known;
  let first: LockAccess | undefined;
  let fault: DomainError | undefined;
  for (const { id, uid } of await contractsOf(core, known.organizationIds)) {
    const unknown = uid === null ? undefined : await askBilling(core, actor.domainId, uid, door.lockId);
    if (unknown) {
      fault = unknown;
      continue;
    }
    const access = await accessOf(core, actor, door, id);
    if (access.open) return access;
    first ??= access;
  }
  if (first) return first;
  throw fault ?? refuse('door_not_found', { id: door.id });
}

/** What the billing says of the contract is in force then. Answers the refusal when nothing young enough is known. */
async function askBilling(core: Core, domainId: number, uid: string, lockId: number): Promise<DomainError | undefined> {
  try {
    const state = await stateOf(core, domainId, uid);
    return state.untold?.includes(lockId) ? unavailable() : undefined;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unavailable') return error;
    throw error;
  }
}

/** A service that nobody ordered is not there; one that is not paid will be. */
export function refusalOf(doorId: number, { source, reason, since }: Barred): DomainError {
  if (source === 'connector' && reason === 'off') return refuse('door_not_found', { id: doorId });
  if (source === 'connector') return refuse('door_not_paid');
  const details: ErrorDetails = since === null ? {} : { block: { source, reason, since, on: 'door' } };
  if (reason === '') return refuse('door_blocked', { source }, details);
  return refuse('door_blocked_because', { source, why: reason }, details);
}

async function accessOf(
  core: Core,
  actor: Actor,
  door: DoorView,
  organizationId: number | undefined,
): Promise<LockAccess> {
  const { lock, ...access } = await lockDecision(core, actor, door.lockId).catch((error: unknown) => {
    throw error instanceof DomainError && error.kind === 'not_found'
      ? refuse('door_not_found', { id: door.id })
      : error;
  });
  if (organizationId === undefined) return access;
  const user = await scopeOf(core, actor);
  if (!user) {
    await requireOrganization(core, actor, organizationId);
    return { ...access, organizationIds: [organizationId] };
  }
  const own = accessTo(lock, inNameOf(user, organizationId), await barsOf(core, user), core.clock());
  if (!own.organizationIds.includes(organizationId)) throw refuse('organization_not_found', { id: organizationId });
  return { ...own, organizationIds: [organizationId] };
}

const inNameOf = (user: UserFacts, organizationId: number): UserFacts => ({
  ...user,
  grants: user.grants.filter(
    (g) => g.viaOrganizationId === organizationId || (g.objectKind === 'organization' && g.objectId === organizationId),
  ),
});

/** In the order of the ids; without a uid: of no billing. */
async function contractsOf(core: Core, ids: readonly number[]) {
  return await reader(core)<{ id: number; uid: string | null }[]>`
    select id, outside_uid as uid from organization where id = any(${[...ids]}::int[]) order by id`;
}
