import { randomUUID } from 'node:crypto';
import { escaped } from './soap.ts';

const WSA = 'http://www.w3.org/2005/08/addressing';
const MOST_CHARS = 4000;
const MOST_TAG_CHARS = 1000;
const OPENING = /<(?:[\w.-]{1,100}:)?ReferenceParameters(?:\s[^<>]{0,1000})?>/;
const CLOSING = /<\/(?:[\w.-]{1,100}:)?ReferenceParameters\s{0,100}>/;

/**
 * What some cameras send beside the address of a subscription and want back with each question about it, as XML with the
 * namespaces that it uses; empty: nothing. `text` is well-formed.
 */
export function referenceParameters(text: string): string {
  const opening = OPENING.exec(text);
  if (opening === null) return '';
  // No more is looked at than may be taken: a camera may send anything.
  const after = text.slice(opening.index + opening[0].length).slice(0, MOST_CHARS + MOST_TAG_CHARS);
  const xml = after.slice(0, Math.max(0, after.search(CLOSING))).trim();
  if (xml === '' || xml.length > MOST_CHARS) return '';
  const declared = new Map<string, string>();
  for (const [, prefix = '', quote = '', uri = ''] of text.matchAll(
    /\sxmlns:([\w.-]+)\s{0,9}=\s{0,9}(["'])([^"'<>]{0,300})\2/g,
  ))
    if (!declared.has(prefix)) declared.set(prefix, `xmlns:${prefix}=${quote}${uri}${quote}`);
  // Each of its elements by itself says the namespaces that were said above it.
  return xml.replace(/<([\w.-]+):([\w.-]+)([^<>]*)>/g, (tag, prefix: string, name: string, rest: string) => {
    const uri = declared.get(prefix);
    return uri === undefined || rest.includes(`xmlns:${prefix}`) ? tag : `<${prefix}:${name} ${uri}${rest}>`;
  });
}

/** Says which question it is and what for, which cameras with several subscriptions want to hear. */
export const addressed = (to: string, action: string, parameters: string): string =>
  `<wsa:Action xmlns:wsa="${WSA}">${action}</wsa:Action><wsa:MessageID xmlns:wsa="${WSA}">urn:uuid:${randomUUID()}</wsa:MessageID>` +
  `<wsa:To xmlns:wsa="${WSA}">${escaped(to)}</wsa:To>${parameters}`;
