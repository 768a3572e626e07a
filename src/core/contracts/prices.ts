import type { UserActor } from '../actor.ts';
import { type KnownState, knownContracts, rowsOfPhone, stateOf } from '../billing/answers.ts';
import type { BillingRow, ContractState } from '../billing/connector.ts';
import type { PhoneContract } from '../billing/known-contracts.ts';
import type { Core } from '../core.ts';
import { DomainError } from '../errors.ts';
import { currencyOf } from '../ledger/operations.ts';
import { type MyContract, myContracts, myPhone } from './own-contracts.ts';

type Prices = Pick<BillingRow, 'services' | 'balance' | 'payment'>;

/** One of a user's contracts as the billing has it. */
export interface OwnContract extends Omit<BillingRow, keyof Prices> {
  readonly organizationId: number | null;
  /** Null: the billing tells them to the contract's telephones, and the user signs in by none of them. */
  readonly prices: Prices | null;
  /** Null: it is not known whose row this is, or whether it is paid. */
  readonly state: ContractState | null;
}

export interface OwnContracts {
  /** False: no billing is asked. */
  readonly connected: boolean;
  readonly items: readonly OwnContract[];
  /** ISO 4217; what the billing's sums are in. */
  readonly currency: string;
  /** Of the oldest answer in it; null: nothing was asked. */
  readonly asOf: Date | null;
  readonly stale: boolean;
}

/** Most contracts that are asked about beyond the telephone's own: each is a question to the billing. */
const MAX_BELONGING = 20;

/**
 * The contracts of the user's telephone with services, prices and balance, then those that the user belongs to
 * otherwise, with whether they are paid alone: the billing tells prices by telephone, and the one in a profile is the
 * user's own word. Throws `unavailable` when the billing cannot be asked and what it said last is not known.
 */
export async function contractsOfMine(core: Core, actor: UserActor): Promise<OwnContracts> {
  const currency = await currencyOf(core, actor);
  if (core.connector === undefined) return { connected: false, items: [], currency, asOf: null, stale: false };
  const phone = await myPhone(core, actor);
  const told = phone === null ? NOTHING : await ofPhone(core, actor.domainId, phone);
  const others = (await myContracts(core, actor)).filter(({ uid }) => !told.uids.includes(uid));
  const belonging = await Promise.all(
    others.slice(0, MAX_BELONGING).map(async (contract) => {
      const state = await known(core, actor.domainId, contract.uid);
      return { item: ofMembership(contract, state), ages: state ? [state] : [] };
    }),
  );
  const ages = [...told.ages, ...belonging.flatMap((one) => one.ages)];
  return {
    connected: true,
    items: [...told.items, ...belonging.map(({ item }) => item)],
    currency,
    asOf: ages.length === 0 ? null : new Date(Math.min(...ages.map(({ asOf }) => asOf.getTime()))),
    stale: ages.some(({ stale }) => stale),
  };
}

interface Told {
  readonly items: readonly OwnContract[];
  /** All contracts of the telephone, whether a row is known to be theirs or not. */
  readonly uids: readonly string[];
  readonly ages: readonly Pick<KnownState, 'asOf' | 'stale'>[];
}
const NOTHING: Told = { items: [], uids: [], ages: [] };

async function ofPhone(core: Core, domainId: number, phone: string): Promise<Told> {
  const [rows, contracts] = await Promise.all([
    rowsOfPhone(core, domainId, phone),
    knownContracts(core, domainId, phone),
  ]);
  const states = new Map(
    await Promise.all(contracts.answer.map(async ({ uid }) => [uid, await known(core, domainId, uid)] as const)),
  );
  const items = rows.answer.map((row, i): OwnContract => {
    const contract = contractOf(row, i, rows.answer, contracts.answer);
    const state = contract && states.get(contract.uid);
    const { services, balance, payment, ...rest } = row;
    return {
      ...rest,
      uid: contract?.uid ?? row.uid,
      organizationId: contract?.organizationId ?? null,
      state: state?.state ?? null,
      prices: { services, balance, payment },
    };
  });
  const ages = [rows, contracts, ...[...states.values()].filter((state) => state !== undefined)];
  return { items, uids: contracts.answer.map(({ uid }) => uid), ages };
}

const ofMembership = (
  { organizationId, uid, title, contractNumber }: MyContract,
  state: KnownState | undefined,
): OwnContract => ({
  organizationId,
  uid,
  login: contractNumber ?? uid,
  address: title,
  state: state?.state ?? null,
  prices: null,
  mayShowInvoices: false,
  mayShowDetails: false,
  mayShowReceipt: false,
});

/** A billing that does not say whose rows they are gives them in the order of the contracts, if there are as many. */
export function contractOf(
  row: BillingRow,
  i: number,
  rows: readonly BillingRow[],
  contracts: readonly PhoneContract[],
): PhoneContract | undefined {
  if (row.uid !== null) return contracts.find(({ uid }) => uid === row.uid);
  return rows.length === contracts.length ? contracts[i] : undefined;
}

async function known(core: Core, domainId: number, uid: string): Promise<KnownState | undefined> {
  try {
    return await stateOf(core, domainId, uid);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unavailable') return undefined;
    throw error;
  }
}
