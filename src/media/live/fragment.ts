import type { Init } from '../mp4/init.ts';
import type { StreamClock } from '../stream/clock.ts';

/** One run of ffmpeg with one mapping of its time to the world's; the head of the stream is the same throughout. */
export interface Epoch {
  /** Unix ms of its beginning: unique for a camera, and rising. */
  readonly id: number;
  readonly init: Init;
  readonly clock: StreamClock;
}

/** A piece of a live stream, about 200 ms. */
export interface Fragment {
  readonly data: Buffer;
  readonly epoch: Epoch;
  /** True when it begins with a picture that can be decoded alone. */
  readonly key: boolean;
  /** Decoding time of its first picture, ms of the stream's own clock. */
  readonly streamMs: number;
  /** The same in Unix ms. */
  readonly startMs: number;
  readonly durationMs: number;
  /** How many pictures it holds; 0: sound alone. */
  readonly pictures: number;
}
