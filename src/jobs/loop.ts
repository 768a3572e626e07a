import type { Log } from '../core/core.ts';
import { LoopFault } from './loop-fault.ts';

/** A loop that waits less than this between its runs waits this long at the most while they fail. */
const LONGEST_BACKOFF_MS = 30_000;
/** A run that heeds no signal, as one that waits for a device, is not waited for any longer at a stop. */
const STOP_WITHIN_MS = 3000;

export interface LoopOptions {
  /** What the log calls it. */
  readonly name: string;
  /** From the end of a run to the next one; a function is told how long the run took. */
  readonly everyMs: number | ((tookMs: number) => number);
  /** Until the first run; absent: at once. */
  readonly firstAfterMs?: number;
  /** One run; the signal is aborted when the loop stops. What it throws is logged, and tried again. */
  run(signal: AbortSignal): Promise<unknown>;
}

/**
 * Work in the background, run after run until `signal` is aborted or it is stopped:
 *
 *     pause --(everyMs, or woken)--> run --> pause ...
 *                                     '--(throws)--> pause, doubled with each failure in a row
 *
 * Never twice at once. For work of one process of many, `run` asks core/one-process.ts.
 */
export class Loop {
  readonly #log: Log;
  readonly #options: LoopOptions;
  readonly #life = new AbortController();
  readonly #fault: LoopFault;
  readonly #ended: Promise<void>;
  #woken = false;
  #endPause: () => void = () => undefined;

  constructor(log: Log, signal: AbortSignal, options: LoopOptions) {
    this.#log = log;
    this.#options = options;
    this.#fault = new LoopFault(log, options.name);
    this.#life.signal.addEventListener('abort', () => this.#endPause(), { once: true });
    if (signal.aborted) this.#life.abort();
    signal.addEventListener('abort', () => this.#life.abort(), { once: true });
    this.#ended = this.#live(this.#life.signal);
  }

  /** Ends the pause. During a run: one more follows at once, however often it was called. */
  wake(): void {
    this.#woken = true;
    this.#endPause();
  }

  /** Aborts the run that is under way and resolves when it has ended, or after three seconds. */
  async stop(): Promise<void> {
    this.#life.abort();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<true>((resolve) => {
      timer = setTimeout(() => resolve(true), STOP_WITHIN_MS);
    });
    if (await Promise.race([this.#ended, late]))
      this.#log.warn({ loop: this.#options.name }, 'background loop still running at stop');
    clearTimeout(timer);
  }

  async #live(signal: AbortSignal): Promise<void> {
    await this.#pause(this.#options.firstAfterMs ?? 0);
    while (!signal.aborted) {
      this.#woken = false;
      await this.#pause(await this.#round(signal));
    }
  }

  /** One run; gives back how long to wait until the next, ms. */
  async #round(signal: AbortSignal): Promise<number> {
    const started = performance.now();
    let failures = 0;
    try {
      await this.#options.run(signal);
      this.#fault.end();
    } catch (cause) {
      if (signal.aborted) return 0;
      failures = this.#fault.note(cause);
    }
    const { everyMs } = this.#options;
    // How long a failure took says nothing of how long a run takes.
    const tookMs = failures === 0 ? performance.now() - started : 0;
    const pauseMs = typeof everyMs === 'number' ? everyMs : everyMs(tookMs);
    if (failures === 0) return pauseMs;
    return Math.min(pauseMs * 2 ** (failures - 1), Math.max(pauseMs, LONGEST_BACKOFF_MS));
  }

  async #pause(ms: number): Promise<void> {
    if (this.#life.signal.aborted) return;
    await new Promise<void>((resolve) => {
      // A turn of the event loop at the least, or a loop that wakes itself would keep everything else from running.
      const timer = setTimeout(resolve, this.#woken ? 0 : ms).unref();
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
