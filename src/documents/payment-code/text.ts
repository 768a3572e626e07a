/** A value of a payment code on one line: what lies outside of letters, digits and signs is a space. */
export const oneLine = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();

/** Shortened to so many letters and so many bytes of UTF-8, never within a letter. */
export function shortened(text: string, letters: number, bytes = Number.POSITIVE_INFINITY): string {
  const kept: string[] = [];
  let used = 0;
  for (const letter of text) {
    used += Buffer.byteLength(letter);
    if (kept.length === letters || used > bytes) break;
    kept.push(letter);
  }
  return kept.join('').trimEnd();
}
