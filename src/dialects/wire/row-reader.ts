import { invalid } from '../../core/errors.ts';

/** Takes the rows of an import out of its text as the text arrives. */
export interface RowReader {
  push(text: string): void;
  /** All of them. Throws `invalid` where the text is not whole. */
  end(): readonly unknown[];
}

/** More are several imports: each row costs memory for as long as the import runs. */
const MAX_ROWS = 250_000;
/** Once so many rows have come and none of them is an object, the rest of the body is not worth reading. */
const ENOUGH_ROWS = 1000;
/** Characters of one row. */
export const LONGEST_ROW = 1024 * 1024;
/** Characters that are taken apart at once. */
export const BATCH = 256 * 1024;

/** Stops a body that goes on and on. */
export function checkRows(rows: readonly unknown[]): void {
  if (rows.length > MAX_ROWS) throw invalid('body', 'body_too_many_rows', { limit: MAX_ROWS });
  if (rows.length >= ENOUGH_ROWS && !rows.slice(0, ENOUGH_ROWS).some(saysSomething))
    throw invalid('body', 'body_not_list');
}

const saysSomething = (row: unknown): boolean =>
  typeof row === 'object' && row !== null && !Array.isArray(row) && Object.keys(row).length > 0;
