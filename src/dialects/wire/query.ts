/** One parameter of a URL, decoded, without taking the others apart; undefined: not there, or not decodable. */
export function parameter(url: string, name: string): string | undefined {
  const start = url.indexOf('?');
  if (start === -1) return undefined;
  for (let at = url.indexOf(name, start); at !== -1; at = url.indexOf(name, at + 1)) {
    const before = url.charCodeAt(at - 1);
    const equals = at + name.length;
    if ((before !== QUESTION && before !== AMPERSAND) || url.charCodeAt(equals) !== EQUALS) continue;
    const end = url.indexOf('&', equals);
    return decoded(url.slice(equals + 1, end === -1 ? undefined : end));
  }
  return undefined;
}

const QUESTION = 0x3f;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;

function decoded(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
