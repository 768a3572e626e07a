import { type Init, sameFormat, type Track } from '../mp4/init.ts';
import { type Run, readRuns, type Sample } from '../mp4/samples.ts';
import { trackFragment, trackHead } from '../mp4/track-pieces.ts';
import { infoOf, type TrackInfo } from './track-info.ts';

/** A fragment (`moof`, `mdat`) of a stream, live or recorded. */
export interface Piece {
  readonly data: Buffer;
  readonly init: Init;
  /** It begins with a picture that can be decoded alone. */
  readonly key: boolean;
  /** What makes Unix ms of ms of the stream's own clock. */
  readonly wallShiftMs: number;
}

export type LdMessage = string | Buffer;

/** In the order of their numbers. */
const NAMES = { video: 'v1', audio: 'a1' } as const;
type TrackName = (typeof NAMES)[keyof typeof NAMES];

/**
 * Writes a stream as MSE-LD has it: a text that describes the tracks, with a head for each, and then fragments of one
 * track each. Times begin at 0 and go on without a hole, whatever is jumped over: players of it stay close behind the
 * end of what they have, and would wait in a hole for ever.
 */
export class LdWriter {
  #init: Init | undefined;
  #sequence = 0;
  /** From the stream's own clock to the times that are written, ms; undefined: a key picture has to come first. */
  #shiftMs: number | undefined;
  #endMs = 0;
  #wanted: ReadonlySet<string> = new Set(Object.values(NAMES));

  /** How much has been written, ms. */
  get endMs(): number {
    return this.#endMs;
  }

  /** What comes next does not continue what was before. */
  jump(): void {
    this.#shiftMs = undefined;
  }

  /** Only these from now on; false when there are none of them. */
  choose(names: readonly string[]): boolean {
    const known = Object.values(NAMES).filter((name) => names.includes(name));
    if (known.length === 0) return false;
    this.#wanted = new Set<TrackName>(known);
    this.#init = undefined;
    this.jump();
    return true;
  }

  write({ data, init, key, wallShiftMs }: Piece): LdMessage[] {
    if (this.#shiftMs === undefined && !key) return [];
    const runs = readRuns(data, init);
    const messages: LdMessage[] = [];
    if (this.#init === undefined || !sameFormat(this.#init, init)) {
      if (!key) return [];
      messages.push(this.#describe(init, runs));
      this.#init = init;
      this.jump();
    }
    if (this.#shiftMs === undefined) {
      const first = runs.find(({ track }) => track === init.video);
      if (first === undefined) return [];
      this.#shiftMs = this.#endMs - (first.time * 1000) / init.video.timescale;
    }
    for (const run of runs) messages.push(...this.#piece(run, data, this.#shiftMs, wallShiftMs));
    return messages;
  }

  #piece({ track, time, offset, samples }: Run, data: Buffer, shiftMs: number, wallShiftMs: number): Buffer[] {
    const scale = track.timescale / 1000;
    let first = 0;
    let at = time + Math.round(shiftMs * scale);
    let from = offset;
    // Sound from before the first picture.
    while (at < 0 && first < samples.length) {
      at += samples[first]?.duration ?? 0;
      from += samples[first]?.size ?? 0;
      first += 1;
    }
    const rest = samples.slice(first);
    if (rest.length === 0) return [];
    const { duration, size } = sums(rest);
    if (track.kind === 'video') this.#endMs = (at + duration) / scale;
    if (!this.#wanted.has(NAMES[track.kind])) return [];
    this.#sequence += 1;
    const wallMs = at / scale - shiftMs + wallShiftMs;
    const bytes = data.subarray(from, from + size);
    return [trackFragment({ id: idOf(track), sequence: this.#sequence, time: at, wallMs, samples: rest, data: bytes })];
  }

  #describe(init: Init, runs: readonly Run[]): string {
    const tracks = tracksOf(init);
    const streams = tracks.map((track) => infoOf(track, NAMES[track.kind], bitrateOf(track, runs)));
    const heads = tracks
      .filter((track) => this.#wanted.has(NAMES[track.kind]))
      .map((track) => ({
        id: idOf(track),
        track_id: NAMES[track.kind],
        content: track.kind,
        payload: trackHead(init, track, idOf(track)).toString('base64'),
      }));
    const { width, height } = init.video;
    const metadata: { width: number; height: number; streams: TrackInfo[]; tracks: TrackInfo[] } = {
      ...{ width, height, streams, tracks: streams },
    };
    return JSON.stringify({ type: 'mse_init_segment', metadata, tracks: heads });
  }
}

/** Players look the track up in `streams` by its id, from 1. */
const idOf = (track: Track): number => (track.kind === 'video' ? 1 : 2);

function tracksOf({ video, audio }: Init): Track[] {
  return audio === undefined ? [video] : [video, audio];
}

/** kbit/s, of what is there. */
function bitrateOf(track: Track, runs: readonly Run[]): number {
  const { duration, size } = sums(runs.filter((run) => run.track === track).flatMap(({ samples }) => samples));
  return duration === 0 ? 0 : Math.ceil((size * 8 * track.timescale) / duration / 1000);
}

function sums(samples: readonly Sample[]): { duration: number; size: number } {
  let duration = 0;
  let size = 0;
  for (const sample of samples) {
    duration += sample.duration;
    size += sample.size;
  }
  return { duration, size };
}
