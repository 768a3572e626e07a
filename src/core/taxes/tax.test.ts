import { expect, test } from 'vitest';
import { type RateFrom, rateOn, roundingOf, taxWithin } from './tax.ts';

test('the tax is within the sum, rounded half up', () => {
  expect([122_00n, 1n, 2n, 3n, 0n].map((amount) => taxWithin(amount, 2200))).toEqual([22_00n, 0n, 0n, 1n, 0n]);
  // Of 3 at 20 % it is 0.5 exactly.
  expect([taxWithin(3n, 2000), taxWithin(100n, 10_000), taxWithin(100n, 0), taxWithin(100n, null)]).toEqual([
    1n,
    50n,
    0n,
    0n,
  ]);
  expect(taxWithin(10n ** 18n, 2000)).toBe(166_666_666_666_666_667n);
});

test("a plan's own rate goes before that of all from its first day on", () => {
  const rates: RateFrom[] = [
    { planId: null, fromDate: '2026-01-01', rate: 2200 },
    { planId: null, fromDate: '2025-01-01', rate: 2000 },
    { planId: 7, fromDate: '2025-06-01', rate: null },
    { planId: 7, fromDate: '2026-02-01', rate: 1000 },
  ];
  const of = (planId: number, day: string) => rateOn(rates, planId, day);
  expect([of(1, '2024-12-31'), of(1, '2025-01-01'), of(1, '2026-01-01')]).toEqual([null, 2000, 2200]);
  expect([of(7, '2025-05-31'), of(7, '2025-06-01'), of(7, '2026-01-31'), of(7, '2026-02-01')]).toEqual([
    2000,
    null,
    null,
    1000,
  ]);
});

test('roubles are rounded by line unless the provider says otherwise', () => {
  expect([roundingOf(null, 'RUB'), roundingOf(null, 'EUR'), roundingOf('total', 'RUB')]).toEqual([
    'line',
    'total',
    'total',
  ]);
});
