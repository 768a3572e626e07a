import { createHash } from 'node:crypto';
import { boxes } from '../mp4/boxes.ts';
import { flatHead } from '../mp4/flat.ts';
import { type Init, parseInit, sameFormat, type Track } from '../mp4/init.ts';
import { limitDurations } from '../mp4/limit-durations.ts';
import { SampleTable } from '../mp4/sample-table.ts';
import { readRuns } from '../mp4/samples.ts';
import type { ArchiveSegment } from './playlist.ts';
import { fragmentHeads, readGops, readHead } from './read.ts';

/** Beside what a segment of a camera with fewer pictures lasts. */
const LONGEST_PICTURE_MS = 5000;

/** A recorded window as one MP4. */
export interface Film {
  readonly bytes: number;
  /** An `ETag`: the same for the same bytes alone. */
  readonly tag: string;
  /** The bytes from one offset to before another. */
  read(from: number, to: number): AsyncGenerator<Buffer>;
}

/**
 * Recorded segments as one ordinary MP4 from time 0, holes closed. The heads of the fragments are read first (one read
 * for each), and make the tables of the film; then the pictures and sounds flow as they lie on disk. No process, no
 * temporary file, and its size is known beforehand. A `Date` when the camera changed its format within the window, so
 * that one head cannot describe it all; undefined when nothing is left of it. Rejects when `signal` aborts.
 */
export async function film(segments: readonly ArchiveSegment[], signal: AbortSignal): Promise<Film | Date | undefined> {
  const init = await commonHead(segments);
  if (init === undefined || init instanceof Date) return init;
  const tables = new Map<Track, SampleTable>([[init.video, new SampleTable()]]);
  if (init.audio !== undefined) tables.set(init.audio, new SampleTable());
  let bytes = 0;
  const sizes: number[] = [];
  let shiftMs: number | undefined;
  let endMs = 0;
  for (const segment of segments) {
    if (segment.discontinuity) shiftMs = undefined;
    signal.throwIfAborted();
    const before = bytes;
    for await (const { moof, payload } of fragmentHeads(segment)) {
      // Earlier versions recorded jumps of a camera's time as pictures that last an hour.
      limitDurations(moof, init, Math.max(LONGEST_PICTURE_MS, segment.durationMs));
      const runs = readRuns(moof, init);
      const video = runs.find(({ track }) => track === init.video);
      const startMs = video === undefined ? undefined : (video.time * 1000) / init.video.timescale;
      // One shift for all that continues each other, so that rounding opens no gaps.
      if (startMs !== undefined) shiftMs ??= endMs - startMs;
      for (const run of runs) {
        const time = run.time + Math.round(((shiftMs ?? 0) * run.track.timescale) / 1000);
        tables.get(run.track)?.add(run, time, bytes + run.offset - moof.length - 8);
      }
      bytes += payload;
    }
    sizes.push(bytes - before);
    endMs += segment.durationMs;
  }
  for (const [track, table] of tables) if (table.sizes.length === 0) tables.delete(track);
  const head = flatHead(init, tables, bytes);
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
