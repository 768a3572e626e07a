import type { Init } from './init.ts';
import { readRuns } from './samples.ts';

/** What a fragment says of its pictures. */
export interface FragmentTimes {
  /** Decoding time of the first picture, ms of the stream's own clock. */
  readonly startMs: number;
  readonly durationMs: number;
  /** Of the picture that lasts longest. */
  readonly longestMs: number;
  /** There is sound in it, too. */
  readonly sounds: boolean;
  readonly pictures: number;
  /** True when the first picture can be decoded alone. */
  readonly key: boolean;
  /** Where the bytes of the first picture begin, from the beginning of the fragment. */
  readonly firstByte: number;
}

/** Reads the `moof` at the head of `data`; undefined when it holds no pictures (sound alone). */
export function parseFragment(data: Buffer, init: Init): FragmentTimes | undefined {
  const all = readRuns(data, init).filter(({ samples }) => samples.length > 0);
  const runs = all.filter(({ track }) => track === init.video);
  const first = runs[0];
  if (first === undefined) return undefined;
  const pictures = runs.flatMap(({ samples }) => samples);
  const duration = pictures.reduce((sum, sample) => sum + sample.duration, 0);
  const longest = pictures.reduce((most, sample) => Math.max(most, sample.duration), 0);
  const scale = 1000 / init.video.timescale;
  return {
    startMs: first.time * scale,
    durationMs: duration * scale,
    longestMs: longest * scale,
    pictures: pictures.length,
    sounds: all.length > runs.length,
    key: pictures[0]?.key === true,
    firstByte: first.offset,
  };
}
