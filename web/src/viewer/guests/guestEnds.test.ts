import { expect, test } from 'vitest';
import { endOf } from './guestEnds.ts';

const now = Date.parse('2026-11-30T20:15:30Z');

test('an hour, a day and a week are counted from now', () => {
  expect(endOf('hour', 'Europe/Moscow', now)).toBe('2026-11-30T21:15:30.000Z');
  expect(endOf('day', 'Europe/Moscow', now)).toBe('2026-12-01T20:15:30.000Z');
  expect(endOf('week', 'Europe/Moscow', now)).toBe('2026-12-07T20:15:30.000Z');
});

test('today ends at midnight of the place', () => {
  expect(endOf('today', 'Europe/Moscow', now)).toBe('2026-11-30T21:00:00.000Z');
  expect(endOf('today', 'Asia/Vladivostok', now)).toBe('2026-12-01T14:00:00.000Z');
  expect(endOf('today', 'UTC', now)).toBe('2026-12-01T00:00:00.000Z');
});
