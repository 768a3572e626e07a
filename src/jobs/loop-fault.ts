import type { Log } from '../core/core.ts';

/** A fault that lasts is logged this often, not with each run. */
const REMIND_EVERY_MS = 60 * 60_000;

/** Failures in a row of one loop: logged when they begin, with each new cause, each hour, and when they are over. */
export class LoopFault {
  readonly #log: Log;
  readonly #loop: string;
  #times = 0;
  #since = 0;
  #loggedAt = 0;
  #message = '';

  constructor(log: Log, loop: string) {
    this.#log = log;
    this.#loop = loop;
  }

  /** Gives back how many failures in a row this makes. */
  note(cause: unknown): number {
    const now = performance.now();
    this.#times++;
    if (this.#times === 1) this.#since = now;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (this.#times === 1 || message !== this.#message || now - this.#loggedAt >= REMIND_EVERY_MS) {
      this.#loggedAt = now;
      this.#message = message;
      this.#log.error({ cause, loop: this.#loop, ...this.#numbers(now) }, 'background loop failure');
    }
    return this.#times;
  }

  end(): void {
    if (this.#times === 0) return;
    this.#log.info({ loop: this.#loop, ...this.#numbers(performance.now()) }, 'background loop recovery');
    this.#times = 0;
  }

  #numbers(now: number) {
    return { times: this.#times, forMs: Math.round(now - this.#since) };
  }
}
