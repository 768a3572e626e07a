import type { Font } from 'fontkit';

/** Stands for a character that the font has no glyph for. */
export const UNPRINTABLE = '\ufffd';

/** Marks that are not to be seen by themselves: joiners, directions, variants of a glyph. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u{fff9}-\u{fffb}]/gu;

/**
 * A text of one line as the font can set it: line ends and tabs are spaces, and each character without a glyph is `�`,
 * because the font would leave it out without a word.
 */
export function printable(font: Font, text: string): string {
  const line = text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, (gap) => (/[\u00a0\u202f]/.test(gap) && gap.length === 1 ? gap : ' '))
    .replace(UNSEEN, '')
    .trim();
  let set = '';
  for (const character of line)
    set += font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) ? character : UNPRINTABLE;
  return set;
}
