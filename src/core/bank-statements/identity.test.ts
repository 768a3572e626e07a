import { expect, test } from 'vitest';
import { identityOf } from './identity.ts';
import { identified } from './rows.ts';
import type { StatementRow } from './statement.ts';

const row: StatementRow = {
  account: '40702810900000000001',
  number: '42',
  date: '29.11.2026',
  sum: '1234.50',
  payer: 'ЁЛКИНА ЮЛИЯ',
  payerTaxId: '',
  payerAccount: '40817810000000000002',
  purpose: 'дог. Д-000123',
};

test.each([
  ['the sum with a comma and spaces', { sum: '1 234,50' }],
  ['the sum with its currency', { sum: '1234,5 RUB' }],
  ['the date with a time', { date: '2026-11-29T10:00' }],
  ['accounts in groups', { account: '40702 810 9 0000 0000001', payerAccount: '40817 810 0 0000 0000002' }],
  ['the payer and the purpose in other words', { payer: 'Елкина Ю.', purpose: 'Д-000123' }],
])('it is the same payment: %s', (_what, other) => expect(identityOf({ ...row, ...other })).toBe(identityOf(row)));

test.each([
  ['another sum', { sum: '1234.05' }],
  ['another number', { number: '43' }],
  ['another account', { account: '40702810900000000002' }],
])('it is another payment: %s', (_what, other) => expect(identityOf({ ...row, ...other })).not.toBe(identityOf(row)));

test('two payers whose accounts the file does not say may have numbered their orders alike', () => {
  const bare = { ...row, payerAccount: '' };
  const rows = identified([bare, { ...bare, payer: 'ИВАНОВ ПЁТР' }, bare], true);
  expect(rows.map(({ repeated }) => repeated)).toEqual([false, false, true]);
  expect(rows[0]?.identity).not.toBe(rows[1]?.identity);
});
