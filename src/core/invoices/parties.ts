import type { Db } from '../../db/sql.ts';
import { PARTY_FIELDS, type ProviderRequisites } from '../requisites/requisites.ts';
import type { Buyer, Party, Seller } from './document.ts';

/** The provider as a document names it. */
export const sellerOf = (requisites: ProviderRequisites): Seller => ({
  ...party(requisites),
  bank: requisites.bank,
  signatory: requisites.signatory,
});

/**
 * An organization as a document names it: by its requisites, else by its title, also by the last one that it had when it
 * was deleted. Undefined: its name is not known any more.
 */
export async function findBuyer(sql: Db, domainId: number, organizationId: number): Promise<Buyer | undefined> {
  const [row] = await sql<(Partial<Record<keyof Party, string | null>> & { title: string; contractNumber: string })[]>`
    select r.name, r.tax_id, r.tax_office, r.address, r.phone, r.email, coalesce(o.title, f.title, '') as title,
      coalesce(case when o.id is null then f.contract_number else o.contract_number end, '') as contract_number
    from (select ${organizationId}::int as id) x
    left join organization o on o.id = x.id and o.domain_id = ${domainId}
    left join former_organization f on f.organization_id = x.id and f.domain_id = ${domainId}
    left join organization_requisites r on r.organization_id = x.id and r.domain_id = ${domainId}`;
  const given = party(row ?? {});
  const name = given.name === '' ? (row?.title ?? '') : given.name;
  return name === '' ? undefined : { ...given, name, contractNumber: row?.contractNumber ?? '' };
}

/** A side's fields, one by one: empty texts where nothing is known. */
const party = (from: Readonly<Partial<Record<keyof Party, string | null>>>): Party =>
  Object.fromEntries(PARTY_FIELDS.map((field) => [field, from[field] ?? ''])) as Record<keyof Party, string>;
