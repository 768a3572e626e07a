import type { Core, Question } from '../core.ts';
import type { BillingRow, ContractAnswer, ContractState } from './connector.ts';
import { applyApartment, applyState } from './contract-state.ts';
import { contractsOfUser, deviceIdsOf, organizationsOf, type PhoneContract } from './known-contracts.ts';
import { applyContracts } from './membership.ts';
import type { AgedAnswer } from './question.ts';

export interface KnownState {
  /** Null: no billing is asked, rights alone count. Of one that sells by device: the best state of any. */
  readonly state: ContractState | null;
  /** By device, where the billing sells so. */
  readonly devices?: ReadonlyMap<number, ContractState>;
  /** Devices that the contract was given since, of which the billing never said anything. */
  readonly untold?: readonly number[];
  readonly asOf: Date;
  /** The billing cannot be asked: this is what it said last. */
  readonly stale: boolean;
}

const APARTMENT_CACHE_MS = 24 * 3_600_000;

/**
 * The contracts that the billing names for this telephone (eleven digits from 8 on); each has an organization then.
 * Without a connector those that the user who signs in by it is a member of. Throws `unavailable` when the billing
 * cannot be asked and what it said last is not known or too old.
 */
export async function contractsOfPhone(core: Core, domainId: number, phone: string): Promise<readonly PhoneContract[]> {
  return (await knownContracts(core, domainId, phone)).answer;
}

/** The same with its age. */
export async function knownContracts(
  core: Core,
  domainId: number,
  phone: string,
): Promise<AgedAnswer<readonly PhoneContract[]>> {
  if (!core.connector)
    return { answer: await contractsOfUser(core, domainId, phone), asOf: core.clock(), stale: false };
  const { answer: uids, asOf, stale } = await uidsOfPhone(core, domainId, phone);
  const known = await organizationsOf(core, domainId, uids);
  const answer = uids.flatMap((uid) => {
    const organizationId = known.get(uid);
    return organizationId === undefined ? [] : [{ uid, organizationId }];
  });
  return { answer, asOf, stale };
}

async function uidsOfPhone(core: Core, domainId: number, phone: string): Promise<AgedAnswer<readonly string[]>> {
  return await asked(core, {
    domainId,
    kind: 'contracts',
    subject: phone,
    ask: (connector, signal) => connector.contractsOf(phone, signal),
    toJson: (uids) => uids,
    fromJson: (json) => (json as string[]).map(String),
    applyAnswer: (alone, uids) => applyContracts(alone, { domainId, kind: 'contracts', subject: phone }, uids),
  });
}

/** Whether a contract is paid; a fresh answer sets or lifts what follows from it. Throws `unavailable` as above. */
export async function stateOf(core: Core, domainId: number, uid: string): Promise<KnownState> {
  if (!core.connector) return { state: null, asOf: core.clock(), stale: false };
  const deviceIds = core.connector.connector.byDevice ? await deviceIdsOf(core, domainId, uid) : [];
  const { answer, asOf, stale } = await asked<ContractAnswer>(core, {
    domainId,
    kind: 'state',
    subject: uid,
    detail: deviceIds.join(),
    ask: (connector, signal) => connector.stateOf(uid, deviceIds, signal),
    covers: (known) => 'state' in known || deviceIds.every((id) => known.devices.has(id)),
    toJson: (a) => ('state' in a ? a : { devices: Object.fromEntries(a.devices) }),
    fromJson: stateFromJson,
    applyAnswer: (alone, known, at) => applyState(alone, { domainId, kind: 'state', subject: uid }, known, at),
  });
  if ('state' in answer) return { state: answer.state, asOf, stale };
  const untold = deviceIds.filter((id) => !answer.devices.has(id));
  return { state: bestOf([...answer.devices.values()]), devices: answer.devices, untold, asOf, stale };
}

/** The contracts of a telephone with their prices, as the billing has them. */
export async function rowsOfPhone(
  core: Core,
  domainId: number,
  phone: string,
): Promise<AgedAnswer<readonly BillingRow[]>> {
  return await asked(core, {
    domainId,
    kind: 'rows',
    subject: phone,
    ask: (connector, signal) => connector.rowsOf(phone, signal),
    toJson: (rows) => rows,
    fromJson: (json) => json as BillingRow[],
  });
}

/** Has the contract's flat noted, where the billing tells it. */
export async function learnApartment(core: Core, domainId: number, uid: string): Promise<void> {
  if (!core.connector?.connector.apartmentOf) return;
  await asked<string | null>(core, {
    domainId,
    kind: 'apartment',
    subject: uid,
    cacheMs: APARTMENT_CACHE_MS,
    ask: async (connector, signal) => (await connector.apartmentOf?.(uid, signal)) ?? null,
    toJson: (flat) => flat,
    fromJson: (json) => (json === null ? null : String(json)),
    applyAnswer: (alone, flat) => applyApartment(alone, { domainId, kind: 'apartment', subject: uid }, flat),
  });
}

async function asked<T>(core: Core, question: Question<T>): Promise<AgedAnswer<T>> {
  if (!core.connector) throw new Error('No billing is connected');
  return await core.connector.ask(core, question);
}

function stateFromJson(json: unknown): ContractAnswer {
  const stored = json as { state: ContractState } | { devices: Record<string, ContractState> };
  if ('state' in stored) return stored;
  return { devices: new Map(Object.entries(stored.devices).map(([id, state]) => [Number(id), state])) };
}

export function bestOf(states: readonly ContractState[]): ContractState | null {
  return (['paid', 'unpaid', 'off'] as const).find((state) => states.includes(state)) ?? null;
}
