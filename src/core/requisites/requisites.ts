import type { Party, Seller } from '../invoices/document.ts';
import { type Language, languageOf } from '../languages/languages.ts';
import type { TaxRounding } from '../taxes/tax.ts';

/** What invoices of a domain say of the seller, and how they are made. */
export interface ProviderRequisites extends Seller {
  readonly documentLanguage: Language;
  /** After the day of issue; null: invoices name no day. */
  readonly daysToPay: number | null;
  /** In front of the numbers of invoices: `PREFIX2026-000123`. */
  readonly numberPrefix: string;
  readonly creditNotePrefix: string;
  /** An act of the services rendered goes with each invoice. */
  readonly makesActs: boolean;
  /** Invoices are mailed when they are issued. */
  readonly mailsInvoices: boolean;
  /** Null: by line in roubles, else of the total. */
  readonly taxRounding: TaxRounding | null;
}

/** Of a contract. Without a name its documents have the organization's title. */
export type OrganizationRequisites = Party;

export const PARTY_FIELDS = [
  'name',
  'taxId',
  'taxOffice',
  'address',
  'phone',
  'email',
] as const satisfies readonly (keyof Party)[];

export const NO_PARTY: Party = { name: '', taxId: '', taxOffice: '', address: '', phone: '', email: '' };

/** Of a domain that filled in none yet; `locale` as its settings say it. */
export const emptyRequisites = (locale: string): ProviderRequisites => ({
  ...NO_PARTY,
  bank: null,
  signatory: null,
  documentLanguage: languageOf(locale) ?? 'en',
  daysToPay: null,
  numberPrefix: '',
  creditNotePrefix: 'CN',
  makesActs: false,
  mailsInvoices: false,
  taxRounding: null,
});

/** Without these nothing is issued. */
const NEEDED = ['name', 'taxId', 'address', 'bank'] as const satisfies readonly (keyof ProviderRequisites)[];

/** What is still to be filled in before invoices can be issued. */
export const missingFields = (requisites: ProviderRequisites): readonly string[] =>
  NEEDED.filter((field) => requisites[field] === '' || requisites[field] === null);
