import type { Font, GlyphRun } from 'fontkit';
import { glyphStoreOf } from './glyph-store.ts';
import { subsetOf } from './subset.ts';

/** One face of the letters that documents are set in, shared by all of them. */
export interface Face {
  /** As pdfkit takes it. */
  readonly font: Font;
  /** Of a printable text, in points at a size in points. */
  readonly widthOf: (text: string, size: number) => number;
  readonly hasGlyph: (character: string) => boolean;
}

/** Scripts whose letters stand one after the other, each with a glyph of its own. */
const PLAIN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Common}]*$/u;

/** A glyph as pdfkit reads it. */
interface SetGlyph {
  readonly id: number;
  /** In units of the font. */
  readonly advanceWidth: number;
  /** What a reader of the file finds when it looks for the text. */
  readonly codePoints: readonly number[];
}

/**
 * Sets plain texts glyph by glyph, without kerning and ligatures, which spares the rules of OpenType. Other scripts, and
 * marks that combine, are set as they need it. What a document uses is cut from the file by ourselves: fontkit took a
 * quarter of a page's time for it.
 *
 * The code points are our own: those of fontkit's glyphs are of whoever asked first, and none where a glyph was first
 * seen as a part of another (`C` of `С`), so that a shared font would lose letters of the text, though not of the picture.
 */
export function faceOf(parsed: Font, file: Buffer): Face {
  const store = glyphStoreOf(file);
  const glyphs = new Map<string, SetGlyph>();
  const glyphOf = (character: string): SetGlyph => {
    const known = glyphs.get(character);
    if (known) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const { id, advanceWidth } = parsed.glyphForCodePoint(codePoint);
    const glyph = { id, advanceWidth, codePoints: [codePoint] };
    glyphs.set(character, glyph);
    return glyph;
  };
  const layout: Font['layout'] = (text, ...rest) =>
    PLAIN.test(text) ? plainRun(text, glyphOf) : shapedRun(parsed.layout(text, ...rest), text);
  return {
    font: Object.create(parsed, { layout: { value: layout }, createSubset: { value: () => subsetOf(store) } }) as Font,
    widthOf: (text, size) => (advanceOf(text) / parsed.unitsPerEm) * size,
    hasGlyph: (character) => glyphOf(character).id !== 0,
  };

  function advanceOf(text: string): number {
    if (!PLAIN.test(text)) return parsed.layout(text).advanceWidth;
    let advance = 0;
    for (const character of text) advance += glyphOf(character).advanceWidth;
    return advance;
  }
}

/** As much of a run as pdfkit reads; it writes into the positions. */
function plainRun(text: string, glyphOf: (character: string) => SetGlyph): GlyphRun {
  const glyphs = Array.from(text, glyphOf);
  const positions = glyphs.map(({ advanceWidth }) => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 }));
  const advanceWidth = positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
  return { glyphs, positions, advanceWidth } as unknown as GlyphRun;
}

/** With the code points of the text where each of its characters has become one glyph, in the order of reading. */
function shapedRun(run: GlyphRun, text: string): GlyphRun {
  const characters = Array.from(text);
  if (run.direction === 'rtl' || run.glyphs.length !== characters.length) return run;
  const glyphs: SetGlyph[] = run.glyphs.map(({ id, advanceWidth }, index) => {
    return { id, advanceWidth, codePoints: [characters[index]?.codePointAt(0) ?? 0] };
  });
  return { glyphs, positions: run.positions, advanceWidth: run.advanceWidth } as unknown as GlyphRun;
}
