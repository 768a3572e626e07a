import { type FlatRange, outOfRange } from '../../intercoms/range.ts';
import { parseFlat } from '../../organizations/flat.ts';
import type { KeyDifference, KeyRow, RowFault } from './key-table.ts';
import { fault } from './rows.ts';

/** A contract that may open a door of the panel. */
export interface ContractAtPanel {
  readonly id: number;
  readonly title: string;
  readonly contractNumber: string | null;
  /** As its door says it. */
  readonly flat: string | null;
  /** The number that the panel knows. */
  readonly apartment: number | null;
}

/** A key that a contract has now. */
export interface KeptKey {
  readonly organizationId: number;
  readonly digits: string;
  readonly comment: string;
}

export interface Compared {
  readonly differences: readonly KeyDifference[];
  readonly faults: readonly RowFault[];
  readonly same: number;
}

/** What the rows would change of the keys that the panel's contracts have; `replace`: keys that no row names go. */
export function compareKeys(
  rows: readonly KeyRow[],
  contracts: readonly ContractAtPanel[],
  kept: readonly KeptKey[],
  replace: boolean,
  range: FlatRange = { flatFrom: null, flatTo: null },
): Compared {
  const find = finder(contracts);
  const known = new Map(kept.map((key) => [nameOf(key.organizationId, key.digits), key]));
  const differences: KeyDifference[] = [];
  const faults: RowFault[] = [];
  const named = new Map<string, number>();
  let same = 0;
  for (const row of rows) {
    const outside = outOfRange(parseFlat(row.flat)?.apartment, range);
    const contract = outside ? { line: row.line, column: 'flat' as const, said: outside } : find(row);
    if ('said' in contract) {
      faults.push(contract);
      continue;
    }
    const name = nameOf(contract.id, row.digits);
    const line = named.get(name);
    const change = line === undefined && changeOf(row, contract, known.get(name));
    if (line !== undefined) faults.push(fault(row.line, 'key', 'key_row_twice', { line }));
    else if (change) differences.push(change);
    else same++;
    named.set(name, line ?? row.line);
  }
  const gone = replace ? kept.filter(({ organizationId, digits }) => !named.has(nameOf(organizationId, digits))) : [];
  return { differences: [...differences, ...removed(gone, contracts)], faults, same };
}

function changeOf(row: KeyRow, contract: ContractAtPanel, before: KeptKey | undefined): KeyDifference | undefined {
  if (before && (row.comment === null || row.comment === before.comment)) return undefined;
  return difference(before ? 'comment' : 'add', contract, row.digits, row.comment ?? '');
}

function removed(keys: readonly KeptKey[], contracts: readonly ContractAtPanel[]): readonly KeyDifference[] {
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  return keys.flatMap(({ organizationId, digits, comment }) => {
    const contract = byId.get(organizationId);
    return contract ? [difference('remove', contract, digits, comment)] : [];
  });
}

const nameOf = (organizationId: number, digits: string): string => `${organizationId} ${digits}`;

const difference = (
  action: KeyDifference['action'],
  contract: ContractAtPanel,
  digits: string,
  comment: string,
): KeyDifference => ({
  action,
  organizationId: contract.id,
  organization: contract.title,
  flat: contract.flat ?? String(contract.apartment ?? ''),
  digits,
  comment,
});

/** By the contract's number where the row has one, else by the flat, which is its own or the number that panels know. */
function finder(contracts: readonly ContractAtPanel[]): (row: KeyRow) => ContractAtPanel | RowFault {
  const byFlat = grouped(contracts, ({ flat, apartment }) => [
    ...new Set([flat?.trim().toLowerCase(), apartment === null ? undefined : String(apartment)]),
  ]);
  const byNumber = grouped(contracts, ({ contractNumber }) => [contractNumber?.trim().toLowerCase()]);
  return ({ line, flat, contract }) => {
    const ofFlat = flat === '' ? contracts : (byFlat.get(flat.toLowerCase()) ?? []);
    if (contract !== null) {
      const found = (byNumber.get(contract.toLowerCase()) ?? []).filter((one) => ofFlat.includes(one));
      return found[0] ?? fault(line, 'contract', 'contract_not_at_panel', { contract });
    }
    const [one, ...others] = ofFlat;
    if (!one) return fault(line, 'flat', 'flat_not_at_panel', { flat });
    return others.some(({ id }) => id !== one.id) ? fault(line, 'flat', 'flat_of_several', { flat }) : one;
  };
}

function grouped(
  contracts: readonly ContractAtPanel[],
  namesOf: (contract: ContractAtPanel) => readonly (string | undefined)[],
): ReadonlyMap<string, readonly ContractAtPanel[]> {
  const groups = new Map<string, ContractAtPanel[]>();
  for (const contract of contracts)
    for (const name of namesOf(contract))
      if (name !== undefined && name !== '') groups.set(name, [...(groups.get(name) ?? []), contract]);
  return groups;
}
