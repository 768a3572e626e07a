import { expect, test } from 'vitest';
import type { Recording } from '../control.ts';
import { Week } from './schedule.ts';

const at = (text: string): number => Date.parse(text);
const week = (schedule: NonNullable<Recording['schedule']>, timeZone = 'Europe/Moscow'): Week =>
  new Week({ depthSeconds: 1, maxBytes: undefined, mode: 'schedule', schedule, timeZone });

test("windows of a week are told by the zone's clock, each minute anew", () => {
  const office = week([{ days: [1, 2, 3, 4, 5], from: '08:00', to: '20:00' }]);
  // 2026-11-23 is a Monday; Moscow is three hours ahead.
  expect(office.isOpen(at('2026-11-23T04:59:59Z'))).toBe(false);
  expect(office.isOpen(at('2026-11-23T05:00:00Z'))).toBe(true);
  expect(office.isOpen(at('2026-11-23T16:59:59Z'))).toBe(true);
  expect(office.isOpen(at('2026-11-23T17:00:00Z'))).toBe(false);
  expect(office.isOpen(at('2026-11-22T09:00:00Z'))).toBe(false);
});

test('a window past midnight belongs to the day on which it begins; 24:00 is the end of a day', () => {
  const night = week([{ days: [5], from: '22:00', to: '06:00' }], 'UTC');
  expect(night.isOpen(at('2026-11-27T21:59:00Z'))).toBe(false);
  expect(night.isOpen(at('2026-11-27T22:00:00Z'))).toBe(true);
  expect(night.isOpen(at('2026-11-28T05:59:00Z'))).toBe(true);
  expect(night.isOpen(at('2026-11-28T06:00:00Z'))).toBe(false);
  expect(night.isOpen(at('2026-11-28T23:00:00Z'))).toBe(false);
  const sunday = week([{ days: [7], from: '00:00', to: '24:00' }], 'UTC');
  expect(sunday.isOpen(at('2026-11-29T23:59:59Z'))).toBe(true);
  expect(sunday.isOpen(at('2026-11-30T00:00:00Z'))).toBe(false);
});

test('without a week nothing is written by schedule, and everything otherwise', () => {
  expect(week([]).isOpen(at('2026-11-23T05:00:00Z'))).toBe(false);
  expect(new Week({ depthSeconds: 1, maxBytes: undefined, mode: 'motion' }).isOpen(0)).toBe(true);
  expect(new Week(undefined).isOpen(0)).toBe(true);
});
