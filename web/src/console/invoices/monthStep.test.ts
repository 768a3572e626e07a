import { expect, test } from 'vitest';
import type { InvoicedMonth } from '../../api/types.ts';
import { monthStep } from './monthStep.ts';

const sum = { currency: 'RUB', invoices: 0, void: 0, total: '0.00', tax: '0.00', open: '0.00' };
const closed = { month: '2026-10', closedAt: '2026-11-02T08:00:00Z', actor: 'admin' };
const month: InvoicedMonth = { over: true, unrated: null, closed: null, uninvoiced: 3, sums: [sum] };

test('a month is over, rated, closed and then issued; requisites are asked for before anything is fixed', () => {
  expect(monthStep({ ...month, over: false }, true)).toBe('running');
  expect(monthStep({ ...month, unrated: '2026-10-31' }, true)).toBe('unrated');
  expect(monthStep(month, true)).toBe('requisites');
  expect(monthStep(month, false)).toBe('close');
  expect(monthStep({ ...month, closed }, true)).toBe('requisites');
  expect(monthStep({ ...month, closed }, false)).toBe('issue');
});

test('where nothing is left it is done, or there was nothing', () => {
  expect(monthStep({ ...month, closed, uninvoiced: 0 }, true)).toBe('nothing');
  expect(monthStep({ ...month, closed, uninvoiced: 0, sums: [{ ...sum, invoices: 3 }] }, true)).toBe('done');
});
