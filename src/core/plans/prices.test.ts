import { expect, test } from 'vitest';
import { reasonOf } from '../../../test/support/facts.ts';
import { type PlanPrice, priceOn } from './plan.ts';
import { checkDate } from './prices.ts';

const price = (fromDate: string, amount: bigint): PlanPrice => ({ fromDate, amount, currency: 'RUB' });
const prices = [price('2026-01-01', 100n), price('2026-03-01', 0n), price('2026-03-15', 120n)];

test('a price holds from its day until the day before the next one; a price of nothing is one', () => {
  const cases: [string, bigint | undefined][] = [
    ['2025-12-31', undefined],
    ['2026-01-01', 100n],
    ['2026-02-28', 100n],
    ['2026-03-01', 0n],
    ['2026-03-14', 0n],
    ['2026-03-15', 120n],
    ['2030-01-01', 120n],
  ];
  for (const [day, amount] of cases) expect(priceOn(prices, day)?.amount).toBe(amount);
  expect(priceOn([], '2026-01-01')).toBeNull();
});

test('a price begins on a day that the calendar has', () => {
  for (const day of ['2026-01-01', '2024-02-29', '1970-01-01', '2026-12-31'])
    expect(reasonOf(() => checkDate(day))).toBeUndefined();
  for (const day of [
    '2026-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '1969-12-31',
    '2026-1-1',
    '2026-01-01T00:00',
    '',
  ])
    expect(reasonOf(() => checkDate(day))).toBe('fromDate: date_malformed');
});
