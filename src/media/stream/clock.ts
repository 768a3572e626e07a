/** Beyond this the crystal of the camera has drifted too far from ours: the archive begins a new epoch. */
export const MAX_DRIFT_MS = 500;

/** A stream time this far from what should follow is a jump (restart of the camera's encoder, lost minutes). */
const MAX_JUMP_MS = 2000;

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

  /** Takes one fragment; true when the stream's time has jumped, and all is to begin anew. */
  observe(streamMs: number, durationMs: number, now: number): boolean {
    const jumped = this.#next !== undefined && Math.abs(streamMs - this.#next) > MAX_JUMP_MS;
    this.#next = streamMs + durationMs;
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

  /** How far the camera's clock is behind ours since the last call, ms; 0 when nothing came. */
  drift(): number {
    const drift = Number.isFinite(this.#least) ? this.#least - (this.#base ?? 0) : 0;
    this.#least = Number.POSITIVE_INFINITY;
    return drift;
  }
}
