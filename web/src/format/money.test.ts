import { expect, test } from 'vitest';
import { amountOf, isAmount, money } from './money.ts';

const plain = (text: string) => text.replace(/\s/g, ' ');

test('sums have the decimals and the sign of their currency', () => {
  expect(plain(money({ amount: '1250.50', currency: 'RUB' }, 'ru'))).toBe('1 250,50 ₽');
  expect(money({ amount: '1250.50', currency: 'EUR' }, 'en')).toBe('€1,250.50');
  expect(plain(money({ amount: '900', currency: 'JPY' }, 'ru'))).toContain('900');
  expect(plain(money({ amount: '5.00', currency: 'RUB' }, 'ru', true))).toBe('+5,00 ₽');
});

test('sums beyond what a number holds stay exact', () => {
  expect(money({ amount: '90071992547409930.01', currency: 'EUR' }, 'en')).toBe('€90,071,992,547,409,930.01');
});

test('what people type as a sum', () => {
  expect(amountOf(' 1 250,5 ')).toBe('1250.5');
  expect(['1', '1 000', '0,50', '1.5'].every(isAmount)).toBe(true);
  expect(['', '-1', '1,5,0', 'x', '1e3', '.5'].some(isAmount)).toBe(false);
});
