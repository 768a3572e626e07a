import type { Refusal } from './refusal.ts';

/** Taxes, requisites, invoices. */
export const INVOICES_REFUSALS = {
  tax_rate_malformed: {
    kind: 'invalid',
    text: 'give percent from 0 to 100 with two decimals at the most, such as 20, or null without VAT',
  },
  tax_rate_not_found: { kind: 'not_found', text: 'A tax rate from {date} not found' },
  inn_malformed: { kind: 'invalid', text: 'an INN has 10 or 12 digits, the last of which check the others' },
  kpp_malformed: { kind: 'invalid', text: 'a KPP has 9 characters' },
  russian_bic_malformed: { kind: 'invalid', text: 'a BIC of a Russian bank has 9 digits' },
  bic_malformed: { kind: 'invalid', text: 'a BIC has 8 or 11 letters and digits' },
  account_malformed: { kind: 'invalid', text: 'an account has 20 digits' },
  account_of_other_bank: {
    kind: 'invalid',
    text: 'the control key says that this is no account of the bank with the BIC {bic}: check both',
  },
  iban_malformed: {
    kind: 'invalid',
    text: 'an IBAN has two letters, two check digits and the account; one of them is wrong',
  },
  number_prefix_malformed: {
    kind: 'invalid',
    text: 'give 20 letters, digits, points and hyphens at the most',
  },
  number_prefixes_same: {
    kind: 'invalid',
    text: 'give credit notes another prefix than invoices have: their numbers would be the same',
  },
  requisites_missing: {
    kind: 'conflict',
    text: 'Invoices need the requisites of the provider first: {fields}. Fill them in on the page Requisites, or by PUT /requisites',
  },
  month_not_closed: {
    kind: 'conflict',
    text: 'The month {month} is not closed: close it first, then make its invoices',
  },
  invoice_not_found: { kind: 'not_found', text: 'Invoice {id} not found' },
  invoice_exists: { kind: 'conflict', text: 'There is the invoice {number} of that month: make it void first' },
  invoice_of_nothing: {
    kind: 'conflict',
    text: 'Nothing was charged to organization {id} in {month}: there is nothing to invoice',
  },
  invoice_buyer_unknown: {
    kind: 'conflict',
    text: 'Organization {id} was deleted before its name was kept, and it has no requisites: nobody can be named in its invoice',
  },
  invoice_void_already: { kind: 'conflict', text: 'The invoice {number} is void already' },
  invoice_void: { kind: 'conflict', text: 'The invoice {number} is void, and is not mailed' },
  invoice_no_act: { kind: 'not_found', text: 'No act was made with the invoice {number}' },
  invoice_no_credit_note: { kind: 'not_found', text: 'The invoice {number} is not void: it has no credit note' },
  invoice_nobody_to_mail: {
    kind: 'conflict',
    text: 'Neither the owner of the organization nor its requisites have an e-mail address',
  },
} as const satisfies Readonly<Record<string, Refusal>>;
