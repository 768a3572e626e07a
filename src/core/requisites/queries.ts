import type { Db, Tx } from '../../db/sql.ts';
import type { BankAccount, Party } from '../invoices/document.ts';
import { type OrganizationRequisites, PARTY_FIELDS, type ProviderRequisites } from './requisites.ts';

type ProviderRow = Omit<ProviderRequisites, 'signatory'> & {
  readonly signatoryPosition: string;
  readonly signatoryName: string;
};

/** Undefined: nothing was filled in yet. */
export async function findProvider(sql: Db, domainId: number): Promise<ProviderRequisites | undefined> {
  const [row] = await sql<ProviderRow[]>`
    select name, tax_id, tax_office, address, phone, email, bank, signatory_position, signatory_name, document_language,
      days_to_pay, number_prefix, credit_note_prefix, makes_acts, mails_invoices, tax_rounding
    from provider_requisites where domain_id = ${domainId}`;
  if (!row) return undefined;
  const { signatoryPosition: position, signatoryName: name, ...rest } = row;
  return { ...rest, signatory: position === '' && name === '' ? null : { position, name } };
}

export async function storeProvider(sql: Tx, domainId: number, requisites: ProviderRequisites): Promise<void> {
  const { signatory, bank, ...rest } = requisites;
  const row = {
    ...rest,
    domainId,
    bank: bank && sql.json(bankJson(bank)),
    signatoryPosition: signatory?.position ?? '',
    signatoryName: signatory?.name ?? '',
  };
  await sql`
    insert into provider_requisites ${sql(row)}
    on conflict (domain_id) do update set ${sql(row)}`;
}

/** Named one by one: what is stored is what the form has. */
function bankJson(bank: BankAccount): Record<string, string | null> {
  if (bank.kind === 'iban') return { kind: bank.kind, iban: bank.iban, bic: bank.bic, bankName: bank.bankName };
  const { kind, bankName, bic, account, correspondentAccount } = bank;
  return { kind, bankName, bic, account, correspondentAccount };
}

/** Undefined: nothing was filled in yet. */
export async function findOfOrganization(
  sql: Db,
  domainId: number,
  id: number,
): Promise<OrganizationRequisites | undefined> {
  const [row] = await sql<Party[]>`
    select ${sql([...PARTY_FIELDS])} from organization_requisites
    where organization_id = ${id} and domain_id = ${domainId}`;
  return row;
}

export async function storeOfOrganization(sql: Tx, domainId: number, id: number, party: Party): Promise<void> {
  const { name, taxId, taxOffice, address, phone, email } = party;
  const row = { organizationId: id, domainId, name, taxId, taxOffice, address, phone, email };
  await sql`
    insert into organization_requisites ${sql(row)}
    on conflict (organization_id) do update set ${sql(row)}`;
}
