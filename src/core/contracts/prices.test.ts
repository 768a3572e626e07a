import { expect, test } from 'vitest';
import { bestOf } from '../billing/answers.ts';
import type { BillingRow } from '../billing/connector.ts';
import { contractOf } from './prices.ts';

const none = { price: 0, until: null };
const row = (uid: string | null): BillingRow => ({
  uid,
  login: '',
  address: '',
  services: { internet: none, tv: none, phone: none, cameras: { ...none, name: '' } },
  balance: 0,
  payment: 0,
  mayShowInvoices: false,
  mayShowDetails: false,
  mayShowReceipt: false,
});
const contracts = [
  { uid: 'a', organizationId: 1 },
  { uid: 'b', organizationId: 2 },
];
const uidsOf = (rows: readonly BillingRow[]) => rows.map((one, i) => contractOf(one, i, rows, contracts)?.uid);

test('a row is of the contract that it names, in whatever order', () => {
  expect(uidsOf([row('b'), row('a')])).toEqual(['b', 'a']);
});

test('a row that names a foreign contract is of none', () => {
  expect(uidsOf([row('c'), row('a')])).toEqual([undefined, 'a']);
});

test('rows that name nobody are in the order of the contracts where there are as many, else of none', () => {
  expect(uidsOf([row(null), row(null)])).toEqual(['a', 'b']);
  expect(uidsOf([row(null)])).toEqual([undefined]);
  expect(uidsOf([row(null), row(null), row(null)])).toEqual([undefined, undefined, undefined]);
});

test('a contract that is sold by device is as good as the best of them', () => {
  expect(bestOf(['off', 'paid', 'unpaid'])).toBe('paid');
  expect(bestOf(['off', 'unpaid'])).toBe('unpaid');
  expect(bestOf(['off'])).toBe('off');
  expect(bestOf([])).toBeNull();
});
