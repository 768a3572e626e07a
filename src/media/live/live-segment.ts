import type { Epoch } from './fragment.ts';

export interface LiveSegment {
  /** Rises by one, over restarts of ffmpeg and of the server (it begins at the Unix time). */
  readonly sequence: number;
  readonly epoch: Epoch;
  readonly startMs: number;
  /** It begins with a picture that can be decoded alone. */
  readonly independent: boolean;
  durationMs: number;
  /** What one request brings, in pieces until it is asked for. */
  parts: Buffer[];
  bytes: number;
  /** The longest playlist that has named it, ms; 0: none has. */
  listedMs: number;
}
