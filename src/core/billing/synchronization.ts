import { type Core, reader } from '../core.ts';
import { DomainError, refuse } from '../errors.ts';
import { knownContracts, learnApartment, stateOf } from './answers.ts';
import type { PhoneContract } from './known-contracts.ts';
import { belongTo } from './membership.ts';

export interface SyncedContracts {
  readonly contracts: readonly PhoneContract[];
  /** The billing cannot be asked: nothing was changed, these are what it named last. */
  readonly stale: boolean;
}

/**
 * Brings what a user of a telephone belongs to in step with the billing: a plain membership and a grant on each contract
 * that it names, none on those that it names no longer, and whether each is paid. Without a telephone or a billing
 * nothing is done. Throws `unavailable` when the billing cannot be asked and what it said last is not known or too old.
 */
export async function syncContracts(core: Core, userId: number): Promise<SyncedContracts> {
  const [user] = await reader(core)<{ domainId: number; phone: string | null }[]>`
    select domain_id, sign_in_phone as phone from app_user where id = ${userId}`;
  if (!user) throw refuse('user_not_found', { id: userId });
  const { domainId, phone } = user;
  if (phone === null) return { contracts: [], stale: false };
  const { answer: contracts, stale } = await knownContracts(core, domainId, phone);
  if (!core.connector) return { contracts, stale: false };
  if (!stale) await belongTo(core, { domainId, kind: 'contracts', subject: phone }, userId, contracts);
  await Promise.all(contracts.map(({ uid }) => learn(core, domainId, uid)));
  return { contracts, stale };
}

/** What is not known of one contract now keeps nobody from the others. */
async function learn(core: Core, domainId: number, uid: string): Promise<void> {
  try {
    await stateOf(core, domainId, uid);
    await learnApartment(core, domainId, uid);
  } catch (error) {
    if (!(error instanceof DomainError && error.kind === 'unavailable')) throw error;
  }
}
