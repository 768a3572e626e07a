import { describe, expect, test } from 'vitest';
import { indexContracts, namedContracts } from './contract-words.ts';

const NUMBERS = {
  1: 'Д-000123',
  2: '123',
  3: '000777',
  4: '12/34',
  5: 'ВН-55-7',
  6: '7701234567',
  7: '123450',
  8: '29112026',
  9: 'К1001',
  10: '2026',
} as const;
const index = indexContracts(
  Object.entries(NUMBERS).map(([id, contractNumber]) => ({ id: Number(id), contractNumber })),
);
const certain = (purpose: string) => namedContracts(purpose, index).certain;
const similar = (purpose: string) => namedContracts(purpose, index).similar;

describe('a contract is certain in any spelling of its number behind a word for it', () => {
  test.each([
    ['Оплата по договору Д-000123 за ноябрь 2026. НДС 22%=222.62', 1],
    ['дог. Д-000123', 1],
    ['ДОГОВОР №Д 000123', 1],
    ['договор № Д-000123 от 01.02.2026', 1],
    ['Договор: д000123', 1],
    ['дог.Д000123.', 1],
    ['Дог-р Д – 000123, услуги связи', 1],
    ['по договору оказания услуг связи № Д-000123', 1],
    ['Договор-оферта №Д-000123', 1],
    ['контракт N Д-000123', 1],
    ['договору (Д-000123)', 1],
    ['л/с 123', 2],
    ['Л/С№123', 2],
    ['лс: 123', 2],
    ['лицевой счет 123', 2],
    ['Лицевого счёта № 123, без НДС', 2],
    ['лиц. сч. 123', 2],
    ['договор 123 на сумму 500 руб', 2],
    ['contract 000777', 3],
    ['дог 12/34 от 05.05.2025', 4],
    ['договор ВН 55-7', 5],
    ['договор ВН-55/7', 5],
    ['дог. BH-55-7', 5],
    ['договор K1001', 9],
    ['абонент 123', 2],
  ])('%s', (purpose, id) => expect(certain(purpose)).toEqual([id]));
});

describe('a number that is something else is no contract', () => {
  test.each([
    ['Оплата по счету № 123 от 29.11.2026'],
    ['Оплата услуг 123'],
    ['договор 1234.50 руб'],
    ['договор 1234,50'],
    ['договор 123 руб. 00 коп.'],
    ['договор от 29.11.2026'],
    ['договор 29.11.2026'],
    ['по договору за 2026 год'],
    ['договор 2026 г.'],
    ['договор ИНН 7701234567'],
    ['ИНН 7701234567 оплата'],
    ['договор, счет № 123'],
    ['договор подряда акт № 123'],
    ['договор 12345'],
    ['договор 1/23'],
    ['договор 12-34'],
    ['договор Д-0001234'],
    ['договор Е-000123'],
    ['договорённость 123'],
    ['НДС 22%=123.00'],
    ['л/с 40817810000000000123'],
    [''],
  ])('%s', (purpose) => expect(certain(purpose)).toEqual([]));
});

test('two contracts in one purpose are both named', () => {
  expect([...certain('дог. Д-000123 и дог. 000777')].sort()).toEqual([1, 3]);
});

test.each([
  ['договоры Д-000123, 000777', [1, 3]],
  ['по договорам №123 и №000777', [2, 3]],
  ['л/с 123; 12/34 + 000777', [2, 3, 4]],
  ['дог. 123 и 500 руб', [2]],
  ['дог. 123, 29.11.2026', [2]],
])('listed behind one word, all are named: %s', (purpose, ids) => expect([...certain(purpose)].sort()).toEqual(ids));

test('what is named beside the certain one, with its letters, is told apart', () => {
  expect(namedContracts('дог. Д-000123, а также ВН-55-7', index)).toMatchObject({ certain: [1], besides: [5] });
  expect(namedContracts('дог. Д-000123 Д-000123', index)).toMatchObject({ certain: [1], besides: [] });
});

describe('a number like a contract’s is suggested', () => {
  test.each([
    ['договор Д-123', [1, 2]],
    ['Д-000123 интернет', [1]],
    ['л/с 777', [3]],
    ['договор Е-123', [2]],
    ['услуги ВН-55-7', [5]],
  ])('%s', (purpose, ids) => expect([...similar(purpose)].sort()).toEqual(ids));

  test.each([['сумма 123'], ['счет 777'], ['КВ 7']])('%s: not', (purpose) => expect(similar(purpose)).toEqual([]));
});

test('one number of two contracts names both, and so neither for certain alone', () => {
  const twice = indexContracts([
    { id: 1, contractNumber: 'А-100' },
    { id: 2, contractNumber: 'A-100' },
  ]);
  expect(namedContracts('договор А-100', twice).certain).toEqual([1, 2]);
});
