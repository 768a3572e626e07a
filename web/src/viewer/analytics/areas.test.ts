import { expect, test } from 'vitest';
import { areasOf, pointAt, withAreas } from './areas.ts';

const zone = {
  cameraId: 1,
  kind: 'zone',
  points: [
    [0, 0],
    [1, 0],
    [1, 1],
  ],
} as const;

test('areas are read from the settings, and what is none is left out', () => {
  expect(areasOf({})).toEqual([]);
  expect(areasOf({ areas: 'x' })).toEqual([]);
  const wrong = [null, { cameraId: 1 }, { ...zone, points: [[0, 2]] }, { ...zone, kind: 'circle' }];
  expect(areasOf({ areas: [zone, ...wrong] })).toEqual([zone]);
});

test('what else stands in the settings stays, and areas of cameras that left the case go', () => {
  expect(withAreas({ threshold: 3, areas: [] }, [zone], [1, 2])).toEqual({ threshold: 3, areas: [zone] });
  expect(withAreas({ threshold: 3, areas: [zone] }, [zone], [2])).toEqual({ threshold: 3 });
  expect(withAreas({}, [{ ...zone, points: [] }], [1])).toEqual({});
});

test('a point lies within the picture', () => {
  expect(pointAt(-0.2, 1.4)).toEqual([0, 1]);
  expect(pointAt(0.33333, 0.5)).toEqual([0.333, 0.5]);
});
