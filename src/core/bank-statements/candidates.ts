import type { Db } from '../../db/sql.ts';
import type { Policy } from '../ledger/policy.ts';
import { indexContracts } from './contract-words.ts';
import type { Candidates } from './matching.ts';

/** By what the payments of one statement may be told to be whose; `sums`: the statement's own, in minor units. */
export async function candidatesOf(
  sql: Db,
  domainId: number,
  policy: Policy,
  sums: readonly bigint[],
): Promise<Candidates> {
  const contracts = await sql<{ id: number; contractNumber: string }[]>`
    select id, contract_number from organization
    where domain_id = ${domainId} and not is_default and contract_number is not null`;
  return {
    contracts: indexContracts(contracts),
    byTaxId: await byTaxId(sql, domainId),
    byDue: await byDue(sql, domainId, policy, sums),
  };
}

/** By the requisites of organizations, where one alone has it. */
async function byTaxId(sql: Db, domainId: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const rows = await sql<{ id: number; taxId: string }[]>`
    select min(o.id) as id, r.tax_id from organization_requisites r join organization o on o.id = r.organization_id
    where o.domain_id = ${domainId} and not o.is_default and r.tax_id <> '' group by r.tax_id having count(*) = 1`;
  return new Map(rows.map(({ id, taxId }) => [taxId, [id]]));
}

/**
 * Who alone has to pay one of these sums exactly: prepaid, to be at the floor again; else, to owe nothing. The price of a
 * plan is owed by a hundred thousand: these are not fetched.
 */
async function byDue(sql: Db, domainId: number, { charging, creditFloor, currency }: Policy, sums: readonly bigint[]) {
  const floor = charging === 'prepaid' ? creditFloor : 0n;
  const balances = [...new Set(sums)].map((sum) => `${floor - sum}`);
  const rows = await sql<{ organizationId: number; balance: string }[]>`
    select min(a.organization_id) as organization_id, a.balance::text as balance
    from ledger_account a join organization o on o.id = a.organization_id
    where a.domain_id = ${domainId} and a.kind = 'balance' and a.currency = ${currency} and not o.is_default
      and a.balance = any(${balances}::text[]::numeric[])
    group by a.balance having count(*) = 1`;
  return new Map(rows.map(({ organizationId, balance }) => [floor - BigInt(balance), [organizationId]]));
}
