import { type ContractIndex, namedContracts } from './contract-words.ts';
import type { Match, StatementRow } from './statement.ts';

/** By what payments may be told to be whose. */
export interface Candidates {
  readonly contracts: ContractIndex;
  /** Organizations by the payer's tax id. */
  readonly byTaxId: ReadonlyMap<string, readonly number[]>;
  /** Organizations by what they have to pay, in minor units. */
  readonly byDue: ReadonlyMap<bigint, readonly number[]>;
}

export interface Found {
  readonly match: Match;
  readonly organizationId: number;
}

/** Characters of a purpose; banks have 210 of them. */
const LOOKED_AT = 2000;

/**
 * Whose payment it is. Certain by the one contract whose number the purpose names as such; else suggested, where exactly
 * one is meant: by the payer's tax id, by a number like a contract's, by a sum that exactly one has to pay. A purpose that
 * names several contracts is for a person alone.
 */
export function matchOf(row: StatementRow, amount: bigint, candidates: Candidates): Found | undefined {
  const named = namedContracts(row.purpose.slice(0, LOOKED_AT), candidates.contracts);
  if (named.certain.length > 1) return undefined;
  if (named.certain.length === 1 && named.besides.length > 0) return undefined;
  const ways: readonly (readonly [Match, readonly number[]])[] = [
    ['contract', named.certain],
    ['tax_id', row.payerTaxId === '' ? [] : (candidates.byTaxId.get(row.payerTaxId) ?? [])],
    ['similar', named.similar],
    ['sum', candidates.byDue.get(amount) ?? []],
  ];
  for (const [match, [organizationId, ...others]] of ways)
    if (organizationId !== undefined && others.length === 0) return { match, organizationId };
  return undefined;
}
