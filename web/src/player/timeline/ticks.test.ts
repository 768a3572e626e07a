import { expect, test } from 'vitest';
import { wallSeconds } from '../../format/zone.ts';
import { ticksOf } from './ticks.ts';

const utc = (text: string) => Date.parse(text) / 1000;

test('labels stand at round times of the camera, not of UTC', () => {
  const from = utc('2026-11-22T03:00:00Z');
  const ticks = ticksOf({ from, to: from + 6 * 3600 }, 700, 'Asia/Kolkata').filter(({ label }) => label !== 'none');
  expect(ticks.length).toBeGreaterThan(3);
  for (const { time } of ticks) expect(wallSeconds('Asia/Kolkata', time) % 1800).toBe(0);
});

test('midnight is a day, in the zone of the camera', () => {
  const from = utc('2026-11-21T12:00:00Z');
  const days = ticksOf({ from, to: from + 86_400 }, 900, 'Asia/Irkutsk').filter(({ label }) => label === 'day');
  expect(days.map(({ time }) => time)).toEqual([utc('2026-11-21T16:00:00Z')]);
});

test('hours stay round across the night when the clock goes back', () => {
  const from = utc('2026-10-24T12:00:00Z');
  const ticks = ticksOf({ from, to: from + 2 * 86_400 }, 1400, 'Europe/Berlin').filter(({ label }) => label !== 'none');
  for (const { time } of ticks) expect(wallSeconds('Europe/Berlin', time) % 3600).toBe(0);
});

test('any zoom at any width has labels that do not touch', () => {
  for (const span of [30, 300, 3600, 86_400, 7 * 86_400, 45 * 86_400]) {
    for (const width of [366, 1400]) {
      const labels = ticksOf({ from: 1_700_000_000, to: 1_700_000_000 + span }, width, 'UTC').filter(
        ({ label }) => label !== 'none',
      );
      for (let i = 1; i < labels.length; i++) {
        const apart = ((labels[i]!.time - labels[i - 1]!.time) / span) * width;
        expect(apart).toBeGreaterThanOrEqual(57);
      }
    }
  }
});
