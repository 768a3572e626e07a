import { TextDecoder } from 'node:util';
import { invalid } from '../../errors.ts';

export const ADDRESS_CHARSETS = ['utf-8', 'windows-1251'] as const;
export type AddressCharset = (typeof ADDRESS_CHARSETS)[number];

/** Bytes of a character of UTF-8, at the most: with fewer nobody can tell. */
const LONGEST_CHARACTER = 4;
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * The text of a file that comes in pieces. Without a charset that is given: UTF-8, unless the first piece that is not
 * ASCII is none; whatever came before it reads the same in both. Throws for bytes that are none of its charset.
 */
export class FileText {
  readonly #bytes: AsyncIterable<Uint8Array>;
  /** Undefined: all ASCII so far. */
  charset: AddressCharset | undefined;

  constructor(bytes: AsyncIterable<Uint8Array>, given?: AddressCharset) {
    this.#bytes = bytes;
    this.charset = given;
  }

  async *pieces(): AsyncIterable<string> {
    let decoder = new TextDecoder(this.charset ?? 'utf-8', { fatal: true });
    let size = 0;
    let held: Uint8Array = new Uint8Array();
    for await (const next of this.#bytes) {
      size += next.length;
      const piece = held.length === 0 ? next : Buffer.concat([held, next]);
      held = new Uint8Array();
      if (size > MOST_BYTES) throw invalid('file', 'address_file_unreadable', { why: 'it has more than 512 MB' });
      const letter = this.charset === undefined ? piece.findIndex((byte) => byte >= 0x80) : -1;
      if (letter >= 0 && piece.length - letter < LONGEST_CHARACTER) {
        held = piece.subarray(letter);
        yield decoded(decoder, piece.subarray(0, letter));
        continue;
      }
      if (letter >= 0) decoder = this.#decide(piece);
      yield decoded(decoder, piece);
    }
    if (held.length > 0) {
      decoder = this.#decide(held);
      yield decoded(decoder, held);
    }
    yield decoded(decoder);
  }

  #decide(piece: Uint8Array): TextDecoder {
    this.charset = isUtf8(piece) ? 'utf-8' : 'windows-1251';
    return new TextDecoder(this.charset, { fatal: true });
  }
}

/** The last character may go on in the next piece. */
function isUtf8(piece: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(piece, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw invalid('charset', 'body_not_charset', { charset: decoder.encoding });
  }
}
