import type { Block } from '../access/facts.ts';
import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';

/**
 * The reason of the block, of source `billing`, that the ledger sets on an organization below the floor and lifts again.
 * With any other reason the block is the billing's own.
 */
export const BALANCE_REASON = 'balance';

/**
 * Whether an organization's block keeps its own people from signing in. Who switched the own contract off has to come in
 * to switch it on again; who did not pay, to see what to pay. As `shutsOut` in queries.ts has it.
 */
export const shutsPeopleOut = ({ source, reason }: Pick<Block, 'source' | 'reason'>): boolean =>
  source !== 'owner' && source !== 'connector' && !(source === 'billing' && reason === BALANCE_REASON);

/**
 * The billing is a machine client, and whoever manages the whole domain through an integration's API: real ones suspend
 * with the key and resume with an administrator's session.
 */
export function speaksForBilling(actor: Actor): boolean {
  return actor.kind === 'client' || (actor.trace.integration === true && may(actor, 'billing.speak'));
}

/** The source under which this actor's blocks are kept: each lifts its own alone. */
export function blockSourceOf(actor: Actor): 'billing' | 'administrator' | 'owner' {
  if (speaksForBilling(actor)) return 'billing';
  return may(actor, 'provider.speak') ? 'administrator' : 'owner';
}
