import type { Init } from './init.ts';
import { readRuns } from './samples.ts';

/** What a fragment says of its pictures. */
export interface FragmentTimes {
  /** Decoding time of the first picture, ms of the stream's own clock. */
  readonly startMs: number;
  readonly durationMs: number;
  /** True when the first picture can be decoded alone. */
  readonly key: boolean;
  /** Where the bytes of the first picture begin, from the beginning of the fragment. */
  readonly firstByte: number;
}

/** Reads the `moof` at the head of `data`; undefined when it holds no pictures (sound alone). */
export function parseFragment(data: Buffer, init: Init): FragmentTimes | undefined {
  const runs = readRuns(data, init).filter(({ track, samples }) => track === init.video && samples.length > 0);
  const first = runs[0];
  if (first === undefined) return undefined;
  let duration = 0;
  for (const { samples } of runs) for (const sample of samples) duration += sample.duration;
  const scale = 1000 / init.video.timescale;
  const key = first.samples[0]?.key === true;
  return { startMs: first.time * scale, durationMs: duration * scale, key, firstByte: first.offset };
}
