import { parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit, sameFormat } from '../mp4/init.ts';
import { retime } from '../mp4/retime.ts';
import type { ArchiveSegment } from './playlist.ts';
import { readGops, readHead } from './read.ts';

/**
 * Recorded segments as one fragmented MP4 from time 0, holes closed: the recorded fragments themselves, with new times
 * in their heads. No process, no temporary file, and it begins to flow at once. A `Date` when the camera changed its
 * format within the window, so that one head cannot describe it all.
 */
export async function film(segments: readonly ArchiveSegment[]): Promise<AsyncGenerator<Buffer> | Date> {
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
  return init === undefined ? empty() : flow(init, segments);
}

async function* empty(): AsyncGenerator<Buffer> {}

async function* flow(init: Init, segments: readonly ArchiveSegment[]): AsyncGenerator<Buffer> {
  yield init.data;
  let shift: number | undefined;
  let at = 0;
  for (const { file, gop, count, durationMs, discontinuity } of segments) {
    const data = await readGops(file, gop, count);
    const times = data === undefined ? undefined : parseFragment(data, init);
    if (data === undefined || times === undefined) {
      shift = undefined; // removed meanwhile
      continue;
    }
    // One shift for all that continues each other: rounding must not open gaps between fragments.
    if (shift === undefined || discontinuity) shift = at - times.startMs;
    yield retime(data, init, shift);
    at = times.startMs + shift + durationMs;
  }
}
