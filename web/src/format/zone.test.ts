import { expect, test } from 'vitest';
import { instantOf, knownZone, offsetAt, offsetLabel, wallSeconds } from './zone.ts';

const utc = (text: string) => Date.parse(text) / 1000;

test('the clock on the wall and the instant lead to each other', () => {
  const instant = utc('2026-07-01T10:20:30Z');
  expect(wallSeconds('Asia/Irkutsk', instant)).toBe(utc('2026-07-01T18:20:30Z'));
  expect(instantOf('Asia/Irkutsk', wallSeconds('Asia/Irkutsk', instant))).toBe(instant);
});

test('when the clock goes back, the first of the two equal times is meant', () => {
  const twice = utc('2026-10-25T02:30:00Z');
  expect(instantOf('Europe/Berlin', twice)).toBe(utc('2026-10-25T00:30:00Z'));
});

test('a day that begins an hour later begins at its own midnight', () => {
  expect(instantOf('Europe/Berlin', utc('2026-03-29T00:00:00Z'))).toBe(utc('2026-03-28T23:00:00Z'));
  expect(instantOf('Europe/Berlin', utc('2026-03-30T00:00:00Z'))).toBe(utc('2026-03-29T22:00:00Z'));
});

test('the offset is said as people say it', () => {
  const winter = utc('2026-01-15T00:00:00Z');
  expect(offsetLabel('UTC', winter)).toBe('UTC');
  expect(offsetLabel('Europe/Moscow', winter)).toBe('UTC+3');
  expect(offsetLabel('Asia/Kolkata', winter)).toBe('UTC+5:30');
  expect(offsetLabel('America/St_Johns', winter)).toBe('UTC−3:30');
  expect(offsetAt('Europe/Berlin', utc('2026-07-15T00:00:00Z'))).toBe(7200);
});

test('an unknown zone is read as UTC', () => {
  expect(knownZone('Mars/Olympus')).toBe('UTC');
  expect(knownZone('Europe/Moscow')).toBe('Europe/Moscow');
});
