import type { Face } from './face.ts';

/** Stands for a character that the font has no glyph for. */
const UNPRINTABLE = '\ufffd';

/** What is not to be seen by itself: joiners, directions, variants of a glyph. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Gaps that are one space, other than a single one that holds its words together. */
const GAPS = /(?![\u00a0\u202f](?!\s))[\s\p{Cc}]+/gu;

/** Letters, digits and signs that are as they should be. */
const USUAL = /^[\x20-\x7e\u00a0\u0410-\u044fЁё«»№–·₽]*$/;

/**
 * A text of one line as the face can set it: line ends and tabs are spaces, and each character without a glyph is `�`,
 * because it would be left out without a word.
 */
export function printable(face: Face, text: string): string {
  if (USUAL.test(text)) return text;
  const line = text.normalize('NFC').replace(GAPS, ' ').replace(UNSEEN, '').trim();
  return Array.from(line, (character) => (face.hasGlyph(character) ? character : UNPRINTABLE)).join('');
}
