/** Addresses that one kind of line in the log names within an hour. */
const MOST_NAMED = 100;
const HOUR_MS = 3_600_000;

/** Which addresses a line of the log has named: each once an hour, and not more than a hundred of them. */
export class NamedOnce {
  readonly #named = new Set<string>();
  #sinceMs = 0;

  /** True when the address is to be named now, and counts as named from then on. `nowMs`: Unix time. */
  isNew(address: string, nowMs: number): boolean {
    if (nowMs - this.#sinceMs >= HOUR_MS) {
      this.#named.clear();
      this.#sinceMs = nowMs;
    }
    if (this.#named.has(address) || this.#named.size >= MOST_NAMED) return false;
    this.#named.add(address);
    return true;
  }
}
