import { expect, test } from 'vitest';
import { gridOf, stepOf } from './grid.ts';

test('the grid has about eight to twenty lines across, from the whole world down to a yard', () => {
  for (const width of [360, 90, 7, 0.3, 0.004, 0.0009]) {
    const box = { west: 104, south: 52, east: 104 + width, north: 52 + width / 2 };
    expect(width / stepOf(box), String(width)).toBeGreaterThanOrEqual(8);
    expect(width / stepOf(box), String(width)).toBeLessThanOrEqual(21);
  }
});

test('the grid ends where the projection does', () => {
  const { geometry } = gridOf({ west: -180, south: -90, east: 180, north: 90 });
  const latitudes = geometry.coordinates.flat().map(([, latitude]) => latitude);
  expect([Math.min(...latitudes), Math.max(...latitudes)]).toEqual([-85, 85]);
});
