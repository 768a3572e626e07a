import { expect, test } from 'vitest';
import { around, kept, LONGEST, length, panned, pinched, SHORTEST, timeAt, xOf, zoomed } from './view.ts';

const view = { from: 1000, to: 2000 };

test('a place and its time are each other', () => {
  expect(xOf(view, 500, 1500)).toBe(250);
  expect(timeAt(view, 500, 250)).toBe(1500);
});

test('the time under the pointer stays under it while zooming', () => {
  for (const anchor of [0, 0.3, 1]) {
    const before = timeAt(view, 500, anchor * 500);
    const near = zoomed(view, 0.25, anchor);
    expect(length(near)).toBe(250);
    expect(timeAt(near, 500, anchor * 500)).toBeCloseTo(before, 6);
  }
});

test('zooming ends at half a minute and at forty-five days', () => {
  expect(length(zoomed(view, 1e-6, 0.5))).toBe(SHORTEST);
  expect(length(zoomed(view, 1e9, 0.5))).toBe(LONGEST);
  expect(length(around(0, 1))).toBe(SHORTEST);
});

test('two fingers hold the times that they touched', () => {
  const wide = pinched(view, 500, [100, 200], [50, 250]);
  expect(length(wide)).toBe(500);
  expect(timeAt(wide, 500, 150)).toBeCloseTo(1300, 6);
});

test('the strip cannot be lost in the future or before the archive', () => {
  const ahead = kept(panned(view, 1e6), 0, 2000);
  expect(ahead.to).toBe(2500);
  const behind = kept(panned(view, -1e6), 500, 2000);
  expect(behind.from).toBe(0);
  expect(kept(view, 0, 2000)).toEqual(view);
});
