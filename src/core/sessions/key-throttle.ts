import { refuse } from '../errors.ts';
import { originOf } from '../origin.ts';
import { keyHash } from '../secrets/keys.ts';

const MAX_WRONG = 60;
const WINDOW_MS = 60_000;
const MAX_KEPT = 100_000;
const MAX_WAITING = 1000;

/**
 * Slows down who guesses machine keys: sixty wrong ones a minute from one place, an IPv4 address or the /64 of an IPv6
 * one. A key that was right before is never held up, whoever guesses beside it; one that nobody has used since the start
 * waits for a minute at most. What is under way might be wrong yet, so no more runs at once than may still be wrong.
 */
export class KeyThrottle {
  readonly #windows = new Map<string, { wrong: number; readonly until: number }>();
  readonly #running = new Map<string, number>();
  readonly #waiting: (() => void)[] = [];
  /** By hash. */
  readonly #right = new Set<string>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /** Runs one attempt; undefined is a wrong key, and what it throws is neither. Throws `too_many`, `unavailable`. */
  async attempt<T>(
    key: string,
    address: string | undefined,
    work: () => Promise<T | undefined>,
  ): Promise<T | undefined> {
    const name = keyHash(key).toString('base64');
    const place = originOf(address) ?? address ?? '';
    while (!this.#right.has(name) && this.#leftAt(place) <= 0) {
      if (this.#waiting.length >= MAX_WAITING) throw refuse('too_many_keys');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    if (this.#right.has(name)) return await work();
    this.#count(place, 1);
    try {
      const result = await work();
      if (result === undefined) this.#windowOf(place).wrong++;
      else this.#keep(name);
      return result;
    } finally {
      this.#count(place, -1);
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }

  /** How many more may be tried at this moment. Throws when none may be before the minute is over. */
  #leftAt(place: string): number {
    const { wrong, until } = this.#windowOf(place);
    if (wrong >= MAX_WRONG) {
      const retryAfterSeconds = Math.max(1, Math.ceil((until - this.#clock().getTime()) / 1000));
      throw refuse(
        'too_many_wrong_keys',
        { seconds: retryAfterSeconds },
        {
          retryAfterSeconds,
        },
      );
    }
    return MAX_WRONG - wrong - (this.#running.get(place) ?? 0);
  }

  #windowOf(place: string): { wrong: number; readonly until: number } {
    const now = this.#clock().getTime();
    const window = this.#windows.get(place);
    if (window && window.until > now) return window;
    if (this.#windows.size >= MAX_KEPT) this.#windows.clear();
    const fresh = { wrong: 0, until: now + WINDOW_MS };
    this.#windows.set(place, fresh);
    return fresh;
  }

  #count(place: string, by: 1 | -1): void {
    const running = (this.#running.get(place) ?? 0) + by;
    if (running > 0) this.#running.set(place, running);
    else this.#running.delete(place);
  }

  #keep(name: string): void {
    if (this.#right.size >= MAX_KEPT) this.#right.clear();
    this.#right.add(name);
  }
}
