/**
 * Starts of ffmpeg, spread: one costs 0.12 s of a core, and of 200 at once 25 failed for want of it; 120 ms apart none
 * did. The first few go at once, so that a small site is up in a second.
 */
export class StartQueue {
  readonly #gapMs: number;
  readonly #burst: number;
  #credit: number;
  #last = 0;
  readonly #ahead: (() => void)[] = [];
  readonly #behind: (() => void)[] = [];
  #giving = false;

  constructor(gapMs = 120, burst = 4) {
    this.#gapMs = gapMs;
    this.#burst = burst;
    this.#credit = burst;
  }

  /**
   * Resolves when it is this one's turn. `behind`: after all that are not, so that many dead cameras, tried again and
   * again, hold up no living one.
   */
  turn(behind = false): Promise<void> {
    return new Promise((done) => {
      (behind ? this.#behind : this.#ahead).push(done);
      void this.#give();
    });
  }

  async #give(): Promise<void> {
    if (this.#giving) return;
    this.#giving = true;
    while (this.#ahead.length + this.#behind.length > 0) {
      await this.#wait();
      const next = this.#ahead.shift() ?? this.#behind.shift();
      next?.();
    }
    this.#giving = false;
  }

  async #wait(): Promise<void> {
    const now = performance.now();
    this.#credit = Math.min(this.#burst, this.#credit + (now - this.#last) / this.#gapMs);
    if (this.#credit < 1) await new Promise((done) => setTimeout(done, (1 - this.#credit) * this.#gapMs));
    this.#last = performance.now();
    this.#credit = Math.max(0, this.#credit - 1);
  }
}
