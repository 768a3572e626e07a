const MAX_MARKS = 10_000;
const MARK_LIFE_MS = 5 * 60_000;

/** Where clients stopped in lists: they count rows, lists go by keys. One for each server. */
export class ListMarks {
  /** By list and offset: the cursor that stands there, and when it was left, in ms. */
  readonly #marks = new Map<string, { readonly after: string; readonly at: number }>();

  /** The cursor in front of row `offset` of a list; undefined: nobody left one there, or too long ago. */
  find(list: string, offset: number, now: number): string | undefined {
    if (offset === 0) return undefined;
    const mark = this.#marks.get(`${list} ${offset}`);
    return mark && now - mark.at < MARK_LIFE_MS ? mark.after : undefined;
  }

  /** Keeps the cursor for whoever reads on from row `offset`; the oldest of too many is forgotten. */
  leave(list: string, offset: number, after: string, now: number): void {
    const key = `${list} ${offset}`;
    this.#marks.delete(key);
    this.#marks.set(key, { after, at: now });
    const [oldest] = this.#marks.keys();
    if (this.#marks.size > MAX_MARKS && oldest !== undefined) this.#marks.delete(oldest);
  }
}
