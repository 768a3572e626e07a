import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { setPaused } from '../blocks/pause.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse, unlessNotFound } from '../errors.ts';
import { checkText } from '../fields.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { deleteOrganization } from '../organizations/removal.ts';
import { write } from '../write.ts';
import { contractByBillingId } from './queries.ts';

/** What stops. `full`: everything; other scopes are not offered, and refused. */
export type PauseScope = 'full' | 'archive';

/** Pauses the contract that the billing names so. Its people see `reason`; paused already it takes the new reason. */
export async function pauseSubscriber(
  core: Core,
  actor: Actor,
  billingId: string,
  { reason = '', scope = 'full' }: { readonly reason?: string; readonly scope?: PauseScope },
): Promise<void> {
  requireMay(actor, 'organizations.block');
  checkText('reason', reason, 500);
  if (scope !== 'full') throw invalid('scope', 'pause_scope_unknown', { scope });
  await standing(core, actor, billingId, true, reason);
}

/** Lifts the block of whoever asks; those of others stay, as the billing event says. */
export async function unpauseSubscriber(core: Core, actor: Actor, billingId: string): Promise<void> {
  requireMay(actor, 'organizations.block');
  await standing(core, actor, billingId, false);
}

async function standing(core: Core, actor: Actor, billingId: string, paused: boolean, reason?: string): Promise<void> {
  const request = paused ? { billingId, reason } : { billingId };
  const type = paused ? 'subscriber.pause' : 'subscriber.unpause';
  const intent = { type, subject: billingId, request } as const;
  await write(core, actor, intent, async (tx) => {
    const contract = await contractByBillingId(tx.sql, actor.domainId, billingId);
    if (!contract) throw refuse('subscriber_of_billing_not_found', { id: billingId });
    const { id } = await lockOrganization(tx.sql, actor.domainId, contract.organizationId);
    const changes = await setPaused(tx, id, paused, reason);
    tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes });
    tx.touched('organization', id);
  });
}

/**
 * Deletes the contract with its cameras, its own users and all that they were given. A contract that is not there is no
 * error: a billing says it again until it is answered. Gives back whether there was one.
 */
export async function terminateSubscriber(core: Core, actor: Actor, billingId: string): Promise<boolean> {
  requireMay(actor, 'organizations.delete');
  const contract = await contractByBillingId(reader(core), actor.domainId, billingId);
  if (!contract) {
    const intent = { type: 'subscriber.terminate' as const, subject: billingId, request: { billingId } };
    await write(core, actor, intent, async () => undefined);
    return false;
  }
  const removal = { force: true, users: true };
  await unlessNotFound(deleteOrganization(core, actor, contract.organizationId, removal));
  return true;
}
