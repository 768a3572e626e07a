import { refuse } from '../errors.ts';
import { originOf } from '../origin.ts';

const MOST = 30;
const WINDOW_MS = 60_000;
const MAX_KEPT = 100_000;

/** Counts what is asked of guests' pages, in this process: a page asks about each of its doors, and nobody signs in to it. */
export class GuestPageThrottle {
  readonly #windows = new Map<string, { loads: number; readonly until: number }>();

  /**
   * One load, or press of a button: thirty a minute of one page, and thirty from one place, whatever pages it asks for.
   * Throws `too_many`. `now` in Unix ms.
   */
  count(now: number, link: string, address: string | undefined): void {
    this.#count(now, `from ${originOf(address) ?? address ?? ''}`);
    this.#count(now, `of ${link}`);
  }

  #count(now: number, key: string): void {
    const window = this.#windowOf(now, key);
    if (window.loads >= MOST) {
      const retryAfterSeconds = Math.max(1, Math.ceil((window.until - now) / 1000));
      throw refuse('too_many_guest_pages', { limit: MOST }, { retryAfterSeconds });
    }
    window.loads++;
  }

  #windowOf(now: number, key: string) {
    const known = this.#windows.get(key);
    if (known && known.until > now) return known;
    if (this.#windows.size >= MAX_KEPT) this.#windows.clear();
    const fresh = { loads: 0, until: now + WINDOW_MS };
    this.#windows.set(key, fresh);
    return fresh;
  }
}
