import { parse } from 'csv-parse/sync';
import { invalid } from '../../core/errors.ts';

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
  return parsed(body, said ?? voted(body)).map((row) => row.map((cell) => cell.replace(/^="(.*)"$/s, '$1')));
}

function voted(text: string): string {
  const lines = text.split(/\r\n|\n|\r/, VOTED_ON).filter((line) => line.trim() !== '');
  const votes = DELIMITERS.map((delimiter) => {
    const parts = lines.map((line) => line.split(delimiter).length - 1);
    return { delimiter, lines: parts.filter((count) => count > 0).length, parts: Math.max(0, ...parts) };
  });
  votes.sort((one, other) => other.lines - one.lines || other.parts - one.parts);
  return votes[0]?.delimiter ?? ';';
}

function parsed(text: string, delimiter: string): string[][] {
  try {
    return parse(text, {
      delimiter,
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
