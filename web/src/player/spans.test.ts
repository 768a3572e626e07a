import { expect, test } from 'vitest';
import { at, cut, gaps, joined, marked, nextAfter, replaced, seconds } from './spans.ts';

const recorded = [
  { from: 100, to: 200 },
  { from: 300, to: 400 },
];

test('files that touch are one recording, a hole longer than the slack is a gap', () => {
  const files = [
    { from: 160, to: 220 },
    { from: 100, to: 160 },
    { from: 221, to: 280 },
    { from: 290, to: 300 },
  ];
  expect(joined(files, 2)).toEqual([
    { from: 100, to: 280 },
    { from: 290, to: 300 },
  ]);
});

test('gaps are what is left of the window, its edges included', () => {
  expect(gaps(recorded, { from: 50, to: 350 })).toEqual([
    { from: 50, to: 100 },
    { from: 200, to: 300 },
  ]);
  expect(gaps([], { from: 0, to: 10 })).toEqual([{ from: 0, to: 10 }]);
  expect(gaps(recorded, { from: 120, to: 180 })).toEqual([]);
});

test('an answer replaces what was known of its window and leaves the rest', () => {
  expect(replaced(recorded, { from: 150, to: 350 }, [{ from: 160, to: 170 }])).toEqual([
    { from: 100, to: 150 },
    { from: 160, to: 170 },
    { from: 350, to: 400 },
  ]);
});

test('a moment in a gap leads to the next recording', () => {
  expect(at(recorded, 250)).toBeUndefined();
  expect(nextAfter(recorded, 250)).toEqual({ from: 300, to: 400 });
  expect(nextAfter(recorded, 450)).toBeUndefined();
});

test('what an export holds is what was recorded of it', () => {
  expect(seconds(cut(recorded, { from: 150, to: 310 }))).toBe(60);
});

test('[ and ] set the edges of a selection, in either order', () => {
  const begun = marked(undefined, 'from', 1000);
  expect(marked(begun, 'to', 1030)).toEqual({ from: 1000, to: 1030 });
  expect(marked(begun, 'to', 900)).toEqual({ from: 840, to: 900 });
  expect(marked({ from: 0, to: 500 }, 'from', 600)).toEqual({ from: 600, to: 660 });
});
