import type { ContractAnswer, ContractState } from './connector.ts';

type Barred = Exclude<ContractState, 'paid'> | null;

/** What stands in the way of a contract by the billing's word, as it is in force. */
export interface InForce {
  /** Of the contract as a whole. */
  readonly barred: string | null;
  /** Of its rights, by device. */
  readonly suspended: Readonly<Record<string, Barred>>;
}

export type StateChange =
  | { readonly of: 'contract'; readonly barred: Barred }
  | { readonly of: 'device'; readonly id: number; readonly was: Barred; readonly is: Barred };

/** From what is in force to what the answer says. A device that it does not name stays as it is. */
export function changesOf({ barred, suspended }: InForce, answer: ContractAnswer): readonly StateChange[] {
  const contract = 'state' in answer ? barOf(answer.state) : null;
  const changes: StateChange[] = contract === barred ? [] : [{ of: 'contract', barred: contract }];
  for (const [key, was] of Object.entries(suspended)) {
    const id = Number(key);
    const state = 'state' in answer ? 'paid' : answer.devices.get(id);
    const is = state === undefined ? was : barOf(state);
    if (is !== was) changes.push({ of: 'device', id, was, is });
  }
  return changes;
}

const barOf = (state: ContractState): Barred => (state === 'paid' ? null : state);
