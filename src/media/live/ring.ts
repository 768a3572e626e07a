import type { Epoch, Fragment } from './fragment.ts';

/** Segments of this length at least; cut at the next picture that can be decoded alone. */
const SEGMENT_MS = 2000;
/** What players may ask for: at least so many segments, then as many as fit in the time. */
const MIN_SEGMENTS = 5;
const RING_MS = 20_000;
/** A camera that never sends a key picture must not eat the memory. */
const MAX_OPEN_BYTES = 64 * 1024 * 1024;

export interface LiveSegment {
  /** Rises by one, over restarts of ffmpeg and of the server (it begins at the Unix time). */
  readonly sequence: number;
  readonly epoch: Epoch;
  readonly startMs: number;
  durationMs: number;
  readonly fragments: Fragment[];
}

export type FragmentListener = (fragment: Fragment) => void;

/** The last seconds of one camera in memory, for HLS and for whoever opens the picture now. */
export class Ring {
  readonly segments: LiveSegment[] = [];
  /** Fragments since the last picture that can be decoded alone. */
  gop: Fragment[] = [];
  /** Changes of epoch among the segments that are gone. */
  discontinuities = 0;
  #open: LiveSegment | undefined;
  #openBytes = 0;
  #sequence = Math.floor(Date.now() / 1000);
  readonly #listeners = new Set<FragmentListener>();

  push(fragment: Fragment): void {
    if (fragment.key) this.#turn(fragment);
    const open = this.#open;
    if (open === undefined || open.epoch !== fragment.epoch) return; // joined in the middle of a GOP
    open.fragments.push(fragment);
    open.durationMs += fragment.durationMs;
    this.gop.push(fragment);
    this.#openBytes += fragment.data.length;
    if (this.#openBytes > MAX_OPEN_BYTES) this.#drop();
    for (const listener of this.#listeners) listener(fragment);
  }

  listen(listener: FragmentListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The stream has ended: what is open becomes a segment, the rest stays for those who still read. */
  end(): void {
    this.#close();
    this.gop = [];
  }

  #turn(fragment: Fragment): void {
    const open = this.#open;
    this.gop = [];
    if (open !== undefined && open.epoch === fragment.epoch && open.durationMs < SEGMENT_MS - 100) return;
    this.#close();
    const { epoch, startMs } = fragment;
    this.#open = { sequence: this.#sequence, epoch, startMs, durationMs: 0, fragments: [] };
    this.#sequence += 1;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    this.#openBytes = 0;
    if (open === undefined || open.fragments.length === 0) return;
    this.segments.push(open);
    let total = 0;
    for (const segment of this.segments) total += segment.durationMs;
    while (this.segments.length > MIN_SEGMENTS && total > RING_MS) {
      const gone = this.segments.shift();
      total -= gone?.durationMs ?? 0;
      if (gone !== undefined && this.segments[0]?.epoch !== gone.epoch) this.discontinuities += 1;
    }
  }

  #drop(): void {
    this.#open = undefined;
    this.#openBytes = 0;
    this.gop = [];
  }
}
