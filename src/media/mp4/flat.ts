import { type Box, box, boxes, findBox } from './boxes.ts';
import type { Init, Track } from './init.ts';
import type { SampleTable } from './sample-table.ts';

/** ms: what lengths of the whole film are counted in. */
const MOVIE_SCALE = 1000;

/**
 * The head of an ordinary MP4: `ftyp`, `moov` with the tables of all samples, and the head of the `mdat` that has to
 * follow with `dataBytes`. Every player, editor and phone takes it, knows its length and can seek.
 */
export function flatHead(init: Init, tables: ReadonlyMap<Track, SampleTable>, dataBytes: number): Buffer {
  const ftyp = box('ftyp', Buffer.from('isom\0\0\x02\0isomiso2avc1mp41', 'latin1'));
  const mdat = Buffer.alloc(16);
  mdat.writeUInt32BE(1, 0); // the size follows in 64 bits
  mdat.write('mdat', 4, 'latin1');
  mdat.writeBigUInt64BE(BigInt(dataBytes + 16), 8);
  // Offsets have a fixed width: the head is as long with the true ones as with those from 0.
  const headBytes = ftyp.length + movie(init, tables, 0).length + mdat.length;
  return Buffer.concat([ftyp, movie(init, tables, headBytes), mdat]);
}

function movie(init: Init, tables: ReadonlyMap<Track, SampleTable>, dataOffset: number): Buffer {
  const { data } = init;
  const moov = findBox(data, ['moov']);
  const mvhd = findBox(data, ['moov', 'mvhd']);
  if (moov === undefined || mvhd === undefined) throw new Error('no moov in the head of the archive');
  const lengths = [...tables].map(([track, table]) => Math.round((table.length * MOVIE_SCALE) / track.timescale));
  const children = [headerBox(data, mvhd, Math.max(0, ...lengths), 12, MOVIE_SCALE)];
  for (const trak of boxes(data, moov.body, moov.end)) {
    if (trak.type !== 'trak') continue;
    const tkhd = findBox(data, ['tkhd'], trak.body, trak.end);
    const id = tkhd === undefined ? 0 : data.readUInt32BE(tkhd.body + (data[tkhd.body] === 1 ? 20 : 12));
    const found = [...tables].find(([track]) => track.id === id);
    if (found === undefined || tkhd === undefined) continue;
    const [track, table] = found;
    const length = Math.round((table.length * MOVIE_SCALE) / track.timescale);
    const media = mediaBox(data, trak, track, table, dataOffset);
    children.push(box('trak', headerBox(data, tkhd, length, 16), edits(track, table, length), media));
  }
  return box('moov', ...children);
}

/** A copy of `mvhd` or `tkhd` with the length in it. `at`: where the length stands after the version. */
function headerBox(data: Buffer, header: Box, length: number, at: number, timescale?: number): Buffer {
  const copy = Buffer.from(data.subarray(header.body - 8, header.end));
  const wide = copy[8] === 1;
  const place = 12 + (wide ? at + 8 : at);
  if (timescale !== undefined) copy.writeUInt32BE(timescale, place - 4);
  if (wide) copy.writeBigUInt64BE(BigInt(length), place);
  else copy.writeUInt32BE(length, place);
  return copy;
}

/** Pictures are shown from the first one on; sound that begins later waits, sound from before is skipped. */
function edits(track: Track, table: SampleTable, length: number): Buffer {
  const start = table.start ?? 0;
  const delay = track.kind === 'video' ? (table.delays[0]?.[1] ?? 0) : 0;
  const rows: number[][] = [];
  if (start > 0) rows.push([Math.round((start * MOVIE_SCALE) / track.timescale), -1]);
  rows.push([length, Math.max(0, -start) + delay]);
  const list = Buffer.alloc(8 + rows.length * 12);
  list.writeUInt32BE(rows.length, 4);
  rows.forEach(([duration = 0, time = 0], index) => {
    list.writeUInt32BE(duration, 8 + index * 12);
    list.writeInt32BE(time, 12 + index * 12);
    list.writeUInt16BE(1, 16 + index * 12);
  });
  return box('edts', box('elst', list));
}

function mediaBox(data: Buffer, trak: Box, track: Track, table: SampleTable, dataOffset: number): Buffer {
  const minf = findBox(data, ['mdia', 'minf'], trak.body, trak.end);
  const hdlr = findBox(data, ['mdia', 'hdlr'], trak.body, trak.end);
  if (minf === undefined || hdlr === undefined) throw new Error('no track in the head of the archive');
  const mdhd = Buffer.alloc(36);
  mdhd[0] = 1;
  mdhd.writeUInt32BE(track.timescale, 20);
  mdhd.writeBigUInt64BE(BigInt(table.length), 24);
  mdhd.writeUInt16BE(0x55c4, 32); // language: undetermined
  const kept = [...boxes(data, minf.body, minf.end)].filter(({ type }) => type !== 'stbl');
  const stsd = findBox(data, ['stbl', 'stsd'], minf.body, minf.end);
  if (stsd === undefined) throw new Error('no codec in the head of the archive');
  const info = box(
    'minf',
    ...kept.map((part) => whole(data, part)),
    tablesBox(whole(data, stsd), track, table, dataOffset),
  );
  return box('mdia', box('mdhd', mdhd), whole(data, hdlr), info);
}

function tablesBox(stsd: Buffer, track: Track, table: SampleTable, dataOffset: number): Buffer {
  const parts = [stsd, box('stts', rows(table.durations))];
  if (table.delays.some(([, delay]) => delay !== 0)) parts.push(box('ctts', rows(table.delays, 1)));
  if (track.kind === 'video') parts.push(box('stss', numbers(table.keys)));
  const chunks: number[][] = [];
  table.chunkSizes.forEach((size, index) => {
    if (chunks.at(-1)?.[1] !== size) chunks.push([index + 1, size, 1]);
  });
  parts.push(box('stsc', rows(chunks)));
  // Version, then 0 for sizes that differ.
  parts.push(box('stsz', Buffer.alloc(4), numbers(table.sizes)));
  const offsets = Buffer.alloc(8 + table.chunks.length * 8);
  offsets.writeUInt32BE(table.chunks.length, 4);
  table.chunks.forEach((offset, index) => {
    offsets.writeBigUInt64BE(BigInt(offset + dataOffset), 8 + index * 8);
  });
  return box('stbl', ...parts, box('co64', offsets));
}

/** Version and flags, the number of rows, and the rows; numbers below 0 as version 1 of `ctts` has them. */
function rows(table: readonly (readonly number[])[], version = 0): Buffer {
  return tableOf(table.length, table.flat(), version);
}

function numbers(values: readonly number[]): Buffer {
  return tableOf(values.length, values, 0);
}

function tableOf(count: number, cells: readonly number[], version: number): Buffer {
  const buffer = Buffer.alloc(8 + cells.length * 4);
  buffer[0] = version;
  buffer.writeUInt32BE(count, 4);
  cells.forEach((value, index) => {
    buffer.writeUInt32BE(value >>> 0, 8 + index * 4);
  });
  return buffer;
}

function whole(data: Buffer, part: Box): Buffer {
  return data.subarray(part.body - 8, part.end);
}
