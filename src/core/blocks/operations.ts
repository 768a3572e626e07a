import { may, requireMay } from '../access/may.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { lockForChange } from '../cameras/change/lock.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { lockLock } from '../locks/queries.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { lockToTakeAway } from '../users/last-administrator.ts';
import { requireMayChange, userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import { type Write, write } from '../write.ts';
import { applyBlock, type BlockChange, setSignInLock } from './blocks.ts';
import { BALANCE_REASON } from './source.ts';

/** Whoever edits the camera sets and lifts the owner's block; the other sources are the provider's. */
export async function blockCamera(core: Core, actor: Actor, id: number, change: BlockChange): Promise<void> {
  await blocking(core, actor, 'camera', id, change, async (tx) => {
    await lockForChange(tx, { id });
    requireSource(core.connector !== undefined, actor, change);
    await applyBlock(tx, 'camera', id, change);
  });
}

/** Nobody opens the lock while one stands. The provider's alone. */
export async function blockLock(core: Core, actor: Actor, id: number, change: BlockChange): Promise<void> {
  requireMay(actor, 'blocks.set-provider');
  await blocking(core, actor, 'lock', id, change, async (tx) => {
    if (!(await lockLock(tx.sql, actor.domainId, id))) throw refuse('lock_not_found', { id });
    requireSource(core.connector !== undefined, actor, change);
    await applyBlock(tx, 'lock', id, change);
  });
}

/** The organization's owner, with the source `owner`, or the provider. */
export async function blockOrganization(core: Core, actor: Actor, id: number, change: BlockChange): Promise<void> {
  await requireOrganization(core, actor, id);
  await blocking(core, actor, 'organization', id, change, async (tx) => {
    const organization = await lockOrganization(tx.sql, actor.domainId, id);
    const user = may(actor, 'organizations.block') ? undefined : await scopeOf(core, actor);
    if (!may(actor, 'organizations.block') && (!user || user.readonly || user.id !== organization.ownerId))
      throw refuse('organization_block_closed');
    requireSource(core.connector !== undefined, actor, change);
    await applyBlock(tx, 'organization', id, besideLedger(change));
  });
}

/**
 * Shuts an organization's users out, or lets them in again, while its cameras and recording go on. Each hand locks and
 * lifts its own: the billing, and the provider's people. The reason is shown to whoever cannot sign in.
 */
export async function lockSignIn(
  core: Core,
  actor: Actor,
  organizationId: number,
  locked: boolean,
  reason = '',
): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  requireMay(actor, 'organizations.block');
  checkText('reason', reason, 500);
  const type = `organization.${locked ? 'lock_sign_in' : 'unlock_sign_in'}` as const;
  await write(core, actor, { type, subject: `organization ${organizationId}`, request: { reason } }, async (tx) => {
    await lockOrganization(tx.sql, actor.domainId, organizationId);
    await setSignInLock(tx, organizationId, locked, reason);
  });
}

/** Whoever manages the user, with the source `owner`, or the provider; nobody locks the last administrator out. */
export async function blockUser(core: Core, actor: Actor, id: number, change: BlockChange): Promise<void> {
  const seen = await userById(core, actor, id);
  if (actor.kind === 'user' && actor.id === id) throw refuse('cannot_block_oneself');
  await requireMayChange(core, actor, seen, {});
  await blocking(core, actor, 'user', id, change, async (tx) => {
    requireSource(core.connector !== undefined, actor, change);
    if (change.reason !== undefined) await lockToTakeAway(tx, seen);
    else if (!(await lockUser(tx.sql, actor.domainId, id))) throw refuse('user_not_found', { id });
    await applyBlock(tx, 'user', id, change);
  });
}

async function blocking(
  core: Core,
  actor: Actor,
  kind: 'camera' | 'lock' | 'organization' | 'user',
  id: number,
  { source, reason }: BlockChange,
  body: (tx: Write) => Promise<void>,
): Promise<void> {
  checkText('reason', reason, 500);
  const type = `${kind}.${reason === undefined ? 'unblock' : 'block'}` as const;
  await write(core, actor, { type, subject: `${kind} ${id}`, request: { source, reason } }, body);
}

/** The ledger lifts what has its own reason: what somebody else calls so keeps a capital letter. */
const besideLedger = (change: BlockChange): BlockChange =>
  change.source === 'billing' && change.reason?.trim() === BALANCE_REASON ? { ...change, reason: 'Balance' } : change;

/** Whose block the actor may set or lift; `connected`: a billing is asked. */
export function requireSource(connected: boolean, actor: Actor, { source, reason }: BlockChange): void {
  // What a billing left behind that is asked no more would stand for ever.
  const left = !connected && reason === undefined && may(actor, 'blocks.set-provider');
  if (source === 'connector' && !left) requireMay(actor, 'blocks.set-connector');
  if (!may(actor, 'blocks.set-provider') && source !== 'owner') throw refuse('block_of_provider', { source });
}
