import { TextDecoder } from 'node:util';
import { invalid } from '../../core/errors.ts';
import { isUtf8, TextReader, textIn } from '../../core/texts/text-reader.ts';

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
 * else as Windows-1251, which is what Excel saves in Russian. Throws `invalid` for bytes that are none of it.
 */
export class BodyText extends TextReader {
  constructor(declared: string | undefined) {
    const reason = declared ? 'body_not_as_declared' : 'body_not_charset';
    const refusal = (charset: string) => invalid('body', reason, { charset });
    super({ tell, sampleBytes: SAMPLE_BYTES, refusal }, declared === undefined ? undefined : known(declared));
  }
}

function known(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw invalid('charset', 'charset_unknown', { charset: label.replace(/[^\w.-]/g, '').slice(0, 40) });
  }
}

function tell(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return 'utf-8';
  if (isRussian(textIn('windows-1251', bytes) ?? '')) return 'windows-1251';
  throw invalid('body', 'body_charset_undeclared');
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
