import { invalid } from '../../core/errors.ts';
import { charsetOf, decodeBody } from './charset.ts';

const MAX_PAIRS = 1000;

/** `a=1&b=2`; a repeated name and `a[]` are lists. What is escaped is text of the charset that the type declares, or of one that is found. */
export function parseForm(body: string, contentType?: string): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.create(null);
  let pairs = 0;
  for (const [key, value] of pairsOf(body, contentType)) {
    if (++pairs > MAX_PAIRS) throw invalid('body', 'body_too_many_fields', { limit: MAX_PAIRS });
    const name = key.replace(/\[\]$/, '');
    const before = fields[name];
    if (name !== key) fields[name] = [...(Array.isArray(before) ? before : []), value];
    else fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

/** Nearly always UTF-8. Where the usual reader put a replacement character, the bytes behind the escapes are looked at. */
function pairsOf(body: string, contentType: string | undefined): Iterable<[string, string]> {
  const usual = new URLSearchParams(body);
  const charset = charsetOf(contentType) ?? 'utf-8';
  if (/^utf-?8$/i.test(charset) && !usual.toString().includes('%EF%BF%BD')) return usual;
  const parts = body.split('&').filter((part) => part !== '');
  const texts = decodeBody(Buffer.concat(parts.map(bytesOf)), contentType).split('\u0000');
  if (texts.length !== parts.length * 2 + 1) throw invalid('body', 'text_has_nul');
  return parts.map((_, i) => [texts[2 * i] ?? '', texts[2 * i + 1] ?? '']);
}

/** Name and value of one pair, each with a NUL behind it. */
function bytesOf(part: string): Buffer {
  const cut = part.includes('=') ? part.indexOf('=') : part.length;
  const plain = `${part.slice(0, cut)}\u0000${part.slice(cut + 1)}\u0000`
    .replaceAll('+', ' ')
    .replace(/\P{ASCII}+/gu, encodeURIComponent)
    .replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return Buffer.from(plain, 'latin1');
}
