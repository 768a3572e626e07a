import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import type { DomainError } from '../errors.ts';

/** How a text's charset is told where neither a mark nor anybody names it, and what is said of bytes that are none of it. */
export interface Telling {
  /** A charset as the WHATWG names it. Throws for what is none that is known here. */
  readonly tell: (sample: Uint8Array) => string;
  /** So many bytes from the first piece on that is not ASCII are looked at; Infinity: all of them. */
  readonly sampleBytes: number;
  readonly refusal: (charset: string) => DomainError;
}

/** Shorter ones may be the beginning of a byte order mark. */
const MARK_BYTES = 3;

/**
 * The text of bytes that come in pieces: by their byte order mark, else by the charset that is declared, else by what is
 * told from them. What is ASCII reads alike in all of them and is handed on at once. Throws for bytes that are none of the
 * charset: a replacement character is nobody's title.
 */
export class TextReader {
  readonly #telling: Telling;
  readonly #declared: string | undefined;
  #decoder: TextDecoder | undefined;
  #held: Buffer = Buffer.alloc(0);
  #begun = false;

  /** `declared` is one that `TextDecoder` knows. */
  constructor(telling: Telling, declared?: string) {
    this.#telling = telling;
    this.#declared = declared;
  }

  /** Undefined: all ASCII so far. */
  get charset(): string | undefined {
    return this.#decoder?.encoding;
  }

  push(bytes: Buffer): string {
    if (this.#decoder) return this.#decode(bytes);
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    if (!this.#begun && all.length < MARK_BYTES) return this.#hold(all);
    const label = this.#begun ? undefined : (markOf(all) ?? this.#declared);
    this.#begun = true;
    if (label !== undefined) return this.#start(label, all);
    if (isAscii(all)) {
      this.#held = Buffer.alloc(0);
      return all.toString('latin1');
    }
    return all.length < this.#telling.sampleBytes ? this.#hold(all) : this.#start(this.#telling.tell(all), all);
  }

  /** What was held back; throws when the last character is not whole. */
  end(): string {
    const held = this.#held;
    if (this.#decoder) return this.#decode(undefined);
    if (held.length === 0) return '';
    const label = this.#begun ? undefined : (markOf(held) ?? this.#declared);
    if (label === undefined && isAscii(held)) return held.toString('latin1');
    return this.#start(label ?? this.#telling.tell(held), held) + this.#decode(undefined);
  }

  #hold(bytes: Buffer): string {
    this.#held = bytes;
    return '';
  }

  #start(label: string, bytes: Buffer): string {
    this.#decoder = new TextDecoder(label, { fatal: true });
    this.#held = Buffer.alloc(0);
    return this.#decode(bytes);
  }

  #decode(bytes: Buffer | undefined): string {
    try {
      return bytes ? (this.#decoder?.decode(bytes, { stream: true }) ?? '') : (this.#decoder?.decode() ?? '');
    } catch {
      throw this.#telling.refusal(this.#decoder?.encoding ?? '');
    }
  }
}

function markOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

/** Bytes in a charset; undefined: they are none of it. `goesOn`: the last character may end in the next piece. */
export function textIn(charset: string, bytes: Uint8Array, goesOn = false): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes, { stream: goesOn });
  } catch {
    return undefined;
  }
}

/** Whether a piece is UTF-8, the last character of which may be cut. */
export const isUtf8 = (piece: Uint8Array): boolean => textIn('utf-8', piece, true) !== undefined;
