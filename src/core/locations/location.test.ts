import { expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import {
  checkDepth,
  checkPlace,
  cleanLocation,
  MAX_LEVELS,
  requireNoCameras,
  requireNoLocations,
  requireOutside,
} from './location.ts';

const reasonOf = (run: () => void): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof DomainError ? error.reason : String(error);
  }
  return undefined;
};
const levels = (count: number) => ({ path: Array.from({ length: count }, (_, i) => i + 1) });
const house = { id: 7, title: '5' };

test('a location goes neither into itself nor below itself', () => {
  expect(reasonOf(() => requireOutside({ id: 2 }, levels(3)))).toBe('location_into_itself');
  expect(reasonOf(() => requireOutside({ id: 9 }, levels(3)))).toBeUndefined();
});

test('what is below a location counts for how deep its parent may be', () => {
  expect(reasonOf(() => checkDepth(levels(MAX_LEVELS - 1)))).toBeUndefined();
  expect(reasonOf(() => checkDepth(levels(MAX_LEVELS)))).toBe('location_too_deep');
  expect(reasonOf(() => checkDepth(levels(MAX_LEVELS - 3), 3))).toBe('location_too_deep');
  expect(reasonOf(() => checkDepth(null, MAX_LEVELS - 1))).toBeUndefined();
});

test('a location holds others or cameras, and half of a place is none', () => {
  expect(reasonOf(() => requireNoCameras(house, { locations: 3, cameras: 0 }))).toBeUndefined();
  expect(reasonOf(() => requireNoCameras(house, { locations: 0, cameras: 1 }))).toBe('location_has_cameras');
  expect(reasonOf(() => requireNoLocations(house, { locations: 1, cameras: 0 }))).toBe('location_has_locations');
  expect(reasonOf(() => checkPlace({ latitude: 1, longitude: null }))).toBe('coordinate_missing');
  expect(reasonOf(() => checkPlace({ latitude: null, longitude: null }))).toBeUndefined();
});

test('an empty code is none, and an absent one stays absent', () => {
  expect(cleanLocation({ title: ' A ', code: ' ' })).toEqual({ title: 'A', code: null });
  expect(cleanLocation({ latitude: null })).toEqual({ latitude: null });
});
