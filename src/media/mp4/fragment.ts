import { type Box, boxes } from './boxes.ts';
import type { Init, Track } from './init.ts';

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

const NOT_KEY = 0x10000;

/** Reads the `moof` at the head of `data`; undefined when it holds no pictures (sound alone). */
export function parseFragment(data: Buffer, init: Init): FragmentTimes | undefined {
  const moof = boxes(data).next().value;
  if (moof === undefined || moof.type !== 'moof') throw new Error('a fragment without moof');
  for (const traf of boxes(data, moof.body, moof.end)) {
    if (traf.type !== 'traf') continue;
    const times = parseTraf(data, traf, init.video);
    if (times !== undefined) return times;
  }
  return undefined;
}

function parseTraf(data: Buffer, traf: Box, track: Track): FragmentTimes | undefined {
  let start = 0;
  let duration = 0;
  let flags: number | undefined;
  let header: Header | undefined;
  let firstByte = 0;
  for (const box of boxes(data, traf.body, traf.end)) {
    if (box.type === 'tfhd') {
      header = parseHeader(data, box.body, track);
      if (header.trackId !== track.id) return undefined;
    } else if (box.type === 'tfdt') {
      start = data[box.body] === 1 ? Number(data.readBigUInt64BE(box.body + 4)) : data.readUInt32BE(box.body + 4);
    } else if (box.type === 'trun' && header !== undefined) {
      const run = parseRun(data, box.body, header);
      if (flags === undefined) firstByte = run.offset;
      flags ??= run.firstFlags;
      duration += run.duration;
    }
  }
  if (flags === undefined) return undefined;
  const scale = 1000 / track.timescale;
  return { startMs: start * scale, durationMs: duration * scale, key: (flags & NOT_KEY) === 0, firstByte };
}

interface Header {
  readonly trackId: number;
  readonly duration: number;
  readonly flags: number;
}

function parseHeader(data: Buffer, at: number, track: Track): Header {
  const has = data.readUInt32BE(at) & 0xffffff;
  let next = at + 8;
  if (has & 0x01) next += 8;
  if (has & 0x02) next += 4;
  let duration = 0;
  if (has & 0x08) {
    duration = data.readUInt32BE(next);
    next += 4;
  }
  if (has & 0x10) next += 4;
  const flags = has & 0x20 ? data.readUInt32BE(next) : track.defaultFlags;
  return { trackId: data.readUInt32BE(at + 4), duration, flags };
}

interface Run {
  readonly duration: number;
  readonly firstFlags: number | undefined;
  readonly offset: number;
}

function parseRun(data: Buffer, at: number, header: Header): Run {
  const has = data.readUInt32BE(at) & 0xffffff;
  const count = data.readUInt32BE(at + 4);
  let next = at + 8;
  const offset = has & 0x01 ? data.readInt32BE(next) : 0;
  if (has & 0x01) next += 4;
  let firstFlags: number | undefined;
  if (has & 0x04) {
    firstFlags = data.readUInt32BE(next);
    next += 4;
  }
  const stride = (has & 0x100 ? 4 : 0) + (has & 0x200 ? 4 : 0) + (has & 0x400 ? 4 : 0) + (has & 0x800 ? 4 : 0);
  if (has & 0x400 && count > 0) firstFlags ??= data.readUInt32BE(next + (has & 0x100 ? 4 : 0) + (has & 0x200 ? 4 : 0));
  let duration = has & 0x100 ? 0 : header.duration * count;
  if (has & 0x100) for (let i = 0; i < count; i += 1) duration += data.readUInt32BE(next + i * stride);
  return { duration, offset, firstFlags: count === 0 ? undefined : (firstFlags ?? header.flags) };
}
