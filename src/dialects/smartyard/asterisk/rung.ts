import type { Trace } from '../../../core/actor.ts';
import type { Core } from '../../../core/core.ts';
import { DomainError } from '../../../core/errors.ts';
import {
  type CalledContract,
  type CalledPerson,
  type CallingPanel,
  contractsAtPanel,
  monitorsOf,
  peopleOfContract,
} from '../../../core/panels/calls.ts';
import { type SipAccount, sipAccountOf } from '../../../core/phones/sip.ts';
import { serviceState } from '../state.ts';

/** Why nobody is rung; `unknown`: the billing cannot be asked, and nothing is known of the contract. */
export type Silence = 'no_flat' | 'off' | 'unpaid' | 'unknown' | 'calls_off' | 'nobody';

/** By the number that was dialled, or by the contract where that is known already. */
export type Called = Parameters<typeof contractsAtPanel>[3];

export interface RungPerson extends CalledPerson {
  readonly account: SipAccount;
}

export interface Ring {
  readonly contract: CalledContract | undefined;
  readonly people: readonly RungPerson[];
  /** Numbers of the monitors that ring beside them. */
  readonly monitors: readonly number[];
  /** Undefined: somebody is rung. */
  readonly silence: Silence | undefined;
}

/** Whom a panel's call is for: the people of the flat's contracts that are open, paid, and want calls. */
export async function rungAt(
  core: Core,
  domainId: number,
  panel: CallingPanel,
  of: Called,
  trace: Trace,
): Promise<Ring> {
  const reasons = await silences(core, domainId, await contractsAtPanel(core, domainId, panel, of));
  // What the billing has just said of single devices is in force now.
  const contracts = await contractsAtPanel(core, domainId, panel, of);
  const people = new Map<number, RungPerson>();
  const monitors = new Set<number>();
  let first: CalledContract | undefined;
  let silence: Silence = contracts.length === 0 ? 'no_flat' : 'nobody';
  for (const contract of contracts) {
    const why = reasons.get(contract.uid) ?? contract.suspended;
    if (why !== null) {
      silence = why;
      continue;
    }
    const rung = await rungOf(core, domainId, contract, trace);
    const ringing = await monitorsOf(core, contract);
    for (const person of rung) people.set(person.userId, person);
    for (const id of ringing) monitors.add(id);
    if (rung.length + ringing.length > 0) first ??= contract;
  }
  const contract = first ?? contracts[0];
  const found = { contract, people: [...people.values()], monitors: [...monitors] };
  return { ...found, silence: first ? undefined : silence };
}

/** By uid; those that may be called are left out. */
async function silences(
  core: Core,
  domainId: number,
  contracts: readonly CalledContract[],
): Promise<ReadonlyMap<string, Silence>> {
  const reasons = new Map<string, Silence>();
  for (const contract of contracts) {
    const why = await silenceOf(core, domainId, contract);
    if (why !== undefined) reasons.set(contract.uid, why);
  }
  return reasons;
}

/** Why the contract must not be called (`unknown`: the billing is down, nothing is cached); undefined: it may be. */
export async function silenceOf(
  core: Core,
  domainId: number,
  contract: CalledContract,
): Promise<Exclude<Silence, 'no_flat' | 'nobody'> | undefined> {
  const state = await serviceState(core, domainId, contract).catch(unlessUnavailable);
  if (state !== 'paid') return state;
  return contract.calls ? undefined : 'calls_off';
}

/** The contract's people with their telephones. */
export async function rungOf(
  core: Core,
  domainId: number,
  { organizationId }: CalledContract,
  trace: Trace,
): Promise<readonly RungPerson[]> {
  const rung: RungPerson[] = [];
  for (const person of await peopleOfContract(core, organizationId))
    rung.push({ ...person, account: await sipAccountOf(core, domainId, person.userId, trace) });
  return rung;
}

function unlessUnavailable(error: unknown): 'unknown' {
  if (error instanceof DomainError && error.kind === 'unavailable') return 'unknown';
  throw error;
}
