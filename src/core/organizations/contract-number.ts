import { type Core, reader } from '../core.ts';

/** True when an organization of the domain has this contract number. */
export async function hasContractNumber(core: Core, domainId: number, contractNumber: string): Promise<boolean> {
  const [row] = await reader(core)`
    select from organization where domain_id = ${domainId} and contract_number = ${contractNumber}`;
  return row !== undefined;
}
