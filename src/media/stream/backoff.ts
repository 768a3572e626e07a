const FIRST_MS = 500;
const LAST_MS = 30_000;
/** Cameras lock an account after a few wrong passwords, for half an hour at most; each try may prolong it. */
const FIRST_REFUSED_MS = 30_000;
const LAST_REFUSED_MS = 10 * 60_000;
/** A stream that lived this long was well: that it ended is no failure (some cameras hang up again and again). */
const WELL_MS = 10_000;

/**
 * How long to wait before the next start: half a second, doubled with each failure, at most half a minute; after a
 * refused login half a minute, doubled up to ten.
 */
export class Backoff {
  #next = FIRST_MS;
  #nextRefused = FIRST_REFUSED_MS;
  #failing = false;

  /** `aliveMs`: how long the run that ended had a picture. */
  after(aliveMs: number, refused = false): number {
    if (aliveMs >= WELL_MS) this.reset();
    this.#failing = aliveMs < WELL_MS;
    if (refused) {
      const wait = this.#nextRefused;
      this.#nextRefused = Math.min(LAST_REFUSED_MS, wait * 2);
      return wait;
    }
    const wait = this.#next;
    this.#next = Math.min(LAST_MS, wait * 2);
    return wait;
  }

  /** The last run was no good one: those that run well, or never ran, go first. */
  get failing(): boolean {
    return this.#failing;
  }

  reset(): void {
    this.#next = FIRST_MS;
    this.#nextRefused = FIRST_REFUSED_MS;
    this.#failing = false;
  }
}
