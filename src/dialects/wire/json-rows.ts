import { type DomainError, invalid, refuse } from '../../core/errors.ts';
import { refuseDeepJson } from '../../http/json-depth.ts';
import { BATCH, checkRows, LONGEST_ROW, type RowReader } from './row-reader.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The objects of a JSON list, or one object: parsed by batches that end between two of them. */
export class JsonRows implements RowReader {
  readonly #rows: unknown[] = [];
  #batch = '';
  #depth = 0;
  #quoted = false;
  #escaped = false;
  /** Of one object: all of the body. Of a list: what stands between its brackets. */
  #list: boolean | undefined;
  #ended = false;
  #commas = 0;
  /** Characters of the batch when the last row in it had ended. */
  #rowEnd = 0;

  push(text: string): void {
    let from = this.#begin(text);
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#quoted) this.#inText(code);
      else if (code === QUOTE) this.#quoted = true;
      else if (code === OPEN || code === OPEN_OBJECT) this.#depth++;
      else if (code === CLOSE || code === CLOSE_OBJECT) from = this.#close(code, text, from, at);
      else if (code === COMMA && this.#depth === 1 && this.#list) from = this.#endRow(text, from, at);
    }
    this.#keep(text.slice(from));
  }

  /** Where the rows begin in this piece: the bracket of a list is none of theirs. */
  #begin(text: string): number {
    if (this.#list !== undefined || text === '') return 0;
    this.#list = text[0] === '[';
    if (!this.#list) return 0;
    this.#depth = 1;
    return 1;
  }

  #inText(code: number): void {
    if (this.#escaped) this.#escaped = false;
    else if (code === BACKSLASH) this.#escaped = true;
    else if (code === QUOTE) this.#quoted = false;
  }

  /** Gives back from where on the piece is still to be taken, as `#endRow` does. */
  #close(code: number, text: string, from: number, at: number): number {
    const endsList = --this.#depth === 0 && this.#list;
    if (this.#depth < 0 || (endsList && code !== CLOSE)) throw broken();
    if (!endsList) return from;
    this.#batch += text.slice(from, at);
    this.#flush(true);
    return at + 1;
  }

  #endRow(text: string, from: number, at: number): number {
    this.#commas++;
    const length = this.#batch.length + at - from;
    if (length < BATCH) {
      this.#rowEnd = length;
      return from;
    }
    this.#batch += text.slice(from, at);
    this.#flush(false);
    return at + 1;
  }

  end(): readonly unknown[] {
    if (this.#list === false) return [parse(this.#batch)];
    if (!this.#ended) throw broken();
    return this.#rows;
  }

  /** What is left of a piece: the beginning of a row that goes on in the next one. */
  #keep(rest: string): void {
    this.#batch += rest;
    if (this.#batch.length - this.#rowEnd > LONGEST_ROW) throw invalid('body', 'body_row_too_long');
    if (this.#ended && this.#batch.trim() !== '') throw broken();
  }

  #flush(last: boolean): void {
    const batch = this.#batch;
    this.#batch = '';
    this.#rowEnd = 0;
    this.#ended = last;
    if (last && this.#commas === 0 && batch.trim() === '') return;
    for (const row of parse(`[${batch}]`) as unknown[]) this.#rows.push(row);
    if (last && batch.trim() === '') throw broken();
    checkRows(this.#rows);
  }
}

function parse(json: string): unknown {
  refuseDeepJson(json);
  try {
    return JSON.parse(json);
  } catch {
    throw broken();
  }
}

const broken = (): DomainError => refuse('body_not_json');
