import type { UserActor } from '../actor.ts';
import type { Core } from '../core.ts';
import { DomainError } from '../errors.ts';
import { currencyOf } from '../ledger/operations.ts';
import { type KnownState, knownContracts, rowsOfPhone, stateOf } from './asked.ts';
import type { BillingRow, ContractState } from './connector.ts';
import type { PhoneContract } from './known.ts';
import { myPhone } from './mine.ts';

/** One of a user's contracts as the billing has it. */
export interface OwnContract extends BillingRow {
  readonly organizationId: number | null;
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

/**
 * The contracts of the user's telephone with services, prices and balance. Who signs in otherwise has none here: the
 * telephone in a profile is the user's own word. Throws `unavailable` when the billing cannot be asked and what it said
 * last is not known.
 */
export async function contractsOfMine(core: Core, actor: UserActor): Promise<OwnContracts> {
  const currency = await currencyOf(core, actor);
  const connected = core.connector !== undefined;
  const phone = await myPhone(core, actor);
  if (!connected || phone === null) return { connected, items: [], currency, asOf: null, stale: false };
  const { domainId } = actor;
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
    return {
      ...row,
      uid: contract?.uid ?? row.uid,
      organizationId: contract?.organizationId ?? null,
      state: state?.state ?? null,
    };
  });
  const ages = [rows, contracts, ...[...states.values()].filter((state) => state !== undefined)];
  const oldest = Math.min(...ages.map(({ asOf }) => asOf.getTime()));
  return { connected, items, currency, asOf: new Date(oldest), stale: ages.some(({ stale }) => stale) };
}

/** A billing that does not say whose rows they are gives them in the order of the contracts, if there are as many. */
function contractOf(
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
