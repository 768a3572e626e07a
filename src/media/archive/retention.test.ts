import { expect, test } from 'vitest';
import { HOUR_MS } from './layout.ts';
import { bytesToFree, oldestHours, surplusHours } from './retention.ts';

const NOW = 500_000 * HOUR_MS + 60_000;
const hours = Array.from({ length: 48 }, (_, index) => ({ hour: 500_000 - index, bytes: 100 }));

test('an hour goes when all of it is older than the depth', () => {
  const surplus = surplusHours(hours, { depthSeconds: 24 * 3600, maxBytes: undefined }, NOW);
  expect(surplus).toHaveLength(23);
  expect(Math.max(...surplus)).toBe(500_000 - 25);
});

test('then the oldest over the size, but never the one that is being written', () => {
  expect(surplusHours(hours, { depthSeconds: 1e9, maxBytes: 4650 }, NOW)).toEqual([499_953, 499_954]);
  expect(surplusHours(hours, { depthSeconds: 1e9, maxBytes: 0 }, NOW)).toHaveLength(47);
});

test('a full disk costs the oldest hours of whichever camera', () => {
  expect(bytesToFree({ free: 6e9, total: 100e9 })).toBe(0);
  expect(bytesToFree({ free: 4e9, total: 100e9 })).toBe(1e9);
  expect(bytesToFree({ free: 0.5e9, total: 20e9 })).toBe(0.5e9);
  const cameras = [
    { camera: 'a', hour: 10, bytes: 100 },
    { camera: 'b', hour: 9, bytes: 100 },
    { camera: 'a', hour: 11, bytes: 100 },
    { camera: 'b', hour: 500_000, bytes: 100 },
  ];
  expect(oldestHours(cameras, 150, NOW).map(({ camera, hour }) => [camera, hour])).toEqual([
    ['b', 9],
    ['a', 10],
  ]);
  expect(oldestHours(cameras, 1e9, NOW)).toHaveLength(3);
});
