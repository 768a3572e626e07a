import { frameRate, rates, type Variant } from '../multivariant.ts';
import { Departed } from './departed.ts';
import type { Fragment } from './fragment.ts';
import type { LiveSegment } from './live-segment.ts';

/** Segments of this length at least; cut at the next picture that can be decoded alone. */
const SEGMENT_MS = 2000;
/**
 * A key picture that comes later than this is not waited for: the segment ends, and the next one cannot be decoded alone.
 * In the first group of pictures, which the first viewer waits for, sooner.
 */
const LONGEST_MS = 6000;
const FIRST_LONGEST_MS = 2500;
/** What players may ask for: at least so many segments, then as many as fit in the time. */
const MIN_SEGMENTS = 5;
const RING_MS = 20_000;
/** So much of a picture tells what comes. */
const TELLING_MS = 1000;
/** The frame rate is told by so many fragments. */
const PACED = 60;
/** A camera that never sends a key picture must not eat the memory. */
const MAX_GOP_BYTES = 64 * 1024 * 1024;

/** Put together for the first viewer, the same memory for all others. */
export function bytesOf(segment: LiveSegment): Buffer {
  const [first] = segment.parts;
  if (first !== undefined && segment.parts.length === 1) return first;
  const whole = Buffer.concat(segment.parts, segment.bytes);
  segment.parts = [whole];
  return whole;
}

export type FragmentListener = (fragment: Fragment) => void;

/** The last seconds of one camera in memory, for HLS and for whoever opens the picture now. */
export class Ring {
  readonly segments: LiveSegment[] = [];
  /** Fragments since the last picture that can be decoded alone. */
  gop: Fragment[] = [];
  /** Changes of epoch among the segments that are gone. */
  discontinuities = 0;
  readonly #departed = new Departed();
  /** How long a picture of the last fragments lasts, ms. */
  readonly #pace: number[] = [];
  #open: LiveSegment | undefined;
  /** Key pictures since the playlist was empty. */
  #keys = 0;
  #gopBytes = 0;
  #sequence = Math.floor(Date.now() / 1000);
  readonly #listeners = new Set<FragmentListener>();

  push(fragment: Fragment): void {
    if (fragment.key) this.#turn(fragment);
    else if (fragment.pictures > 0) this.#split(fragment);
    const open = this.#open;
    if (open === undefined || open.epoch !== fragment.epoch) return; // joined in the middle of a GOP
    open.parts.push(fragment.data);
    open.bytes += fragment.data.length;
    open.durationMs += fragment.durationMs;
    if (fragment.pictures > 0) this.#pace.push(fragment.durationMs / fragment.pictures);
    if (this.#pace.length > PACED) this.#pace.shift();
    this.gop.push(fragment);
    this.#gopBytes += fragment.data.length;
    if (this.#gopBytes > MAX_GOP_BYTES) this.#drop();
    for (const listener of this.#listeners) listener(fragment);
  }

  listen(listener: FragmentListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** The segments of a playlist that is given out now: they stay for it when they have left the next ones. */
  list(): readonly LiveSegment[] {
    const totalMs = this.segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
    for (const segment of this.segments) segment.listedMs = Math.max(segment.listedMs, totalMs);
    return this.segments;
  }

  /** What comes in, by what is here of it; undefined while that is not a second. */
  variant(): Variant | undefined {
    const open = this.#open;
    const rows = this.segments.length === 0 && open !== undefined ? [open] : this.segments;
    const init = (open ?? this.segments.at(-1))?.epoch.init;
    if (init === undefined || rows.every(({ durationMs }) => durationMs < TELLING_MS)) return undefined;
    return { init, ...rates(rows), frameRate: frameRate(this.#pace) };
  }

  /** One of the playlist, or of those that have left it and may still be asked for. */
  find(holds: (segment: LiveSegment) => boolean): LiveSegment | undefined {
    return this.segments.find(holds) ?? this.#departed.find(holds);
  }

  /** Unix ms of the end of the playlist; 0: it is empty. */
  get endMs(): number {
    const last = this.segments.at(-1);
    return last === undefined ? 0 : last.startMs + last.durationMs;
  }

  /** Nobody watches any more: who comes later sees nothing of now. */
  clear(): void {
    this.#shorten(this.segments.length);
    this.#keys = 0;
  }

  /** The stream has ended: what is open becomes a segment, the rest stays for those who still read. */
  end(): void {
    this.#close();
    this.gop = [];
  }

  /** A group of pictures begins. */
  #turn(fragment: Fragment): void {
    const open = this.#open;
    this.gop = [];
    this.#keys += 1;
    this.#gopBytes = 0;
    const short = open?.independent === true && open.durationMs < SEGMENT_MS - 100;
    if (short && open.epoch === fragment.epoch) return;
    this.#close();
    this.#begin(fragment);
  }

  /** A group of pictures is long: it is told in pieces. */
  #split(fragment: Fragment): void {
    const open = this.#open;
    const longestMs = this.#keys < 2 ? FIRST_LONGEST_MS : LONGEST_MS;
    if (open === undefined || open.epoch !== fragment.epoch || open.durationMs < longestMs) return;
    this.#close();
    this.#begin(fragment);
  }

  #begin({ epoch, startMs, key: independent }: Fragment): void {
    // VLC fetches no head behind a break: the first segment brings it along.
    const before = this.segments.at(-1);
    const parts = before === undefined || before.epoch === epoch ? [] : [epoch.init.data];
    const bytes = parts[0]?.length ?? 0;
    const sequence = this.#sequence;
    this.#open = { sequence, epoch, startMs, independent, durationMs: 0, parts, bytes, listedMs: 0 };
    this.#sequence += 1;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || open.bytes === 0) return;
    this.segments.push(open);
    let totalMs = this.segments.reduce((sum, { durationMs }) => sum + durationMs, 0);
    // The playlist begins with a picture that can be decoded alone: what hangs on one goes with it.
    for (let group = this.#group(); totalMs > RING_MS && this.segments.length - group >= MIN_SEGMENTS; ) {
      totalMs -= this.#shorten(group);
      group = this.#group();
    }
  }

  /** How many segments a viewer needs to decode the first group of pictures; all when it is the only one. */
  #group(): number {
    const next = this.segments.findIndex(({ independent }, index) => index > 0 && independent);
    return next < 0 ? this.segments.length : next;
  }

  /** Takes the oldest segments out of the playlist; how long they last, ms. */
  #shorten(count: number): number {
    const gone = this.segments.splice(0, count);
    for (const [index, segment] of gone.entries()) {
      this.#departed.take(segment, Date.now());
      if ((gone[index + 1] ?? this.segments[0])?.epoch !== segment.epoch) this.discontinuities += 1;
    }
    return gone.reduce((sum, { durationMs }) => sum + durationMs, 0);
  }

  #drop(): void {
    this.#open = undefined;
    this.gop = [];
    this.clear();
  }
}
