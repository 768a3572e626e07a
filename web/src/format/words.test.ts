import { expect, test } from 'vitest';
import { bitrate, bytes, duration, number } from './numbers.ts';
import { clockTime, dayTime, exactTime, relativeTime, sinceTime } from './time.ts';

const at = Date.parse('2026-11-22T14:05:09Z') / 1000;

test('times are 24-hour in both languages, in the zone of the camera', () => {
  expect(clockTime(at, 'Europe/Moscow', 'ru')).toBe('17:05');
  expect(clockTime(at, 'Europe/Moscow', 'en', true)).toBe('17:05:09');
  expect(exactTime(at, 'UTC', 'en')).toBe('22 November 2026, 14:05:09');
  expect(exactTime(at, 'UTC', 'ru')).toContain('22 ноября 2026');
});

test('what began today is told by the hour, before that with its day', () => {
  expect(sinceTime(at, 'UTC', 'en', at + 3600)).toBe('14:05');
  expect(sinceTime(at, 'UTC', 'en', at + 86_400)).toBe('22 Nov, 14:05');
  expect(sinceTime(at, 'UTC', 'en', at + 86_400 * 400)).toBe('22 Nov 2026, 14:05');
});

test('when something was made or barred is told with its day, today too', () => {
  expect(dayTime(at, 'UTC', 'en', at + 3600)).toBe('22 Nov, 14:05');
  expect(dayTime(at, 'UTC', 'ru', at + 3600)).toMatch(/^22 нояб\.?, 14:05$/);
  expect(dayTime(at, 'UTC', 'en', at + 86_400 * 400)).toBe('22 Nov 2026, 14:05');
});

test('relative times agree in number', () => {
  expect(relativeTime(at - 180, 'ru', at)).toBe('3 мин. назад');
  expect(relativeTime(at - 7200, 'en', at)).toMatch(/2 hr\.? ago/);
});

test('sizes and rates have units of the language', () => {
  expect(bytes(0, 'en')).toBe('0 B');
  expect(bytes(1_400_000_000, 'en')).toBe('1.4 GB');
  expect(bytes(1_400_000_000, 'ru')).toBe('1,4 ГБ');
  expect(bitrate(412, 'ru')).toBe('412 кбит/с');
  expect(bitrate(3940, 'en')).toBe('3.9 Mbit/s');
  expect(number(12_345, 'ru').replace(/\s/, ' ')).toBe('12 345');
  expect(duration(59)).toBe('0:59');
  expect(duration(3729)).toBe('1:02:09');
});
