import { invalid } from '../errors.ts';
import { TextReader, textIn } from '../texts/text-reader.ts';

export interface Decoded {
  readonly text: string;
  /** As the WHATWG names it. */
  readonly charset: string;
}

export const STATEMENT_CHARSETS = ['utf-8', 'windows-1251', 'ibm866', 'koi8-r', 'utf-16le'] as const;
export type StatementCharset = (typeof STATEMENT_CHARSETS)[number];

const OLD = ['windows-1251', 'ibm866', 'koi8-r'] as const;

/**
 * The text of a file: in the charset that is given, else by its byte order mark, else as strict UTF-8, else as that of
 * Russia's old ones in which it reads best. Throws `invalid` for bytes that are none of the charset that is given.
 */
export function decodeStatement(bytes: Uint8Array, given?: StatementCharset): Decoded {
  if (given) {
    const text = textIn(given, bytes);
    if (text === undefined) throw refusal(given);
    return { text, charset: given };
  }
  const reader = new TextReader({ tell, sampleBytes: Number.POSITIVE_INFINITY, refusal });
  const text = reader.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) + reader.end();
  return { text, charset: reader.charset ?? 'utf-8' };
}

const refusal = (charset: string) => invalid('charset', 'body_not_charset', { charset });

const SAMPLE_BYTES = 64 * 1024;

function tell(bytes: Uint8Array): string {
  if (textIn('utf-8', bytes) !== undefined) return 'utf-8';
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const scores = OLD.map((charset) => ({ charset, score: legibility(textIn(charset, sample) ?? '') }));
  return scores.sort((one, other) => other.score - one.score)[0]?.charset ?? 'windows-1251';
}

/** Letters of Russian by how often they come, a tenth of a percent; others that are letters of it count little. */
const FREQUENCY: Readonly<Record<string, number>> = Object.fromEntries(
  [...'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё'].map((letter, place) => [letter, 33 - place]),
);

/**
 * How much a text looks like Russian: common letters count for it; a capital right after a small letter, and whatever is
 * neither a letter of Russian nor ASCII nor a usual sign, against it.
 */
function legibility(text: string): number {
  let score = 0;
  let wasSmall = false;
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0;
    if (code < 0x80) {
      wasSmall = false;
      continue;
    }
    const small = sign.toLowerCase();
    const frequency = FREQUENCY[small];
    if (frequency === undefined) score -= '№«»–—„“”’…\u00a0'.includes(sign) ? 0 : 60;
    else score += wasSmall && small !== sign ? -40 : frequency;
    wasSmall = frequency !== undefined && small === sign;
  }
  return score;
}
