import { box, boxes, findBox } from './boxes.ts';
import type { Init, Track } from './init.ts';
import type { Sample } from './samples.ts';

const KEY = 0x02000000;
const NOT_KEY = 0x01010000;
/** `default-base-is-moof`, and that duration, size and flags stand in the head. */
const TRACK_FLAGS = 0x020038;
/** Offset of the data; duration, size, flags and delay of each sample. */
const RUN_FLAGS = 0x000f01;

/** The head of a film that has this one track of the stream alone, under another id. */
export function trackHead({ data }: Init, track: Track, id: number): Buffer {
  const parts: Buffer[] = [];
  for (const part of boxes(data)) {
    if (part.type !== 'moov') parts.push(data.subarray(part.body - 8, part.end));
    else parts.push(box('moov', ...movie(data, part.body, part.end, track, id)));
  }
  return Buffer.concat(parts);
}

function movie(data: Buffer, start: number, end: number, track: Track, id: number): Buffer[] {
  const parts: Buffer[] = [];
  for (const { type, body, end: after } of boxes(data, start, end)) {
    const copy = Buffer.from(data.subarray(body - 8, after));
    if (type === 'trak') {
      const at = idPlace(copy);
      if (copy.readUInt32BE(at) !== track.id) continue;
      copy.writeUInt32BE(id, at);
      parts.push(copy);
    } else if (type === 'mvex') {
      const all = [...boxes(copy, 8)].filter(
        (part) => part.type === 'trex' && copy.readUInt32BE(part.body + 4) === track.id,
      );
      for (const part of all) copy.writeUInt32BE(id, part.body + 4);
      parts.push(box('mvex', ...all.map((part) => copy.subarray(part.body - 8, part.end))));
    } else if (type === 'mvhd') parts.push(copy);
  }
  return parts;
}

/** Where the id stands in a `trak`. */
function idPlace(trak: Buffer): number {
  const tkhd = findBox(trak, ['trak', 'tkhd']);
  if (tkhd === undefined) throw new Error('no head of a track in the head of the stream');
  return tkhd.body + (trak[tkhd.body] === 1 ? 20 : 12);
}

export interface TrackPiece {
  /** Of the track, as its head has it. */
  readonly id: number;
  readonly sequence: number;
  /** Decoding time of the first sample, units of the track's timescale. */
  readonly time: number;
  /** Unix ms of the first sample. */
  readonly wallMs: number;
  readonly samples: readonly Sample[];
  /** The bytes of all samples. */
  readonly data: Buffer;
}

/**
 * A fragment of one track whose places are fixed, because players of this protocol look there: the id of the track at
 * byte 44, its time at 72, and at 92 when that was: seconds and microseconds, in a box that others pass over.
 */
export function trackFragment({ id, sequence, time, wallMs, samples, data }: TrackPiece): Buffer {
  const mfhd = numbers(0, sequence);
  const tfhd = numbers(TRACK_FLAGS, id, samples[0]?.duration ?? 0, samples[0]?.size ?? 0, NOT_KEY);
  const tfdt = numbers(0x01000000, Math.floor(time / 2 ** 32), time >>> 0);
  const micros = Math.round(wallMs * 1000);
  const moment = numbers(0, Math.floor(micros / 1e6), micros % 1e6);
  const rows = samples.flatMap(({ duration, size, key, delay }) => [duration, size, key ? KEY : NOT_KEY, delay >>> 0]);
  const run = numbers(0x01000000 + RUN_FLAGS, samples.length, 0, ...rows);
  const moof = box(
    'moof',
    box('mfhd', mfhd),
    box('traf', box('tfhd', tfhd), box('tfdt', tfdt), box('futc', moment), box('trun', run)),
  );
  // After the head of `trun`, its flags and the number of samples.
  moof.writeUInt32BE(moof.length + 8, 104 + 4 + 8);
  return Buffer.concat([moof, box('mdat', data)]);
}

function numbers(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    buffer.writeUInt32BE(value, index * 4);
  });
  return buffer;
}
