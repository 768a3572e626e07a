import { invalid } from '../../errors.ts';

/** A sign of JSON's structure, or a value that has no others in it. */
export type JsonToken = '{' | '}' | '[' | ']' | ',' | ':' | { readonly value: string | number | boolean | null };

/** Characters. A text that nobody closed would else take the rest of the file. */
const LONGEST_VALUE = 64 * 1024;
const SIGNS = '{}[],:';

/**
 * The tokens of a JSON text that comes in pieces, whatever its size: what is kept is one value. Of a piece they are all
 * there at once; waiting for each would cost a promise a token.
 */
export class JsonTokens {
  /** Of the value that is being read. */
  #text = '';
  #inString = false;
  #escaped = false;

  *read(piece: string): Iterable<JsonToken> {
    let start = 0;
    for (let i = 0; i < piece.length; i++) {
      const sign = piece.charAt(i);
      if (this.#inString) {
        if (this.#endsString(sign)) {
          this.#keep(piece, start, i + 1);
          start = i + 1;
          yield this.#value();
        }
      } else if (SIGNS.includes(sign) || /\s/.test(sign)) {
        this.#keep(piece, start, i);
        start = i + 1;
        yield* this.end();
        if (SIGNS.includes(sign)) yield sign as Extract<JsonToken, string>;
      } else if (sign === '"' && i === start && this.#text === '') this.#inString = true;
    }
    this.#keep(piece, start, piece.length);
  }

  /** What is left of a number or a word: nothing else ends them. */
  *end(): Iterable<JsonToken> {
    if (this.#text !== '') yield this.#value();
  }

  #endsString(sign: string): boolean {
    if (this.#escaped) this.#escaped = false;
    else if (sign === '\\') this.#escaped = true;
    else if (sign === '"') {
      this.#inString = false;
      return true;
    }
    return false;
  }

  #keep(piece: string, from: number, to: number): void {
    this.#text += piece.slice(from, to);
    if (this.#text.length > LONGEST_VALUE)
      throw invalid('file', 'address_file_unreadable', { why: 'a value is too long' });
  }

  #value(): JsonToken {
    const text = this.#text;
    this.#text = '';
    this.#inString = false;
    try {
      return { value: JSON.parse(text) as string | number | boolean | null };
    } catch {
      throw invalid('file', 'address_file_unreadable', { why: `no JSON at ${text.slice(0, 40)}` });
    }
  }
}
