import type { Init } from '../mp4/init.ts';
import { sameFormat } from '../mp4/init.ts';
import { type Run, readRuns } from '../mp4/samples.ts';
import { adtsOf, type Pictures, picturesOf } from './elementary.ts';
import { type ElementaryStream, Packets, STREAM_TYPES, type Unit } from './packets.ts';

const VIDEO_PID = 0x100;
const AUDIO_PID = 0x101;
const HZ = 90_000;
/** Pictures are decoded so long after the clock of the program: players fill their buffers meanwhile. */
const LEAD = HZ / 2;
/** The clock is told at least each 100 ms, and the tables twice a second. */
const CLOCK_EACH = HZ / 25;
const TABLES_EACH = HZ / 2;
/** Frames of sound in one unit. */
const FRAMES_AT_ONCE = 8;

/** MPEG-TS carries H.264 and HEVC, and AAC. */
export const fitsTs = (init: Init): boolean => picturesOf(init.video) !== undefined;

/** A piece of a stream, live or recorded, and which run of the camera it is from. */
export interface TsPiece {
  /** `moof` and `mdat`. */
  readonly data: Buffer;
  readonly init: Init;
  readonly epoch: number;
}

/**
 * Writes pieces of a stream as MPEG-TS, sample by sample, without decoding. Its time begins at 0 and goes on without a
 * hole over restarts and over what is jumped. The first piece has to begin with a key picture.
 */
export class TsWriter {
  readonly #packets = new Packets();
  #init: Init | undefined;
  #epoch: number | undefined;
  #pictures: Pictures | undefined;
  #adts: ((frame: Buffer) => Buffer) | undefined;
  /** From the stream's own clock to the time that is written, s; undefined: the next piece says. */
  #shift: number | undefined;
  /** How far the pictures reach, s. */
  #end = 0;
  #clockAt = Number.NEGATIVE_INFINITY;
  #tablesAt = Number.NEGATIVE_INFINITY;

  /** How much has been written, ms. */
  get endMs(): number {
    return this.#end * 1000;
  }

  /** What comes next does not continue what was before. */
  jump(): void {
    this.#shift = undefined;
  }

  write({ data, init, epoch }: TsPiece): Buffer {
    if (this.#epoch !== epoch) this.jump();
    this.#epoch = epoch;
    if (this.#init === undefined || !sameFormat(this.#init, init)) this.#begin(init);
    const runs = readRuns(data, init);
    const first = runs.find(({ track }) => track.kind === 'video');
    if (this.#shift === undefined) {
      if (first === undefined) return Buffer.alloc(0);
      this.#shift = this.#end - first.time / first.track.timescale;
    }
    const shift = this.#shift;
    const units = runs.flatMap((run) => [...this.#units(run, data, shift)]).sort((a, b) => a.dts - b.dts);
    return Buffer.concat(units.flatMap((unit) => this.#packed(unit, init)));
  }

  #begin(init: Init): void {
    if (this.#init !== undefined) this.#packets.renew();
    this.#init = init;
    this.#pictures = picturesOf(init.video);
    this.#adts = init.audio === undefined ? undefined : adtsOf(init.audio);
    this.#tablesAt = Number.NEGATIVE_INFINITY;
  }

  #packed(unit: Unit, init: Init): Buffer[] {
    const parts: Buffer[] = [];
    if (unit.key || unit.dts - this.#tablesAt >= TABLES_EACH) {
      parts.push(this.#packets.tables(this.#streams(init)));
      this.#tablesAt = unit.dts;
    }
    const tells = unit.kind === 'video' && (unit.key || unit.dts - this.#clockAt >= CLOCK_EACH);
    if (tells) this.#clockAt = unit.dts;
    parts.push(this.#packets.write(tells ? { ...unit, clock: unit.dts - LEAD } : unit));
    return parts;
  }

  #streams({ video }: Init): ElementaryStream[] {
    const type = video.codec.startsWith('avc') ? STREAM_TYPES.h264 : STREAM_TYPES.hevc;
    const pictures = { pid: VIDEO_PID, type };
    return this.#adts === undefined ? [pictures] : [pictures, { pid: AUDIO_PID, type: STREAM_TYPES.aac }];
  }

  *#units({ track, time, offset, samples }: Run, data: Buffer, shift: number): Generator<Unit> {
    const ticks = (units: number) => Math.round((units / track.timescale + shift) * HZ) + LEAD;
    let at = time;
    let from = offset;
    let sound: { pts: number; parts: Buffer[] } | undefined;
    for (const { size, duration, delay, key } of samples) {
      const sample = data.subarray(from, from + size);
      const dts = ticks(at);
      from += size;
      at += duration;
      // Sound from before the first picture.
      if (dts < LEAD) continue;
      if (track.kind === 'video') {
        const pts = ticks(at - duration + delay);
        yield { ...PICTURE, pts, dts, key, data: this.#pictures?.write(sample, key) ?? [] };
        this.#end = Math.max(this.#end, at / track.timescale + shift);
      } else if (this.#adts !== undefined) {
        sound ??= { pts: dts, parts: [] };
        sound.parts.push(this.#adts(sample), sample);
        if (sound.parts.length >= FRAMES_AT_ONCE * 2) {
          yield soundUnit(sound);
          sound = undefined;
        }
      }
    }
    if (sound !== undefined) yield soundUnit(sound);
  }
}

const PICTURE = { pid: VIDEO_PID, kind: 'video', clock: undefined } as const;

function soundUnit({ pts, parts }: { readonly pts: number; readonly parts: readonly Buffer[] }): Unit {
  return { pid: AUDIO_PID, kind: 'audio', pts, dts: pts, clock: undefined, key: false, data: parts };
}
