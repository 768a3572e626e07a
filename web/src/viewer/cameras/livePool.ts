/** Who of many tiles may hold a live connection: the first nine to ask, the rest in turn as places come free. */
export class LivePool {
  #limit: number;
  #waiting: { grant: (live: boolean) => void }[] = [];
  #running = new Set<object>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Calls `grant(true)` when there is a place, at once or later. The answer gives the place back. */
  ask(grant: (live: boolean) => void): () => void {
    const one = { grant };
    this.#waiting.push(one);
    this.#fill();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one);
      this.#running.delete(one);
      this.#fill();
    };
  }

  #fill(): void {
    while (this.#running.size < this.#limit) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running.add(next);
      next.grant(true);
    }
  }
}

/** Decoders that a phone runs without heating up. */
export const livePool = new LivePool(9);
