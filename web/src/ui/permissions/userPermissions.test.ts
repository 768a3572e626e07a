import { expect, test } from 'vitest';
import type { PermissionState } from '../../api/permissions.ts';
import { differencesOf, ownOf, wasOf } from './userPermissions.ts';

const state = (permission: PermissionState['permission'], more: Partial<PermissionState> = {}): PermissionState => ({
  permission,
  group: 'archive',
  allowed: true,
  default: true,
  given: true,
  differs: false,
  own: null,
  why: 'default',
  locked: false,
  ...more,
});

const STATES = [
  state('archive.watch'),
  state('doors.open', { given: false, own: false, differs: true }),
  // What was set says what the default says since that was changed.
  state('mosaics.read', { default: false, given: false, own: false }),
];

test('what is sent is what differs from the default, and what was read is told beside it', () => {
  expect(ownOf(STATES, {})).toEqual([{ permission: 'doors.open', allowed: false }]);
  expect(ownOf(STATES, { 'doors.open': true, 'mosaics.read': true })).toEqual([
    { permission: 'mosaics.read', allowed: true },
  ]);
  expect(wasOf(STATES)).toEqual([
    { permission: 'doors.open', allowed: false },
    { permission: 'mosaics.read', allowed: false },
  ]);
});

test('a switch that was set and set back changes nothing', () => {
  expect(differencesOf(STATES, { 'archive.watch': true, 'doors.open': false })).toEqual([]);
  expect(differencesOf(STATES, { 'archive.watch': false })).toEqual([
    { permission: 'archive.watch', before: true, after: false },
  ]);
});
