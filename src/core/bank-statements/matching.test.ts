import { expect, test } from 'vitest';
import { indexContracts } from './contract-words.ts';
import { type Candidates, matchOf } from './matching.ts';
import type { StatementRow } from './statement.ts';

const row = (purpose: string, payerTaxId = ''): StatementRow => ({
  account: '',
  number: '1',
  date: '29.11.2026',
  sum: '10.00',
  payer: '',
  payerTaxId,
  payerAccount: '',
  purpose,
});

const candidates: Candidates = {
  contracts: indexContracts([
    { id: 1, contractNumber: 'Д-000123' },
    { id: 2, contractNumber: '777' },
    { id: 7, contractNumber: 'ВН-55-7' },
  ]),
  byTaxId: new Map([
    ['7701234567', [3]],
    ['7700000000', [3, 4]],
  ]),
  byDue: new Map([
    [1000n, [5]],
    [2000n, [5, 6]],
  ]),
};
const match = (purpose: string, taxId: string, amount: bigint) => matchOf(row(purpose, taxId), amount, candidates);

test('the contract that the purpose names goes before all else', () => {
  expect(match('дог. Д-000123', '7701234567', 1000n)).toEqual({ match: 'contract', organizationId: 1 });
});

test('then the payer’s tax id, a number like a contract’s, and the sum that is due, where one alone has it', () => {
  expect(match('Д-000123', '7701234567', 1000n)).toEqual({ match: 'tax_id', organizationId: 3 });
  expect(match('Д-000123', '7700000000', 1000n)).toEqual({ match: 'similar', organizationId: 1 });
  expect(match('за свет', '7700000000', 1000n)).toEqual({ match: 'sum', organizationId: 5 });
  expect(match('за свет', '', 2000n)).toBeUndefined();
  expect(match('за свет', '', 3000n)).toBeUndefined();
});

test('a purpose that names two contracts is for a person, whatever else points to one', () => {
  expect(match('дог. Д-000123, дог. 777', '7701234567', 1000n)).toBeUndefined();
  expect(match('дог. Д-000123 и ВН-55-7', '7701234567', 1000n)).toBeUndefined();
});
