/** There is more to do than may wait: the client is told to come back (503). */
export class TooBusy extends Error {
  constructor() {
    super('Too many pictures are being made at once: try again in a moment');
    this.name = 'TooBusy';
  }
}

export interface TurnLimits {
  readonly atOnce: number;
  readonly mostWaiting: number;
  /** Nobody waits longer for a turn. */
  readonly waitMs: number;
}

/** Lets so many pieces of work run at once; the others wait for their turn, in order, or are refused with `TooBusy`. */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #waiting = new Set<() => void>();
  #running = 0;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
  }

  /** True when one more would be refused at once. */
  get full(): boolean {
    return this.#running >= this.#limits.atOnce && this.#waiting.size >= this.#limits.mostWaiting;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.full) throw new TooBusy();
    if (this.#running >= this.#limits.atOnce) await this.#turn();
    else this.#running += 1;
    try {
      return await work();
    } finally {
      // Handed on as it is: whoever asks meanwhile does not slip in between.
      const [next] = this.#waiting;
      if (next) next();
      else this.#running -= 1;
    }
  }

  #turn(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(limit);
        this.#waiting.delete(go);
        done();
      };
      const go = () => settle(resolve);
      const limit = setTimeout(() => settle(() => reject(new TooBusy())), this.#limits.waitMs);
      this.#waiting.add(go);
    });
  }
}
