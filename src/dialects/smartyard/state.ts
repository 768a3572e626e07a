import { stateOf } from '../../core/billing/answers.ts';
import type { ContractState } from '../../core/billing/connector.ts';
import type { Core } from '../../core/core.ts';

/**
 * What holds for a contract now. What the billing says today comes first, since it lifts its own bar when it says so;
 * anybody else's block closes the service like an unpaid bill. Throws `unavailable` when nothing is known.
 */
export async function serviceState(
  core: Core,
  domainId: number,
  contract: { readonly uid: string; readonly blocked: boolean },
): Promise<ContractState> {
  const { state } = await stateOf(core, domainId, contract.uid);
  if (state === 'off') return 'off';
  return state === 'unpaid' || contract.blocked ? 'unpaid' : 'paid';
}
