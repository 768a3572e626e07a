import type { Db, Fragment } from '../../../db/sql.ts';
import { likeText } from '../../page.ts';

/** What a search asks of a camera's text: the pattern is for the index, which may find a little too much. */
export interface Search {
  /** Lower case; empty: no search. */
  readonly text: string;
  /** For LIKE. */
  readonly pattern: string;
}

const SAMPLE_LIFE_MS = 5 * 60_000;
/** A trigram in more cameras than this is read for long and rules out little. */
const COMMON_SHARE = 0.05;
const TRIGRAM = 3;

/**
 * Knows which trigrams are common among the cameras' texts, from the sample that PostgreSQL's own statistics keep.
 *
 * The index reads the list of every trigram in a pattern: in "amera 123456" those of "ame" and "mer" name each of a
 * million cameras, and 1,244 pages were read for one camera, 17 for "123456". So the pattern holds the rare pieces
 * alone, and what they find is looked at whole.
 */
export class CameraTexts {
  #sample: readonly string[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #reading: Promise<void> | undefined;

  async search(sql: Db, text: string): Promise<Search> {
    if (text !== '' && performance.now() - this.#readAt > SAMPLE_LIFE_MS) {
      this.#reading ??= this.#read(sql).finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    const pieces = rarePieces(text, this.#sample);
    return { text, pattern: `%${pieces.map(likeText).join('%')}%` };
  }

  async #read(sql: Db): Promise<void> {
    const [row] = await sql<{ texts: string[] }[]>`
      select histogram_bounds::text::text[] as texts from pg_stats
      where schemaname = current_schema() and tablename = 'camera_search' and histogram_bounds is not null`;
    this.#sample = row?.texts ?? [];
    this.#readAt = performance.now();
  }
}

/** `and ...` for the cameras `c` whose name, title or comment holds the text. */
export function holds(sql: Db, { text, pattern }: Search): Fragment {
  if (text === '') return sql``;
  const whole = pattern === `%${likeText(text)}%`;
  return sql`and lower(c.name || ' ' || c.title || ' ' || c.comment) like ${pattern}
    ${whole ? sql`` : sql`and strpos(lower(c.name || ' ' || c.title || ' ' || c.comment), ${text}) > 0`}`;
}

/** The parts of the text's words without common trigrams, in their order and apart; none: the text itself. */
export function rarePieces(text: string, sample: readonly string[]): readonly string[] {
  if (sample.length === 0) return [text];
  const isRare = (trigram: string): boolean =>
    sample.filter((one) => one.includes(trigram)).length <= sample.length * COMMON_SHARE;
  const pieces = (text.match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => runs(Array.from(word), isRare));
  return pieces.length > 0 ? pieces : [text];
}

function runs(letters: readonly string[], isRare: (trigram: string) => boolean): string[] {
  const found: string[] = [];
  let start = 0;
  let end = 0;
  const close = (): void => {
    if (end - start >= TRIGRAM) found.push(letters.slice(start, end).join(''));
    start = end;
  };
  for (let i = 0; i + TRIGRAM <= letters.length; i++) {
    if (!isRare(letters.slice(i, i + TRIGRAM).join(''))) continue;
    if (i + TRIGRAM - 1 > end) {
      close();
      start = Math.max(i, end);
    }
    end = i + TRIGRAM;
  }
  close();
  return found;
}
