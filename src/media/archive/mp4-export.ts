import { createHash } from 'node:crypto';
import { boxes } from '../mp4/boxes.ts';
import { FilmTables } from '../mp4/export-tables.ts';
import { flatHead } from '../mp4/flat.ts';
import { type Init, parseInit, sameFormat } from '../mp4/init.ts';
import { limitDurations } from '../mp4/limit-durations.ts';
import type { ArchiveSegment } from './playlist.ts';
import { fragmentHeads, readGops, readHead } from './read.ts';

/** Beside what a segment of a camera with fewer pictures lasts. */
const LONGEST_PICTURE_MS = 5000;

/** A recorded window as one MP4. */
export interface Mp4Export {
  readonly bytes: number;
  /** An `ETag`: the same for the same bytes alone. */
  readonly tag: string;
  /** The bytes from one offset to before another. */
  read(from: number, to: number): AsyncGenerator<Buffer>;
}

/**
 * Recorded segments as one ordinary MP4 from time 0, holes closed. The heads of the fragments are read first (one read
 * for each), and make the tables of the file; then the pictures and sounds flow as they lie on disk. No process, no
 * temporary file, and its size is known beforehand. A `Date` when the camera changed its format within the window, so
 * that one head cannot describe it all; undefined when nothing is left of it. Rejects when `signal` aborts.
 */
export async function mp4Export(
  segments: readonly ArchiveSegment[],
  signal: AbortSignal,
): Promise<Mp4Export | Date | undefined> {
  const init = await commonHead(segments);
  if (init === undefined || init instanceof Date) return init;
  const tables = new FilmTables(init);
  const sizes: number[] = [];
  for (const segment of segments) {
    signal.throwIfAborted();
    const before = tables.bytes;
    if (segment.discontinuity) tables.jump();
    for await (const { moof, payload } of fragmentHeads(segment)) {
      // Earlier versions recorded jumps of a camera's time as pictures that last an hour.
      limitDurations(moof, init, Math.max(LONGEST_PICTURE_MS, segment.durationMs));
      tables.add(moof, payload);
    }
    sizes.push(tables.bytes - before);
    tables.end(segment.durationMs);
  }
  const { bytes } = tables;
  const head = flatHead(init, tables.filled(), bytes);
  return {
    bytes: head.length + bytes,
    tag: tagOf(head, segments),
    read: (from, to) => flow(head, segments, sizes, from, to),
  };
}

/** The head knows the size of each sample; where they lie says which they are. */
function tagOf(head: Buffer, segments: readonly ArchiveSegment[]): string {
  const hash = createHash('sha256').update(head);
  for (const { file, gop, count } of segments) hash.update(`${file.start} ${file.epoch} ${gop} ${count};`);
  return `"${hash.digest('base64url').slice(0, 22)}"`;
}

async function commonHead(segments: readonly ArchiveSegment[]): Promise<Init | Date | undefined> {
  let init: Init | undefined;
  let epoch: number | undefined;
  for (const { file, startMs } of segments) {
    if (file.epoch === epoch) continue;
    epoch = file.epoch;
    const head = await readHead(file);
    if (head === undefined) continue;
    const next = parseInit(head);
    if (init !== undefined && !sameFormat(init, next)) return new Date(startMs);
    init ??= next;
  }
  return init;
}

async function* flow(
  head: Buffer,
  segments: readonly ArchiveSegment[],
  sizes: readonly number[],
  from: number,
  to: number,
): AsyncGenerator<Buffer> {
  if (from < head.length) yield head.subarray(from, to);
  let at = head.length;
  for (const [index, { file, gop, count }] of segments.entries()) {
    const start = at;
    at += sizes[index] ?? 0;
    if (at <= from) continue;
    if (start >= to) return;
    const data = await readGops(file, gop, count);
    // Retention was faster. The length has been announced: the client sees that the download broke off.
    if (data === undefined) throw new Error('the archive was removed during the download');
    const payloads = [...boxes(data)].filter(({ type }) => type === 'mdat');
    const payload = Buffer.concat(payloads.map(({ body, end }) => data.subarray(body, end)));
    yield payload.subarray(Math.max(0, from - start), to - start);
  }
}
