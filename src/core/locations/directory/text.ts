import { TextDecoder } from 'node:util';
import { invalid } from '../../errors.ts';

export const ADDRESS_CHARSETS = ['utf-8', 'windows-1251'] as const;
export type AddressCharset = (typeof ADDRESS_CHARSETS)[number];

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
    for await (const piece of this.#bytes) {
      size += piece.length;
      if (size > MOST_BYTES) throw invalid('file', 'address_file_unreadable', { why: 'it has more than 512 MB' });
      if (this.charset === undefined && piece.some((byte) => byte >= 0x80)) {
        this.charset = isUtf8(piece) ? 'utf-8' : 'windows-1251';
        decoder = new TextDecoder(this.charset, { fatal: true });
      }
      yield decoded(decoder, piece);
    }
    yield decoded(decoder);
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
