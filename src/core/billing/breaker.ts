const FAILURES_IN_A_ROW = 5;
const PROBE_EVERY_MS = 5000;

/**
 * Keeps questions away from a billing that is down.
 *
 *   asked --5 failures in a row--> down --every 5 s, one question--> probing --answer--> asked
 *                                   ^------------------------------failure------|
 */
export class Breaker {
  #failures = 0;
  #probeAt = 0;

  /** True while the billing is taken to be down and it is too early to try. */
  holds(now: number): boolean {
    return this.isDown && now < this.#probeAt;
  }

  /** Whether this question may be asked; when the billing is down, the caller is the one that tries. */
  enter(now: number): boolean {
    if (!this.isDown) return true;
    if (now < this.#probeAt) return false;
    this.#probeAt = now + PROBE_EVERY_MS;
    return true;
  }

  get isDown(): boolean {
    return this.#failures >= FAILURES_IN_A_ROW;
  }

  answered(): void {
    this.#failures = 0;
  }

  failed(now: number): void {
    this.#failures++;
    if (this.isDown) this.#probeAt = now + PROBE_EVERY_MS;
  }
}
