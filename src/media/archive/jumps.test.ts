import { expect, test } from 'vitest';
import type { ArchiveFile, Gop } from './file.ts';
import { withoutJumps } from './jumps.ts';

const T0 = 1_795_975_677_743;

function file(start: number, dur: number, ...times: number[]): ArchiveFile {
  const gops = times.map((t): Gop => [t, t, 1]);
  return { path: '', start: T0 + start, dur, size: 1, initLen: 1, epoch: 1, gops, done: true };
}

const lengths = (...files: ArchiveFile[]) => withoutJumps(files).map(({ dur }) => dur);

test('a minute that lasts an hour, by a jump of the camera behind its last picture, is as long as its pictures', () => {
  const every2s = Array.from({ length: 10 }, (_, index) => index * 2000);
  expect(lengths(file(0, 3_619_933, ...every2s))).toEqual([20_000]);
  expect(lengths(file(0, 135_000, 0, 15_000, 30_000, 43_000))).toEqual([58_000]);
});

test('what lies over the file that follows ends where that one begins', () => {
  expect(lengths(file(0, 3_619_933, 0), file(21_000, 60_000, 0, 30_000))).toEqual([21_000, 60_000]);
});

test('key pictures that are far apart, a last group that is a bit longer, and touching files stay as they are', () => {
  expect(lengths(file(0, 100_000, 0, 50_000))).toEqual([100_000]);
  expect(lengths(file(0, 70_000, 0, 10_000, 20_000, 40_000))).toEqual([70_000]);
  expect(lengths(file(0, 60_500, 0, 30_000), file(60_000, 60_000, 0))).toEqual([60_500, 60_000]);
  expect(lengths(file(0, 60_000, 0))).toEqual([60_000]);
});
