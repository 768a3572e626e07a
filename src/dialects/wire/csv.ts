import { parse } from 'csv-parse/sync';
import { invalid } from '../../core/errors.ts';
import type { Body } from './values.ts';

/** Rows by header name; an empty cell is absent. The delimiter is whichever of , ; and tab the header has most of. */
export function readCsv(text: string): readonly Body[] {
  const lines = parseLines(text);
  const [header = [], ...rows] = lines;
  const names = header.map((name) => name.trim().toLowerCase());
  return rows.map((row) => {
    const body: Record<string, string> = {};
    names.forEach((name, i) => {
      const cell = row[i] ?? '';
      if (name !== '' && name !== '__proto__' && cell !== '') body[name] = cell;
    });
    return body;
  });
}

function parseLines(text: string): string[][] {
  const header = /^\uFEFF?([^\r\n]*)/.exec(text)?.[1] ?? '';
  const count = (mark: string) => header.split(mark).length;
  const delimiter = [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  try {
    return parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch (error) {
    throw invalid('body', `the CSV cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
