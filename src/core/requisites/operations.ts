import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { differences, pick } from '../fields.ts';
import type { BankAccount } from '../invoices/document.ts';
import { requireMayReadMoney } from '../ledger/operations.ts';
import { policyOf } from '../ledger/policy.ts';
import { lockOrganization } from '../organizations/queries.ts';
import { write } from '../write.ts';
import { checkParty, checkProvider } from './checks.ts';
import { findOfOrganization, findProvider, storeOfOrganization, storeProvider } from './queries.ts';
import {
  emptyRequisites,
  NO_PARTY,
  type OrganizationRequisites,
  PARTY_FIELDS,
  type ProviderRequisites,
} from './requisites.ts';

/** Of the actor's domain; empty where nothing was filled in yet. */
export async function requisites(core: Core, actor: Actor): Promise<ProviderRequisites> {
  requireMay(actor, 'invoices.read');
  const { locale } = await policyOf(reader(core), actor.domainId);
  return (await findProvider(reader(core), actor.domainId)) ?? emptyRequisites(locale);
}

/** Stores all of them; what is not given is empty again. Documents that were issued keep what they say. */
export async function setRequisites(core: Core, actor: Actor, given: Partial<ProviderRequisites>): Promise<void> {
  requireMay(actor, 'invoices.manage');
  const { domainId } = actor;
  const { currency, locale } = await policyOf(reader(core), domainId);
  const none = emptyRequisites(locale);
  const after = clean({ ...none, ...given });
  checkProvider(after, isRussian(after.bank, currency));
  await write(core, actor, { type: 'requisites.change', request: after }, async (tx) => {
    await tx.sql`select from domain where id = ${domainId} for no key update`;
    const before = (await findProvider(tx.sql, domainId)) ?? none;
    await storeProvider(tx.sql, domainId, after);
    const changes = differences(flat(before), flat(after));
    tx.changed({ action: 'change', objectKind: 'domain', objectId: domainId, changes });
  });
}

/** The same who may read its balance. */
export async function organizationRequisites(core: Core, actor: Actor, id: number): Promise<OrganizationRequisites> {
  await requireMayReadMoney(core, actor, id);
  return (await findOfOrganization(reader(core), actor.domainId, id)) ?? NO_PARTY;
}

export async function setOrganizationRequisites(
  core: Core,
  actor: Actor,
  id: number,
  given: OrganizationRequisites,
): Promise<void> {
  requireMay(actor, 'invoices.manage');
  const { domainId } = actor;
  const after = trimAll(pick(given, PARTY_FIELDS) as OrganizationRequisites);
  const { currency } = await policyOf(reader(core), domainId);
  const seller = await findProvider(reader(core), domainId);
  checkParty(after, isRussian(seller?.bank ?? null, currency));
  const intent = { type: 'organization.requisites' as const, subject: `organization ${id}`, request: after };
  await write(core, actor, intent, async (tx) => {
    await lockOrganization(tx.sql, domainId, id);
    const before = (await findOfOrganization(tx.sql, domainId, id)) ?? NO_PARTY;
    await storeOfOrganization(tx.sql, domainId, id, after);
    const changes = prefixed(differences<OrganizationRequisites>(before, after));
    tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes });
  });
}

/** A provider in Russia has INN, KPP and accounts of Russian banks; where no bank says so, its currency does. */
const isRussian = (bank: BankAccount | null, currency: string): boolean =>
  bank === null ? currency === 'RUB' : bank.kind === 'russian';

/** Without the spaces that copying brings, and those within numbers of accounts. */
function clean(given: ProviderRequisites): ProviderRequisites {
  const { bank, signatory } = given;
  return {
    ...given,
    ...trimAll(pick(given, PARTY_FIELDS)),
    bank: bank && unspaced(bank),
    signatory: signatory && trimAll(signatory),
  };
}

function trimAll<T extends object>(texts: T): T {
  const entries = Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? text.trim() : text]);
  return Object.fromEntries(entries) as T;
}

function unspaced(bank: BankAccount): BankAccount {
  const joined = (text: string) => text.replace(/\s/g, '');
  const bankName = bank.bankName.trim();
  if (bank.kind === 'iban') {
    const bic = bank.bic === null ? null : joined(bank.bic).toUpperCase();
    return { ...bank, bankName, iban: joined(bank.iban).toUpperCase(), bic };
  }
  const correspondentAccount = bank.correspondentAccount === null ? null : joined(bank.correspondentAccount);
  return { ...bank, bankName, bic: joined(bank.bic), account: joined(bank.account), correspondentAccount };
}

type Changes = Record<string, readonly [unknown, unknown]>;

const prefixed = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [`requisites.${name}`, change]));

/** As the audit shows them: one text a field. */
const flat = ({ bank, signatory, ...rest }: ProviderRequisites): Record<string, unknown> => {
  const all = {
    ...rest,
    bank: bank && Object.values(bank).join(', '),
    signatory: signatory && `${signatory.position} ${signatory.name}`,
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [`requisites.${name}`, value]));
};
