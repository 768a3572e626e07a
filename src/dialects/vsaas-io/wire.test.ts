import { expect, test } from 'vitest';
import type { Plan } from '../../core/plans/plan.ts';
import { planOut, priceOut } from './wire.ts';

test.each([
  [10_000n, 'USD', '100.0 USD'],
  [0n, 'USD', '0.0 USD'],
  [150_000n, 'USD', '1500.0 USD'],
  [19_999n, 'RUB', '199.99 RUB'],
  [19_990n, 'RUB', '199.9 RUB'],
  [5n, 'EUR', '0.05 EUR'],
  [700n, 'JPY', '700.0 JPY'],
  [1_005n, 'BHD', '1.005 BHD'],
  [10n ** 15n, 'USD', '10000000000000.0 USD'],
])('%s minor units of %s are written as %s', (amount, currency, text) =>
  expect(priceOut({ amount, currency })).toBe(text),
);

const plan: Plan = {
  id: 549,
  domainId: 1,
  name: 'Test plan',
  note: '',
  presetId: 392,
  presetTitle: 'p',
  isDefault: false,
  active: true,
  createdAt: new Date('2024-04-26T22:30:00Z'),
  prices: [],
  price: null,
};
const price = (fromDate: string, amount: bigint) => ({ fromDate, amount, currency: 'USD' });
const defaults = { currency: 'RUB', dateOf: () => '2024-04-27' };

test('a plan is shown with the price of today, else with its first one, else with none from the day it was made', () => {
  expect(planOut(plan, defaults)).toEqual({
    id: 549,
    name: 'Test plan',
    date_from: '27/04/2024',
    full_price: '0.0 RUB',
    status: 'Active',
    external_id: 392,
  });
  const prices = [price('2024-05-01', 100n), price('2024-06-01', 200n)];
  expect(planOut({ ...plan, prices }, defaults)).toMatchObject({ date_from: '01/05/2024', full_price: '1.0 USD' });
  const now = planOut({ ...plan, active: false, prices, price: price('2024-06-01', 200n) }, defaults);
  expect(now).toMatchObject({ date_from: '01/06/2024', full_price: '2.0 USD', status: 'Archived' });
});
