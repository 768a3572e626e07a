const WINDOW_MS = 5000;

/** What a stream carried over the last five seconds. */
export class Bitrate {
  #samples: { at: number; bytes: number }[] = [];

  sample(at: number, bytes: number): void {
    this.#samples.push({ at, bytes });
    while ((this.#samples[1]?.at ?? at) < at - WINDOW_MS) this.#samples.shift();
  }

  /** kbit/s. */
  kbits(): number | undefined {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) return undefined;
    return Math.round(((last.bytes - first.bytes) * 8) / (last.at - first.at));
  }

  reset(): void {
    this.#samples = [];
  }
}
