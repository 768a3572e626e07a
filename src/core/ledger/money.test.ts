import { expect, test } from 'vitest';
import { decimalsOf, formatMoney, parseMoney } from './money.ts';

test.each([
  ['100', 'RUB', 10_000n],
  ['100.5', 'RUB', 10_050n],
  ['0.01', 'RUB', 1n],
  ['-3.10', 'RUB', -310n],
  ['007.50', 'RUB', 750n],
  ['1.100', 'RUB', 110n],
  ['1', 'JPY', 1n],
  ['1.00', 'JPY', 1n],
  ['1.234', 'KWD', 1234n],
  ['9999999999999.99', 'RUB', 999_999_999_999_999n],
  ['90071992547409.93', 'RUB', 9_007_199_254_740_993n],
])('%s %s is an exact number of minor units', (text, currency, amount) => {
  expect(parseMoney(text, currency)).toBe(amount);
});

test.each([
  ['1.001', 'RUB'],
  ['1.5', 'JPY'],
  ['1.2345', 'KWD'],
  ['1,5', 'RUB'],
  ['1e3', 'RUB'],
  ['0x10', 'RUB'],
  ['.5', 'RUB'],
  ['5.', 'RUB'],
  ['1 000', 'RUB'],
  ['--1', 'RUB'],
  ['Infinity', 'RUB'],
  ['', 'RUB'],
  ['1'.repeat(31), 'RUB'],
])('%s %s is no sum', (text, currency) => {
  expect(parseMoney(text, currency)).toBeUndefined();
});

test('what was read is written the same', () => {
  for (const currency of ['JPY', 'RUB', 'KWD', 'CLF'])
    for (const amount of [0n, 1n, -1n, 99n, 100n, -12_345n, 10n ** 15n])
      expect(parseMoney(formatMoney({ amount, currency }), currency)).toBe(amount);
  expect(formatMoney({ amount: 5n, currency: 'RUB' })).toBe('0.05');
  expect(formatMoney({ amount: -5n, currency: 'KWD' })).toBe('-0.005');
  expect(formatMoney({ amount: 5n, currency: 'JPY' })).toBe('5');
});

test('a currency that nobody knows has two decimals', () => {
  expect(decimalsOf('XYZ')).toBe(2);
});
