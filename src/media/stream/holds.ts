/** Viewers who keep a stream running. */
export class Holds {
  readonly #held = new Set<{ readonly onStop: (() => void) | undefined }>();
  #releasedAt = 0;

  take(onStop: (() => void) | undefined): () => void {
    const hold = { onStop };
    this.#held.add(hold);
    return () => {
      if (this.#held.delete(hold)) this.#releasedAt = Date.now();
    };
  }

  /** True while somebody watches, or did a moment ago. */
  lasting(now: number, lingerMs: number): boolean {
    return this.#held.size > 0 || now - this.#releasedAt < lingerMs;
  }

  /** The stream ends for good: tells those who asked to be told. */
  stop(): void {
    for (const { onStop } of [...this.#held]) onStop?.();
  }
}
