import { expect, test } from 'vitest';
import { instantOf, wallTime } from './time.ts';

test.each([
  ['Europe/Moscow', '2026-11-22 00:00:00', '2026-11-21T21:00:00Z'],
  ['UTC', '2026-11-22 23:59:59', '2026-11-22T23:59:59Z'],
  ['Asia/Kolkata', '2026-01-01 05:30:00', '2026-01-01T00:00:00Z'],
  // The clock goes back: the first of the two.
  ['Europe/Berlin', '2026-10-25 02:30:00', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25 03:30:00', '2026-10-25T02:30:00Z'],
  ['Pacific/Auckland', '2026-07-01 12:00:00', '2026-07-01T00:00:00Z'],
])('in %s the clock shows %s', (zone, wall, instant) => {
  expect(instantOf(zone, wall)).toEqual(new Date(instant));
  expect(wallTime(zone)(new Date(instant))).toBe(wall);
});

test('an hour that the clock leaves out is as far after midnight', () => {
  expect(instantOf('Europe/Berlin', '2026-03-29 02:30:00')).toEqual(new Date('2026-03-29T01:30:00Z'));
});

test.each(['2026-02-30 00:00:00', '2026-01-01 24:00:01', '2026-13-01 00:00:00', '2026-01-01', 'now', ''])(
  '"%s" is no time',
  (wall) => {
    expect(instantOf('UTC', wall)).toBeUndefined();
  },
);
