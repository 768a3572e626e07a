import { expect, test } from 'vitest';
import type { ArchiveFile } from './file.ts';
import { archivePlaylist, segmentsOf } from './playlist.ts';

const START = 1_700_000_000_000;

/** A minute in groups of two seconds. */
function file(start: number, epoch: number, more: Partial<ArchiveFile> = {}): ArchiveFile {
  const gops = Array.from({ length: 30 }, (_, index) => [index * 2000, 800 + index * 100, 100] as const);
  return { path: '', start, dur: 60_000, size: 3800, initLen: 800, epoch, gops, done: true, ...more };
}

test('segments of four seconds, from the group that holds the beginning', () => {
  const segments = segmentsOf([file(START, 1)], START + 3000, START + 11_000, 0);
  expect(segments.map(({ gop, count, startMs }) => [gop, count, startMs - START])).toEqual([
    [1, 2, 2000],
    [3, 2, 6000],
    [5, 1, 10_000],
  ]);
});

test('nothing begins before the horizon, to the millisecond', () => {
  const at = (horizon: number) => segmentsOf([file(START, 1)], START, START + 60_000, horizon)[0]?.startMs;
  expect(at(START + 4000)).toBe(START + 4000);
  expect(at(START + 4001)).toBe(START + 6000);
  expect(at(START + 60_000)).toBeUndefined();
});

test('files of one epoch follow without a break; a new epoch or a hole is told', () => {
  const files = [file(START, 1), file(START + 60_000, 1), file(START + 120_000, 2), file(START + 200_000, 2)];
  const segments = segmentsOf(files, START, START + 300_000, 0);
  const breaks = segments.filter(({ discontinuity }) => discontinuity).map(({ startMs }) => startMs - START);
  expect(breaks).toEqual([120_000, 200_000]);
  const text = archivePlaylist(segments, false, '?token=a%2Bb');
  expect(text.match(/#EXT-X-MAP/g)).toHaveLength(3);
  expect(text.match(/#EXT-X-PROGRAM-DATE-TIME/g)).toHaveLength(3);
  expect(text.match(/^dvr-.*$/gm)?.every((uri) => uri.endsWith('?token=a%2Bb'))).toBe(true);
  expect(text).toMatch(/#EXT-X-ENDLIST\n$/);
  // VLC fetches no head behind a break: the first segment brings it along.
  expect(text.match(/^#EXT-X-DISCONTINUITY\n.*\n.*\n#EXTINF.*\ndvr-\d+-0-2-head\.m4s/gm)).toHaveLength(2);
  expect(text.match(/-head\.m4s/g)).toHaveLength(2);
});

test('of a file that is being written a short last segment waits, so that players never see one change', () => {
  const growing = file(START, 1, { done: false });
  const seen = [3, 4, 5, 6].map((count) => {
    const gops = growing.gops.slice(0, count);
    return segmentsOf([{ ...growing, gops, dur: count * 2000 }], START, START + 60_000, 0, true).map((s) => s.count);
  });
  expect(seen).toEqual([[2], [2, 2], [2, 2], [2, 2, 2]]);
});
