import type { ContractState } from '../../../core/billing/connector.ts';
import { syncContracts } from '../../../core/billing/synchronization.ts';
import { type MyContract, myContracts } from '../../../core/contracts/own-contracts.ts';
import { serviceState } from '../state.ts';
import { Answer, Refusal } from './answer.ts';
import type { UserCall } from './call.ts';

/** How a route says that a contract's service is off or unpaid. */
export type RefusalForm = 'words' | 'bare';

const WORDS = { 404: 'услуга не подключена', 402: 'услуга не оплачена' } as const;

/** "Not ordered" and "not paid", as the apps know them; also for what is not the caller's: it tells nobody more. */
export function serviceRefusal(status: 402 | 404, form: RefusalForm): Refusal {
  return new Refusal(new Answer(status, form === 'words' ? { error: WORDS[status] } : undefined));
}

/** The caller's contract of this uid; another's is refused like one without the service. */
export async function contractOf(call: UserCall, houseId: string, form: RefusalForm): Promise<MyContract> {
  const found = (await contractsOf(call)).find(({ uid }) => uid === houseId);
  if (!found) throw serviceRefusal(404, form);
  return found;
}

/** The same once its service is ordered and paid. */
export async function openContract(call: UserCall, houseId: string, form: RefusalForm): Promise<MyContract> {
  const contract = await contractOf(call, houseId, form);
  const state = await stateOfContract(call, contract);
  if (state === 'off') throw serviceRefusal(404, form);
  if (state === 'unpaid') throw serviceRefusal(402, form);
  return contract;
}

/** All of the caller's contracts, as the billing says today. */
export async function contractsOf(call: UserCall): Promise<readonly MyContract[]> {
  await syncContracts(call.core, call.actor.id);
  return await myContracts(call.core, call.actor);
}

export const stateOfContract = async (call: UserCall, contract: MyContract): Promise<ContractState> =>
  await serviceState(call.core, call.actor.domainId, contract);
