import { expect, test } from 'vitest';
import type { Requisites } from '../../api/types.ts';
import { requisitesBody, requisitesValues } from './requisitesForm.ts';

const empty: Requisites = {
  name: '',
  taxId: '',
  taxOffice: '',
  address: '',
  phone: '',
  email: '',
  bank: null,
  signatory: null,
  documentLanguage: 'ru',
  daysToPay: null,
  numberPrefix: '',
  creditNotePrefix: 'CN',
  makesActs: false,
  mailsInvoices: false,
  taxRounding: null,
  missing: ['name', 'taxId', 'address', 'bank'],
};

test('a form that was never saved offers the bank of the currency, and sends none until it is filled in', () => {
  const values = requisitesValues(empty, 'RUB');
  expect(values.bank.kind).toBe('russian');
  expect(requisitesValues(empty, 'EUR').bank.kind).toBe('iban');
  expect(requisitesValues({ ...empty, name: 'Provider' }, 'EUR').bank.kind).toBe('none');
  const { missing, ...sent } = empty;
  expect(requisitesBody(values)).toEqual(sent);
});

test('each kind of account is sent with its own fields, and comes back as it was', () => {
  const iban = { kind: 'iban' as const, iban: 'DE89370400440532013000', bic: null, bankName: '' };
  const russian = {
    kind: 'russian' as const,
    bankName: 'Сбербанк',
    bic: '044525225',
    account: '40702810438000060473',
    correspondentAccount: null,
  };
  for (const bank of [iban, russian])
    expect(requisitesBody(requisitesValues({ ...empty, bank }, 'RUB')).bank).toEqual(bank);
  const values = requisitesValues({ ...empty, bank: russian, taxRounding: 'line', daysToPay: 0 }, 'RUB');
  expect(requisitesBody(values)).toMatchObject({ taxRounding: 'line', daysToPay: 0, signatory: null });
  expect(requisitesBody({ ...values, bank: { ...values.bank, kind: 'none' } }).bank).toBeNull();
});
