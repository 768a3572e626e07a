import type { GlyphStore } from './glyph-store.ts';

/** What a document uses of a font, as pdfkit asks for it. */
export interface Subset {
  /** The glyph's id within the subset. */
  readonly includeGlyph: (id: number) => number;
  /** The font file with the glyphs that were included and their parts. */
  readonly encode: () => Buffer;
}

/** The one that stands for a missing glyph is always there. */
export function subsetOf(store: GlyphStore): Subset {
  const ids = [0];
  const places = new Map([[0, 0]]);
  const includeGlyph = (id: number): number => {
    const known = places.get(id);
    if (known !== undefined) return known;
    places.set(id, ids.length);
    return ids.push(id) - 1;
  };
  return { includeGlyph, encode: () => fontFile(glyphTables(store, ids, includeGlyph)) };
}

type Tables = Readonly<Record<string, Buffer>>;

/** @param ids grows by the parts of those that are put together */
function glyphTables(store: GlyphStore, ids: readonly number[], includeGlyph: (id: number) => number): Tables {
  const outlines: Buffer[] = [];
  const offsets: number[] = [0];
  const metrics: number[] = [];
  for (const id of ids) {
    const { outline, parts, advance, bearing } = store.glyph(id);
    const padded = Buffer.alloc(Math.ceil(outline.length / 4) * 4);
    outline.copy(padded);
    for (const part of parts) padded.writeUInt16BE(includeGlyph(part.id), part.at);
    outlines.push(padded);
    offsets.push((offsets.at(-1) ?? 0) + padded.length);
    metrics.push(advance, bearing & 0xffff);
  }
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => Buffer.from(store.table(tag))) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(ids.length, 34);
  maxp.writeUInt16BE(ids.length, 4);
  const loca = Buffer.alloc(offsets.length * 4);
  offsets.forEach((offset, index) => {
    loca.writeUInt32BE(offset, index * 4);
  });
  const hmtx = Buffer.alloc(metrics.length * 2);
  metrics.forEach((metric, index) => {
    hmtx.writeUInt16BE(metric, index * 2);
  });
  return { glyf: Buffer.concat(outlines), head, hhea, hmtx, loca, maxp };
}

/** Tables behind their directory, by the OpenType specification; the tags come in the order of the alphabet. */
function fontFile(tables: Tables): Buffer {
  const entries = Object.entries(tables);
  const power = Math.floor(Math.log2(entries.length));
  const directory = Buffer.alloc(12 + entries.length * 16);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(entries.length, 4);
  directory.writeUInt16BE(2 ** power * 16, 6);
  directory.writeUInt16BE(power, 8);
  directory.writeUInt16BE((entries.length - 2 ** power) * 16, 10);
  const file = [directory];
  let offset = directory.length;
  entries.forEach(([tag, table], index) => {
    const padded = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(padded);
    const at = 12 + index * 16;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(padded), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(table.length, at + 12);
    file.push(padded);
    offset += padded.length;
  });
  return Buffer.concat(file);
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}
