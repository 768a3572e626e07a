import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipRanges, mergeRanges, type Range } from './ranges.ts';

test('ranges closer than two seconds become one', () => {
  const ranges: Range[] = [
    [10_000, 20_000],
    [0, 9000],
    [21_999, 30_000],
    [33_000, 34_000],
  ];
  expect(mergeRanges(ranges)).toEqual([
    [0, 30_000],
    [33_000, 34_000],
  ]);
  expect(clipRanges(mergeRanges(ranges), 5000, 33_500)).toEqual([
    [5000, 30_000],
    [33_000, 33_500],
  ]);
});

test('merged ranges cover what they were made of, in order, with real holes between', () => {
  const range = fc.tuple(fc.nat(1e6), fc.nat(1e5)).map(([from, length]): Range => [from, from + length]);
  fc.assert(
    fc.property(fc.array(range), (ranges) => {
      const merged = mergeRanges(ranges);
      for (const [from, to] of ranges) expect(merged.some(([a, b]) => a <= from && b >= to)).toBe(true);
      const holes = merged.slice(1).map(([from], index) => from - (merged[index]?.[1] ?? 0));
      expect(holes.every((hole) => hole > 2000)).toBe(true);
    }),
  );
});

test('a month of files that touch is one range', () => {
  const files = Array.from({ length: 30 * 24 * 60 }, (_, index): Range => [index * 60_000, (index + 1) * 60_000]);
  expect(mergeRanges(files)).toEqual([[0, 30 * 24 * 60 * 60_000]]);
});
