import { expect, test } from 'vitest';
import { dayOf, sumOf } from './sums.ts';

test.each([
  ['1234.50', 123_450n],
  ['1234,5', 123_450n],
  ['1 234,50', 123_450n],
  ['1\u00a0234\u202f567,00', 123_456_700n],
  ['1.234,50', 123_450n],
  ['1,234.50', 123_450n],
  ['1,234,567', 123_456_700n],
  ['1.234.567,8', 123_456_780n],
  ['+5', 500n],
  ['-12,00', -1_200n],
  ['100 руб.', 10_000n],
  ['100,00 RUB', 10_000n],
  ["1'000", 100_000n],
  ['0', 0n],
])('the sum %j is read', (text, minor) => expect(sumOf(text, 'RUB')).toBe(minor));

test.each(['', '1,234', '1.234', '12.34.56', '1,2,3', '1.234.50', '1e3', '--5', 'сто', '1,234.567', '12,34.50'])(
  'the sum %j is nobody’s guess',
  (text) => expect(sumOf(text, 'RUB')).toBeUndefined(),
);

test.each(['100 USD', '100,00 EUR', '100 Br', '5RUB5'])(
  'the sum %j stands with another currency, or nothing that is one',
  (text) => expect(sumOf(text, 'RUB')).toBeUndefined(),
);

test('roubles are no euros', () => {
  expect(sumOf('100 руб.', 'EUR')).toBeUndefined();
  expect(sumOf('100 EUR', 'EUR')).toBe(10_000n);
});

test('what is too long for a sum is none', () => expect(sumOf('1'.repeat(1_000_000), 'RUB')).toBeUndefined());

test.each([
  ['29.11.2026', '2026-11-29'],
  ['9.1.2026', '2026-01-09'],
  ['29/11/26', '2026-11-29'],
  ['2026-11-29', '2026-11-29'],
  ['2026-11-29T10:00:00', '2026-11-29'],
  ['29.11.2026 10:00', '2026-11-29'],
])('the date %j is read', (text, day) => expect(dayOf(text)).toBe(day));

test.each(['', '31.02.2026', '29.11', '2026', '11-29-2026', 'вчера'])('the date %j is none', (text) =>
  expect(dayOf(text)).toBeUndefined(),
);
