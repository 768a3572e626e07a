import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { invalid } from '../../core/errors.ts';

/** `charset` of a content type; undefined: it says none. */
export const charsetOf = (contentType: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? '')?.[1];

/** The whole text of a body, as `BodyText` reads it. */
export function decodeBody(bytes: Buffer, contentType: string | undefined): string {
  const reader = new BodyText(charsetOf(contentType));
  return reader.push(bytes) + reader.end();
}

/** So much of what is not ASCII is looked at before its charset is taken for certain. */
const SAMPLE_BYTES = 4096;

/**
 * The text of a body that comes in pieces: by its byte order mark, else by the charset that it declares, else as UTF-8,
 * else as Windows-1251, which is what Excel saves in Russian. Throws `invalid` for bytes that are none of it: a
 * replacement character is nobody's title.
 */
export class BodyText {
  readonly #declared: string | undefined;
  #decoder: TextDecoder | undefined;
  #held: Buffer = Buffer.alloc(0);
  #begun = false;

  constructor(declared: string | undefined) {
    this.#declared = declared;
  }

  push(bytes: Buffer): string {
    if (this.#decoder) return this.#decode(bytes);
    const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
    if (!this.#begun && all.length < 3) return this.#hold(all);
    const label = this.#begun ? undefined : (markOf(all) ?? this.#declared);
    this.#begun = true;
    if (label !== undefined) return this.#start(decoderOf(label), all);
    if (isAscii(all)) {
      this.#held = Buffer.alloc(0);
      return all.toString('latin1');
    }
    return all.length < SAMPLE_BYTES ? this.#hold(all) : this.#start(guess(all), all);
  }

  /** What was held back; throws when the last character is not whole. */
  end(): string {
    const held = this.#held;
    if (this.#decoder) return this.#decode(undefined);
    if (held.length === 0) return '';
    const label = this.#begun ? undefined : (markOf(held) ?? this.#declared);
    return this.#start(label === undefined ? guess(held) : decoderOf(label), held) + this.#decode(undefined);
  }

  #hold(bytes: Buffer): string {
    this.#held = bytes;
    return '';
  }

  #start(decoder: TextDecoder, bytes: Buffer): string {
    this.#decoder = decoder;
    this.#held = Buffer.alloc(0);
    return this.#decode(bytes);
  }

  #decode(bytes: Buffer | undefined): string {
    try {
      return bytes ? (this.#decoder?.decode(bytes, { stream: true }) ?? '') : (this.#decoder?.decode() ?? '');
    } catch {
      throw invalid('body', this.#declared ? 'body_not_as_declared' : 'body_not_charset', {
        charset: this.#decoder?.encoding ?? '',
      });
    }
  }
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw invalid('charset', 'charset_unknown', { charset: label.replace(/[^\w.-]/g, '').slice(0, 40) });
  }
}

function guess(bytes: Buffer): TextDecoder {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return decoderOf('utf-8');
  } catch {
    if (isRussian(decoderOf('windows-1251').decode(bytes))) return decoderOf('windows-1251');
    throw invalid('body', 'body_charset_undeclared');
  }
}

/**
 * Whether text reads as Russian, Ukrainian or Belarusian once it is taken for Windows-1251. DOS's letters become signs
 * that no title has, those of KOI8-R have their case turned, those of Western Europe stand among Latin ones.
 */
function isRussian(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  if (/[^\t\n\r\u0020-\u007e\u00a0А-яЁёІіЇїЄєҐґЎў№«»–—…“”„‘’•°±§©®™]/.test(text.replaceAll('\u0000', ''))) return false;
  const mixed = count(/[A-Za-z][А-яё]|[А-яё][A-Za-z]/g);
  const turned = count(/[а-яё][А-ЯЁ]/g);
  return mixed <= count(/[А-яё]{2}/g) && turned <= count(/(?<![а-яё])[А-ЯЁ][а-яё]/g);
}
