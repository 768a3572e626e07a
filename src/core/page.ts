/** A page of a list that goes by a key, so that page 500 costs what page 1 costs. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Of the last item when there is more; send it as `after`. */
  readonly next: string | null;
}

export interface PageRequest {
  readonly search?: string | undefined;
  readonly after?: string | undefined;
  /** Rows to pass over after `after`; only for clients that count in rows. */
  readonly offset?: number | undefined;
  readonly limit: number;
}

/** Counts up to here; more is "more than 10,000". */
export const COUNT_CAP = 10_001;

/** The text of a LIKE pattern that means `text` itself. */
export const likeText = (text: string): string => text.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`);

export function toPage<T>(rows: readonly T[], limit: number, keyOf: (row: T) => string | number): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? String(keyOf(last)) : null };
}

/** `after` of a list that goes by id; anything else starts at the beginning. */
export function afterId(after: string | undefined): number {
  const id = Number(after ?? 0);
  return Number.isSafeInteger(id) && id > 0 && id < 2 ** 31 ? id : 0;
}

/** `after` of a list that goes by a long id from the newest down; undefined: from the beginning. */
export function afterEvent(after: string | undefined): number | undefined {
  const id = Number(after ?? '');
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Where a ranked search starts: its rows have no key to go by, so its `after` counts them. */
export function afterRows(page: Pick<PageRequest, 'after' | 'offset'>): number {
  return (page.offset ?? 0) + afterId(page.after);
}

/** A page of a ranked search, from `start` on; `rows` holds one more than the page when there is more. */
export function toRankedPage<T>(rows: readonly T[], limit: number, start: number): Page<T> {
  return { items: rows.slice(0, limit), next: rows.length > limit ? String(start + limit) : null };
}

/** A part of what matches, in the order of ids: whatever a change does to the list meanwhile, no row comes twice. */
export interface IdRange {
  readonly after: number;
  readonly through: number;
  readonly limit: number;
}

/** How many match, and the greatest of their ids; 0: none. */
export interface Matched {
  readonly count: number;
  readonly last: number;
}

export const GREATEST_ID = 2_147_483_647;
