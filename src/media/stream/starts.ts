/**
 * Starts of ffmpeg, spread: one costs 0.12 s of a core, and of 200 at once 25 failed for want of it; 120 ms apart none
 * did. The first few go at once, so that a small site is up in a second.
 */
export class StartQueue {
  readonly #gapMs: number;
  readonly #burst: number;
  #credit: number;
  #last = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(gapMs = 120, burst = 4) {
    this.#gapMs = gapMs;
    this.#burst = burst;
    this.#credit = burst;
  }

  /** Resolves when it is this one's turn. */
  turn(): Promise<void> {
    this.#tail = this.#tail.then(() => this.#wait());
    return this.#tail;
  }

  async #wait(): Promise<void> {
    const now = performance.now();
    this.#credit = Math.min(this.#burst, this.#credit + (now - this.#last) / this.#gapMs);
    if (this.#credit < 1) await new Promise((done) => setTimeout(done, (1 - this.#credit) * this.#gapMs));
    this.#last = performance.now();
    this.#credit = Math.max(0, this.#credit - 1);
  }
}
