/** A glyph as it lies in a font: its outline without instructions, which only screens of few pixels need. */
export interface StoredGlyph {
  readonly outline: Buffer;
  /** Where the outline names another glyph, and which: letters with marks are put together. */
  readonly parts: readonly { readonly at: number; readonly id: number }[];
  readonly advance: number;
  readonly bearing: number;
}

/** The tables of a TrueType font that a subset is cut from; each glyph is read once. */
export interface GlyphStore {
  readonly table: (tag: string) => Buffer;
  readonly glyph: (id: number) => StoredGlyph;
}

/** Flags of a part of a glyph, by the OpenType specification (table `glyf`). */
const PART = { words: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80, instructions: 0x100 } as const;
const HEADER = 10;

/** @param file of one face, with TrueType outlines */
export function glyphStoreOf(file: Buffer): GlyphStore {
  const tables = tablesOf(file);
  const table = (tag: string): Buffer => {
    const found = tables.get(tag);
    if (!found) throw new Error(`The font has no table ${tag}`);
    return found;
  };
  const [loca, glyf, hmtx] = [table('loca'), table('glyf'), table('hmtx')];
  const isLong = table('head').readInt16BE(50) === 1;
  const metrics = table('hhea').readUInt16BE(34);
  const offset = (id: number) => (isLong ? loca.readUInt32BE(id * 4) : loca.readUInt16BE(id * 2) * 2);
  const read = (id: number): StoredGlyph => {
    const advance = hmtx.readUInt16BE(Math.min(id, metrics - 1) * 4);
    const bearing = hmtx.readInt16BE(id < metrics ? id * 4 + 2 : metrics * 4 + (id - metrics) * 2);
    return { ...withoutInstructions(glyf.subarray(offset(id), offset(id + 1))), advance, bearing };
  };
  const glyphs = new Map<number, StoredGlyph>();
  const glyph = (id: number): StoredGlyph => {
    const known = glyphs.get(id) ?? read(id);
    glyphs.set(id, known);
    return known;
  };
  return { table, glyph };
}

function tablesOf(file: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16) {
    const start = file.readUInt32BE(at + 8);
    tables.set(file.toString('latin1', at, at + 4), file.subarray(start, start + file.readUInt32BE(at + 12)));
  }
  return tables;
}

function withoutInstructions(outline: Buffer): Pick<StoredGlyph, 'outline' | 'parts'> {
  if (outline.length === 0) return { outline, parts: [] };
  const contours = outline.readInt16BE(0);
  if (contours < 0) return withoutPartInstructions(Buffer.from(outline));
  const length = HEADER + contours * 2;
  const rest = outline.subarray(length + 2 + outline.readUInt16BE(length));
  return { outline: Buffer.concat([outline.subarray(0, length), Buffer.alloc(2), rest]), parts: [] };
}

function withoutPartInstructions(outline: Buffer): Pick<StoredGlyph, 'outline' | 'parts'> {
  const parts: { at: number; id: number }[] = [];
  let at = HEADER;
  for (let flags: number = PART.more; flags & PART.more; ) {
    flags = outline.readUInt16BE(at);
    outline.writeUInt16BE(flags & ~PART.instructions, at);
    parts.push({ at: at + 2, id: outline.readUInt16BE(at + 2) });
    at += 4 + (flags & PART.words ? 4 : 2) + scaleBytes(flags);
  }
  return { outline: outline.subarray(0, at), parts };
}

function scaleBytes(flags: number): number {
  if (flags & PART.scale) return 2;
  if (flags & PART.twoScales) return 4;
  return flags & PART.matrix ? 8 : 0;
}
