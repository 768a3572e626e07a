import { expect, test } from 'vitest';
import { statusOf, troubleOf } from './case.ts';

const fine = { trouble: null };
const bad = { trouble: 'offline' as const };

test('a case is as many of its cameras are looked at', () => {
  expect(statusOf(false, [fine, fine])).toBe('active');
  expect(statusOf(false, [fine, bad])).toBe('partially_active');
  expect(statusOf(false, [bad, bad])).toBe('inactive');
  expect(statusOf(false, [])).toBe('inactive');
  expect(statusOf(true, [fine, bad])).toBe('paused');
});

test('why nothing comes of a camera is told by what would have to be done first', () => {
  const good = { reachable: true, tellsMotion: true, heard: true, failure: null };
  expect(troubleOf(good, undefined)).toBeNull();
  expect(troubleOf({ ...good, tellsMotion: false, reachable: false }, undefined)).toBe('no_notices');
  expect(troubleOf({ ...good, reachable: false }, undefined)).toBe('offline');
  expect(troubleOf({ ...good, heard: false }, undefined)).toBe('not_heard');
  expect(troubleOf({ ...good, heard: false, reachable: false }, undefined)).toBe('offline');
  expect(troubleOf({ ...good, tellsMotion: false, heard: false }, true)).toBeNull();
  expect(troubleOf({ ...good, failure: 'too dark' }, true)).toBe('failure');
  expect(troubleOf({ ...good, failure: 'too dark' }, false)).toBe('no_engine');
});
