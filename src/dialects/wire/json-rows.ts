import { type DomainError, invalid, refuse } from '../../core/errors.ts';
import { refuseDeepJson } from '../../http/json-depth.ts';
import { BATCH, checkRows, LONGEST_ROW, type RowReader } from './row-reader.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const CLOSE = 0x5d;

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
    let from = 0;
    let at = 0;
    if (this.#list === undefined && text !== '') {
      this.#list = text[0] === '[';
      if (this.#list) {
        this.#depth = 1;
        from = at = 1;
      }
    }
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#quoted) {
        if (this.#escaped) this.#escaped = false;
        else if (code === BACKSLASH) this.#escaped = true;
        else if (code === QUOTE) this.#quoted = false;
      } else if (code === QUOTE) this.#quoted = true;
      else if (code === 0x5b || code === 0x7b) this.#depth++;
      else if (code === CLOSE || code === 0x7d) {
        if (--this.#depth < 0 || (this.#depth === 0 && this.#list && code !== CLOSE)) throw broken();
        if (this.#depth === 0 && this.#list) {
          this.#batch += text.slice(from, at);
          this.#flush(true);
          from = at + 1;
        }
      } else if (code === COMMA && this.#depth === 1 && this.#list) {
        this.#commas++;
        const length = this.#batch.length + at - from;
        if (length >= BATCH) {
          this.#batch += text.slice(from, at);
          this.#flush(false);
          from = at + 1;
        } else this.#rowEnd = length;
      }
    }
    this.#batch += text.slice(from);
    if (this.#batch.length - this.#rowEnd > LONGEST_ROW) throw invalid('body', 'body_row_too_long');
    if (this.#ended && this.#batch.trim() !== '') throw broken();
  }

  end(): readonly unknown[] {
    if (this.#list === false) return [parse(this.#batch)];
    if (!this.#ended) throw broken();
    return this.#rows;
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
