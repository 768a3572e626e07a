import { boxes } from '../mp4/boxes.ts';
import { flatHead } from '../mp4/flat.ts';
import { type Init, parseInit, sameFormat, type Track } from '../mp4/init.ts';
import { SampleTable } from '../mp4/sample-table.ts';
import { readRuns } from '../mp4/samples.ts';
import type { ArchiveSegment } from './playlist.ts';
import { fragmentHeads, readGops, readHead } from './read.ts';

/** A recorded window as one MP4. */
export interface Film {
  readonly bytes: number;
  readonly data: AsyncGenerator<Buffer>;
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
  let shiftMs: number | undefined;
  let endMs = 0;
  for (const segment of segments) {
    if (segment.discontinuity) shiftMs = undefined;
    signal.throwIfAborted();
    for await (const { moof, payload } of fragmentHeads(segment)) {
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
    endMs += segment.durationMs;
  }
  for (const [track, table] of tables) if (table.sizes.length === 0) tables.delete(track);
  const head = flatHead(init, tables, bytes);
  return { bytes: head.length + bytes, data: flow(head, segments) };
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

async function* flow(head: Buffer, segments: readonly ArchiveSegment[]): AsyncGenerator<Buffer> {
  yield head;
  for (const { file, gop, count } of segments) {
    const data = await readGops(file, gop, count);
    // Retention was faster. The length has been announced: the client sees that the download broke off.
    if (data === undefined) throw new Error('the archive was removed during the download');
    const payloads = [...boxes(data)].filter(({ type }) => type === 'mdat');
    yield Buffer.concat(payloads.map(({ body, end }) => data.subarray(body, end)));
  }
}
