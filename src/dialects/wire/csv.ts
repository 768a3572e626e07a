import { parse } from 'csv-parse/sync';
import { invalid } from '../../core/errors.ts';
import { BATCH, checkRows, LONGEST_ROW, type RowReader } from './row-reader.ts';
import type { Body } from './values.ts';

/** What the header of a CSV may name, in lower case, and one that shows it. */
export interface KnownColumns {
  readonly names: ReadonlySet<string>;
  readonly example: string;
}

/** Rows by header name, as `CsvRows` reads them. */
export function readCsv(text: string, columns: KnownColumns): readonly Body[] {
  const rows = new CsvRows(columns);
  rows.push(text);
  return rows.end();
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Rows by header name; an empty cell is absent. The delimiter is what a line `sep=;` before the header says, as Excel
 * writes one, else whichever of , ; and tab the header has most of. A header without a known column is no header: an error
 * page of a proxy is not a list of cameras.
 */
export class CsvRows implements RowReader {
  readonly #columns: KnownColumns;
  readonly #rows: Body[] = [];
  #names: readonly string[] | undefined;
  #delimiter: string | undefined;
  #batch = '';
  #quoted = false;
  /** Characters of the batch when the last whole row in it had ended. */
  #rowEnd = 0;
  /** Lines before the batch. */
  #line = 0;

  constructor(columns: KnownColumns) {
    this.#columns = columns;
  }

  push(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) this.#quoted = !this.#quoted;
      if (this.#quoted || (code !== LF && (code !== CR || at + 1 === text.length || text.charCodeAt(at + 1) === LF)))
        continue;
      const length = this.#batch.length + at + 1 - from;
      this.#rowEnd = length;
      if (this.#names && length < BATCH) continue;
      this.#batch += text.slice(from, at + 1);
      this.#take();
      from = at + 1;
    }
    this.#batch += text.slice(from);
    if (this.#batch.length - this.#rowEnd > LONGEST_ROW) throw invalid('body', 'body_row_too_long');
  }

  end(): readonly Body[] {
    if (this.#batch !== '') this.#take();
    if (!this.#names) throw this.#noHeader();
    return this.#rows;
  }

  #take(): void {
    const batch = this.#batch;
    this.#batch = '';
    this.#rowEnd = 0;
    if (this.#names) this.#takeRows(batch, this.#names);
    else this.#takeHeader(batch.replace(/^\uFEFF/, ''));
    this.#line += batch.match(/\r\n|\n|\r/g)?.length ?? 0;
  }

  #takeHeader(line: string): void {
    if (line.trim() === '') return;
    const separator = /^"?sep=(.)"?\s*$/i.exec(line)?.[1];
    if (separator !== undefined && this.#delimiter === undefined) {
      this.#delimiter = separator;
      return;
    }
    const count = (mark: string) => line.split(mark).length;
    this.#delimiter ??= [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
    const names = (this.#parse(line)[0] ?? []).map((name) => name.toLowerCase());
    if (!names.some((name) => this.#columns.names.has(name))) throw this.#noHeader();
    this.#names = names;
  }

  #takeRows(text: string, names: readonly string[]): void {
    for (const cells of this.#parse(text)) {
      const row: Record<string, string> = {};
      names.forEach((name, i) => {
        const cell = cells[i] ?? '';
        if (name !== '' && name !== '__proto__' && cell !== '') row[name] = cell;
      });
      this.#rows.push(row);
    }
    checkRows(this.#rows);
  }

  #parse(text: string): string[][] {
    try {
      return parse(text, {
        delimiter: this.#delimiter ?? ',',
        relax_column_count: true,
        skip_empty_lines: true,
        trim: true,
        record_delimiter: ['\r\n', '\n', '\r'],
      });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const placed = message.replace(/\bline (\d+)/, (_, line) => `line ${Number(line) + this.#line}`);
      throw invalid('body', 'csv_unreadable', { why: placed.slice(0, 300) });
    }
  }

  #noHeader() {
    return invalid('body', 'csv_columns_unknown', { example: this.#columns.example });
  }
}
