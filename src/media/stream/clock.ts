/**
 * Beyond this the crystal of the camera has drifted too far from ours: the archive begins a new epoch. Ahead of us it
 * may be further, since a source that comes in pieces (HLS) seems so now and then.
 */
const MAX_BEHIND_MS = 500;
const MAX_AHEAD_MS = 2000;

/** A stream time this far from what should follow is a jump (restart of the camera's encoder, lost minutes). */
const MAX_JUMP_MS = 2000;

/** How long the offset may still follow. */
const BURST_MS = 1500;

/**
 * Maps the time of one stream to Unix time. A fragment arrives when its last picture has, so `arrival - end` is the
 * offset, plus what the network held it up; the least of many readings is the truth. Until `fix()` the offset
 * follows, since the first fragments often come in a burst; then it stays, and `drift()` tells how far off it is.
 */
export class StreamClock {
  #base: number | undefined;
  #least = Number.POSITIVE_INFINITY;
  #next: number | undefined;
  #fixed = false;
  #since: number | undefined;

  /** Takes one fragment; true when the stream's time has jumped, and all is to begin anew. */
  observe(streamMs: number, durationMs: number, now: number): boolean {
    const jumped = this.#next !== undefined && Math.abs(streamMs - this.#next) > MAX_JUMP_MS;
    this.#next = streamMs + durationMs;
    this.#since ??= now;
    const offset = now - this.#next;
    this.#least = Math.min(this.#least, offset);
    if (!this.#fixed) this.#base = Math.round(Math.min(this.#base ?? offset, offset));
    return jumped;
  }

  /** Unix ms. */
  wall(streamMs: number): number {
    return Math.round((this.#base ?? 0) + streamMs);
  }

  /** Where the last fragment ended, ms of the stream's own clock. */
  get end(): number {
    return this.#next ?? 0;
  }

  fix(): void {
    if (this.#fixed) return;
    this.#fixed = true;
    this.#least = Number.POSITIVE_INFINITY;
  }

  /** True once the first burst is over: cameras and HLS begin with seconds of the past, all at once. */
  settled(now: number): boolean {
    return this.#fixed || now - (this.#since ?? now) >= BURST_MS;
  }

  /** True when the camera's clock has gone astray since the last call. */
  drifted(): boolean {
    const drift = this.drift();
    return drift > MAX_BEHIND_MS || drift < -MAX_AHEAD_MS;
  }

  /** How far the camera's clock is behind ours since the last call, ms; 0 when nothing came. */
  drift(): number {
    const drift = Number.isFinite(this.#least) ? this.#least - (this.#base ?? 0) : 0;
    this.#least = Number.POSITIVE_INFINITY;
    return drift;
  }
}
