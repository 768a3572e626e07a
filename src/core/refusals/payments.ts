import type { Refusal } from './refusal.ts';

/** Gateways of payment providers, payments that apps prepare, bank statements. */
export const PAYMENTS_REFUSALS = {
  gateway_not_found: { kind: 'not_found', text: 'Payment gateway {id} not found' },
  gateways_too_many: { kind: 'limit', text: 'There are {limit} payment gateways at the most' },
  gateway_has_payments: {
    kind: 'conflict',
    text: 'Payments came through this gateway, so it stays: switch it off instead',
  },
  gateway_unsigned: {
    kind: 'unauthenticated',
    text: 'Sign the call: send webhook-id, webhook-timestamp (seconds) and webhook-signature',
  },
  gateway_signature_old: {
    kind: 'unauthenticated',
    text: 'The webhook-timestamp is more than 5 minutes old: check your clock, and sign each try anew',
  },
  gateway_signature_early: {
    kind: 'unauthenticated',
    text: 'The webhook-timestamp is more than 5 minutes ahead: check your clock',
  },
  gateway_signature_wrong: {
    kind: 'unauthenticated',
    text: 'No signature fits: sign webhook-id.webhook-timestamp.body, the bytes as they are sent, with the secret of this gateway',
  },
  gateway_off: { kind: 'forbidden', text: 'This payment gateway is switched off' },
  gateway_address_foreign: { kind: 'forbidden', text: 'This payment gateway is not called from {address}' },
  account_unknown: { kind: 'invalid', text: 'there is no account {account}' },
  account_ambiguous: { kind: 'invalid', text: 'several contracts are called {account}' },
  gateway_payment_not_found: { kind: 'not_found', text: 'Payment {payment} did not come through this gateway' },
  gateway_payment_differs: {
    kind: 'conflict',
    text: 'Payment {payment} came before: {amount} {currency} for account {account}',
  },
  payment_given_back: {
    kind: 'conflict',
    text: 'Of payment {payment} something was given back by hand: {amount} {currency} is left of it',
  },
  prepared_payment_not_found: { kind: 'not_found', text: 'Prepared payment {id} not found' },
  prepared_payments_too_many: {
    kind: 'too_many',
    text: 'A contract prepares {limit} payments a day at the most',
  },
  payment_conflict_not_found: { kind: 'not_found', text: 'Conflict {id} not found' },
  statement_not_found: { kind: 'not_found', text: 'Bank statement {id} not found' },
  statement_unreadable: {
    kind: 'invalid',
    text: 'is no bank statement: give a file of 1CClientBankExchange, or CSV with a header',
  },
  statement_empty: { kind: 'invalid', text: 'holds no payment that came in' },
  statement_rows_too_many: { kind: 'invalid', text: 'has more than {limit} payments: split it' },
  statement_sections_too_many: { kind: 'invalid', text: 'has more than {limit} sections of one kind: split it' },
  statement_columns_missing: {
    kind: 'invalid',
    text: 'say in which columns the date and the sum stand; it has {columns}',
  },
  statement_committed: { kind: 'conflict', text: 'Bank statement {id} was committed already' },
  statement_day_unreadable: { kind: 'invalid', text: 'its date cannot be read: {value}' },
  statement_sum_unreadable: { kind: 'invalid', text: 'its sum cannot be read: {value}' },
  bank_payment_not_found: { kind: 'not_found', text: 'Payment {id} of a bank statement not found' },
  bank_payment_settled: {
    kind: 'conflict',
    text: 'This payment is settled already: put it back on the list first',
  },
  bank_payment_listed: { kind: 'conflict', text: 'This payment is on the list already' },
} as const satisfies Readonly<Record<string, Refusal>>;
