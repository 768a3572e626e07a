import type { Run } from './samples.ts';

/** Equal values in a row, as the tables of MP4 keep them. */
type Row = [count: number, value: number];

/** All samples of one track of a film, gathered run by run. */
export class SampleTable {
  readonly durations: Row[] = [];
  readonly delays: Row[] = [];
  readonly sizes: number[] = [];
  /** Numbers of the samples that can be decoded alone, from 1. */
  readonly keys: number[] = [];
  /** Where each chunk begins, from the beginning of the samples; and of how many samples it is. */
  readonly chunks: number[] = [];
  readonly chunkSizes: number[] = [];
  /** Units of the track's timescale: when the first sample begins (before 0 or after it), and when the last one ends. */
  start: number | undefined;
  end = 0;

  /** `time`: where the run belongs in the film; what was before it is made to last until then. */
  add(run: Run, time: number, offset: number): void {
    this.start ??= time;
    if (this.sizes.length === 0) this.end = time;
    else this.#stretch(time - this.end);
    this.chunks.push(offset);
    this.chunkSizes.push(run.samples.length);
    for (const { duration, size, key, delay } of run.samples) {
      this.sizes.push(size);
      if (key) this.keys.push(this.sizes.length);
      append(this.durations, duration);
      append(this.delays, delay);
      this.end += duration;
    }
  }

  /** Units of the track's timescale. */
  get length(): number {
    return this.end - (this.start ?? this.end);
  }

  #stretch(by: number): void {
    const last = this.durations.at(-1);
    if (by === 0 || last === undefined) return;
    const duration = last[1];
    const wanted = Math.max(0, duration + by);
    last[0] -= 1;
    if (last[0] === 0) this.durations.pop();
    append(this.durations, wanted);
    this.end += wanted - duration;
  }
}

function append(rows: Row[], value: number): void {
  const last = rows.at(-1);
  if (last !== undefined && last[1] === value) last[0] += 1;
  else rows.push([1, value]);
}
