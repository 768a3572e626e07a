import { parse } from 'csv-parse/sync';
import { invalid } from '../core/errors.ts';

const DELIMITERS = [';', '\t', ','] as const;
const VOTED_ON = 20;

/**
 * A text as a table of CSV. The delimiter is what a line `sep=;` says, else the one of `;`, tab and `,` that the most of the
 * first lines have, and of those the one that parts them most. `="007"`, by which Excel keeps a text a text, is its text.
 */
export function readTable(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '');
  const [, said] = /^"?sep=(.)"?\r?\n/i.exec(plain) ?? [];
  const body = said === undefined ? plain : plain.slice(plain.indexOf('\n') + 1);
  const delimiter = said ?? voted(body);
  const rows = parsed(body, delimiter);
  refuseSwallowed(rows, delimiter);
  return rows.map((row) => row.map((cell) => cell.replace(/^="(.*)"$/s, '$1')));
}

/**
 * A cell may have lines, but not whole rows: these were swallowed by a quote that nobody closed, and payments would be
 * missing without a word.
 */
function refuseSwallowed(rows: readonly (readonly string[])[], delimiter: string): void {
  const most = Math.max(0, ...rows.slice(0, VOTED_ON).map((row) => row.length));
  const swallowed = (cell: string) =>
    cell.includes('\n') && cell.split('\n').some((line) => line.split(delimiter).length > Math.max(2, most / 2));
  const at = rows.findIndex((row) => row.some(swallowed));
  if (at >= 0) throw invalid('file', 'csv_quote_open', { row: at + 1 });
}

/** The delimiter of a text's first lines. */
export function voted(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, VOTED_ON).filter((line) => line.trim() !== '');
  const votes = DELIMITERS.map((delimiter) => {
    const parts = lines.map((line) => line.split(delimiter).length - 1);
    return { delimiter, lines: parts.filter((count) => count > 0).length, parts: Math.max(0, ...parts) };
  });
  votes.sort((one, other) => other.lines - one.lines || other.parts - one.parts);
  return votes[0]?.delimiter ?? ';';
}

/** Characters. A quote that nobody closed would else take the rest of the file for one cell. */
const LONGEST_ROW = 64 * 1024;

function parsed(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
      max_record_size: LONGEST_ROW,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalid('file', 'csv_unreadable', { why: why.slice(0, 300) });
  }
}
