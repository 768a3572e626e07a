import { expect, test } from 'vitest';
import { type ContractAtPanel, compareKeys } from './differences.ts';
import type { KeyRow } from './key-table.ts';

const contract = (id: number, flat: string | null, apartment: number | null): ContractAtPanel => ({
  id,
  title: `contract ${id}`,
  contractNumber: `Д-${id}`,
  flat,
  apartment,
});
const CONTRACTS = [contract(1, '11а', 11), contract(2, '12', 12), contract(3, '12', 12), contract(4, null, null)];
const row = (line: number, flat: string, digits: string, more: Partial<KeyRow> = {}): KeyRow => ({
  line,
  flat,
  digits,
  comment: null,
  contract: null,
  ...more,
});
const KEPT = [
  { organizationId: 1, digits: 'aa', comment: 'old' },
  { organizationId: 2, digits: 'bb', comment: '' },
];

test('a flat is meant as its door says it or as the panel dials it; one of several contracts is named', () => {
  const rows = [
    row(2, '11А', '01'),
    row(3, '11', '02'),
    row(4, '12', '03'),
    row(5, '12', '04', { contract: 'д-3' }),
    row(6, '', '05', { contract: 'Д-4' }),
    row(7, '99', '06'),
    row(8, '11', '07', { contract: 'Д-3' }),
    row(9, '11а', '02'),
    row(10, '12', '02', { contract: 'Д-2' }),
  ];
  const { differences, faults } = compareKeys(rows, CONTRACTS, KEPT, false);
  expect(differences.map(({ action, organizationId, digits }) => [action, organizationId, digits])).toEqual([
    ['add', 1, '01'],
    ['add', 1, '02'],
    ['add', 3, '04'],
    ['add', 4, '05'],
    ['add', 2, '02'],
  ]);
  expect(faults.map(({ line, column, said }) => [line, column, said.reason])).toEqual([
    [4, 'flat', 'flat_of_several'],
    [7, 'flat', 'flat_not_at_panel'],
    [8, 'contract', 'contract_not_at_panel'],
    [9, 'key', 'key_row_twice'],
  ]);
});

test('what stays the same is no difference, and a comment that the table does not have stays', () => {
  const rows = [row(2, '11', 'aa'), row(3, '12', 'bb', { contract: 'Д-2', comment: 'new' })];
  const { differences, same } = compareKeys(rows, CONTRACTS, KEPT, true);
  expect(same).toBe(1);
  expect(differences).toMatchObject([{ action: 'comment', digits: 'bb', comment: 'new' }]);
});

test('only a table that replaces takes keys away', () => {
  const rows = [row(2, '11', 'cc')];
  const actions = (replace: boolean) =>
    compareKeys(rows, CONTRACTS, KEPT, replace).differences.map(({ action, digits }) => `${action} ${digits}`);
  expect(actions(false)).toEqual(['add cc']);
  expect(actions(true)).toEqual(['add cc', 'remove aa', 'remove bb']);
});
