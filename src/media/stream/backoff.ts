const FIRST_MS = 500;
const LAST_MS = 30_000;
/** A stream that lived this long was well: the next failure begins anew. */
const WELL_MS = 60_000;

/** How long to wait before the next start: half a second, doubled with each failure, at most half a minute. */
export class Backoff {
  #next = FIRST_MS;

  /** `aliveMs`: how long the run that ended had a picture. */
  after(aliveMs: number): number {
    if (aliveMs >= WELL_MS) this.#next = FIRST_MS;
    const wait = this.#next;
    this.#next = Math.min(LAST_MS, this.#next * 2);
    return wait;
  }

  reset(): void {
    this.#next = FIRST_MS;
  }
}
