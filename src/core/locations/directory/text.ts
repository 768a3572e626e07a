import { invalid } from '../../errors.ts';
import { isUtf8, TextReader } from '../../texts/text-reader.ts';

export const ADDRESS_CHARSETS = ['utf-8', 'windows-1251'] as const;
export type AddressCharset = (typeof ADDRESS_CHARSETS)[number];

const MOST_BYTES = 512 * 1024 * 1024;
const TELLING = {
  tell: (sample: Uint8Array) => (isUtf8(sample) ? 'utf-8' : 'windows-1251'),
  sampleBytes: 4096,
  refusal: (charset: string) => invalid('charset', 'body_not_charset', { charset }),
};

/**
 * The text of a file that comes in pieces: by its byte order mark, else in the charset that is given, else in UTF-8, and
 * where it is none in Windows-1251. Throws for bytes that are none of its charset, and for a file that is too large.
 */
export class FileText {
  readonly #bytes: AsyncIterable<Uint8Array>;
  readonly #reader: TextReader;

  constructor(bytes: AsyncIterable<Uint8Array>, given?: AddressCharset) {
    this.#bytes = bytes;
    this.#reader = new TextReader(TELLING, given);
  }

  /** Undefined: all ASCII so far. */
  get charset(): string | undefined {
    return this.#reader.charset;
  }

  async *pieces(): AsyncIterable<string> {
    let size = 0;
    for await (const bytes of this.#bytes) {
      size += bytes.length;
      if (size > MOST_BYTES) throw invalid('file', 'address_file_unreadable', { why: 'it has more than 512 MB' });
      yield this.#reader.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    }
    yield this.#reader.end();
  }
}
