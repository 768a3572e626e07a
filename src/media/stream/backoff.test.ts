import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

const waits = (backoff: Backoff, aliveMs: number, refused = false) =>
  Array.from({ length: 8 }, () => backoff.after(aliveMs, refused));

test('half a second, doubled up to half a minute', () => {
  const backoff = new Backoff();
  expect(waits(backoff, 0)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(backoff.after(9000)).toBe(30_000);
  expect(backoff.failing).toBe(true);
});

test('a camera that hangs up after a good run has not failed', () => {
  const backoff = new Backoff();
  waits(backoff, 0);
  expect(waits(backoff, 12_000)).toEqual(Array.from({ length: 8 }, () => 500));
  expect(backoff.failing).toBe(false);
});

test('a refused login waits longest', () => {
  const minutes = waits(new Backoff(), 0, true).map((ms) => ms / 60_000);
  expect(minutes).toEqual([0.5, 1, 2, 4, 8, 10, 10, 10]);
});
