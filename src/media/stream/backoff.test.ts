import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

test('half a second, doubled up to half a minute, and anew after a minute of life', () => {
  const backoff = new Backoff();
  expect([0, 0, 0, 0, 0, 0, 0, 0].map((alive) => backoff.after(alive))).toEqual([
    500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
  expect(backoff.after(59_000)).toBe(30_000);
  expect(backoff.after(60_000)).toBe(500);
});
