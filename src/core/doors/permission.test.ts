import { expect, test } from 'vitest';
import type { Barred } from './access.ts';
import { refusalOf } from './permission.ts';

const since = new Date('2026-01-01T00:00:00Z');

test('a service that nobody ordered is not there, one that is not paid asks for money, and a block says who and why', () => {
  const cases: [Barred, string, string][] = [
    [{ source: 'connector', reason: 'off', since: null }, 'not_found', 'door_not_found'],
    [{ source: 'connector', reason: 'unpaid', since: null }, 'payment_required', 'door_not_paid'],
    [{ source: 'administrator', reason: '', since }, 'forbidden', 'door_blocked'],
    [{ source: 'owner', reason: 'moved out', since }, 'forbidden', 'door_blocked_because'],
    // A word of the billing's that another source uses is that source's text.
    [{ source: 'billing', reason: 'off', since }, 'forbidden', 'door_blocked_because'],
  ];
  for (const [barred, kind, reason] of cases) expect(refusalOf(7, barred)).toMatchObject({ kind, reason });
});

test('the refusal carries the block where its beginning is known', () => {
  const block = { source: 'owner', reason: 'moved out', since } as const;
  expect(refusalOf(7, block).details.block).toEqual({ ...block, on: 'door' });
  expect(refusalOf(7, { ...block, since: null }).details.block).toBeUndefined();
});
