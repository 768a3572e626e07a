import type { Init, Track } from './init.ts';
import { SampleTable } from './sample-table.ts';
import { readRuns } from './samples.ts';

/** The tables of a file from time 0, filled fragment by fragment in the order in which the samples will lie. */
export class FilmTables {
  readonly #init: Init;
  readonly #tables: Map<Track, SampleTable>;
  #bytes = 0;
  /** From the time of the stream to that of the file; undefined: the next picture decides. */
  #shiftMs: number | undefined;
  #endMs = 0;

  constructor(init: Init) {
    this.#init = init;
    this.#tables = new Map([[init.video, new SampleTable()]]);
    if (init.audio !== undefined) this.#tables.set(init.audio, new SampleTable());
  }

  /** Of all samples so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** What comes next does not continue what was before. */
  jump(): void {
    this.#shiftMs = undefined;
  }

  /** Takes the `moof` of a fragment, which so many bytes of samples follow. */
  add(moof: Buffer, payload: number): void {
    const { video } = this.#init;
    const runs = readRuns(moof, this.#init);
    const first = runs.find(({ track }) => track === video);
    // One shift for all that continues each other, so that rounding opens no gaps.
    if (first !== undefined) this.#shiftMs ??= this.#endMs - (first.time * 1000) / video.timescale;
    for (const run of runs) {
      const time = run.time + Math.round(((this.#shiftMs ?? 0) * run.track.timescale) / 1000);
      this.#tables.get(run.track)?.add(run, time, this.#bytes + run.offset - moof.length - 8);
    }
    this.#bytes += payload;
  }

  /** A segment of that length is over. */
  end(durationMs: number): void {
    this.#endMs += durationMs;
  }

  /** Of the tracks that have samples. */
  filled(): ReadonlyMap<Track, SampleTable> {
    return new Map([...this.#tables].filter(([, table]) => table.sizes.length > 0));
  }
}
