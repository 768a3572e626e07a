import { type Box, boxes } from './boxes.ts';
import type { Init, Track } from './init.ts';

export interface Sample {
  /** Units of the track's timescale. */
  readonly duration: number;
  /** Bytes. */
  readonly size: number;
  readonly key: boolean;
  /** From decoding to showing, units of the track's timescale. */
  readonly delay: number;
}

/** Samples of one track that lie behind each other. */
export interface Run {
  readonly track: Track;
  /** Decoding time of the first one, units of the track's timescale. */
  readonly time: number;
  /** Where the first one begins, from the beginning of the `moof`. */
  readonly offset: number;
  readonly samples: Sample[];
}

const NOT_KEY = 0x10000;

/** All that a `moof` says of its samples. */
export function readRuns(moof: Buffer, init: Init): Run[] {
  const runs: Run[] = [];
  const root = boxes(moof).next().value;
  if (root === undefined || root.type !== 'moof') throw new Error('a fragment without moof');
  for (const traf of boxes(moof, root.body, root.end)) {
    if (traf.type === 'traf') runs.push(...readTraf(moof, traf, init));
  }
  return runs;
}

function readTraf(data: Buffer, traf: Box, init: Init): Run[] {
  const runs: Run[] = [];
  let defaults: Defaults | undefined;
  let time = 0;
  for (const box of boxes(data, traf.body, traf.end)) {
    if (box.type === 'tfhd') defaults = readDefaults(data, box.body, init);
    if (box.type === 'tfdt') {
      time = data[box.body] === 1 ? Number(data.readBigUInt64BE(box.body + 4)) : data.readUInt32BE(box.body + 4);
    }
    if (box.type === 'trun' && defaults !== undefined) {
      const run = readRun(data, box.body, defaults, time);
      for (const sample of run.samples) time += sample.duration;
      runs.push(run);
    }
  }
  return runs;
}

interface Defaults {
  readonly track: Track;
  readonly duration: number;
  readonly size: number;
  readonly flags: number;
}

function readDefaults(data: Buffer, at: number, init: Init): Defaults | undefined {
  const id = data.readUInt32BE(at + 4);
  const track = [init.video, init.audio].find((candidate) => candidate?.id === id);
  if (track === undefined) return undefined;
  const has = data.readUInt32BE(at) & 0xffffff;
  let next = at + 8 + (has & 0x01 ? 8 : 0) + (has & 0x02 ? 4 : 0);
  const take = (bit: number, otherwise: number) => {
    if ((has & bit) === 0) return otherwise;
    next += 4;
    return data.readUInt32BE(next - 4);
  };
  return { track, duration: take(0x08, 0), size: take(0x10, 0), flags: take(0x20, track.defaultFlags) };
}

function readRun(data: Buffer, at: number, defaults: Defaults, time: number): Run {
  const has = data.readUInt32BE(at) & 0xffffff;
  const signed = data[at] === 1;
  const count = data.readUInt32BE(at + 4);
  let next = at + 8;
  const take = (bit: number, otherwise: number) => {
    if ((has & bit) === 0) return otherwise;
    next += 4;
    return data.readUInt32BE(next - 4);
  };
  const offset = take(0x01, 0) | 0;
  const first = take(0x04, defaults.flags);
  const samples: Sample[] = [];
  for (let index = 0; index < count; index += 1) {
    const duration = take(0x100, defaults.duration);
    const size = take(0x200, defaults.size);
    const flags = take(0x400, index === 0 ? first : defaults.flags);
    const delay = take(0x800, 0);
    samples.push({ duration, size, key: (flags & NOT_KEY) === 0, delay: signed ? delay | 0 : delay });
  }
  return { track: defaults.track, time, offset, samples };
}
