import { invalid, refuse } from './errors.ts';
import { GREATEST_ID, type IdRange, type Matched } from './page.ts';

/** What a list has, to be gone through by id. */
export interface Matching {
  count(): Promise<Matched>;
  ids(range: IdRange): Promise<readonly number[]>;
}

/** One step through all that match. */
export interface Part {
  readonly ids: readonly number[];
  /** Where the next part begins once these were tried, in the order of `ids`; null: that was all. */
  next(tried: number): string | null;
}

interface Asked {
  /** How many were confirmed. A first part takes it; later ones have it in `after`. */
  readonly expected?: number | undefined;
  /** `next` of the part before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * The next ids of all that match. A change of many takes what was confirmed and no more: nothing where more match at its
 * beginning, and later never more in all, and none that was made since. Going by id, what leaves the list or comes to it
 * in between shifts no row: none is passed over and none comes twice, and the same part may be asked for again.
 */
export async function partOf(matching: Matching, { expected, after, limit }: Asked): Promise<Part> {
  const from = after === undefined ? await start(matching, expected) : readCursor(after);
  const most = Math.min(limit, from.left);
  const ids = most === 0 ? [] : await matching.ids({ after: from.after, through: from.through, limit: most });
  return {
    ids,
    next: (tried) => {
      const last = ids[tried - 1];
      const left = from.left - tried;
      const isEnd = last === undefined || left === 0 || (tried === ids.length && ids.length < most);
      return isEnd ? null : writeCursor({ after: last, through: from.through, left });
    },
  };
}

interface Cursor {
  readonly after: number;
  readonly through: number;
  readonly left: number;
}

async function start(matching: Matching, expected: number | undefined): Promise<Cursor> {
  if (expected === undefined) throw invalid('expected', 'expected_missing');
  const { count, last } = await matching.count();
  if (count > expected) throw refuse('matches_changed', { count, expected });
  return { after: 0, through: last, left: count };
}

const writeCursor = ({ after, through, left }: Cursor): string => `${after}.${through}.${left}`;

/** Anything else is refused: at the beginning it would be done again. */
function readCursor(text: string): Cursor {
  const [after, through, left] = /^\d{1,10}\.\d{1,10}\.\d{1,10}$/.test(text) ? text.split('.').map(Number) : [];
  if (
    after === undefined ||
    through === undefined ||
    left === undefined ||
    Math.max(after, through, left) > GREATEST_ID
  )
    throw invalid('after', 'part_unknown');
  return { after, through, left };
}
