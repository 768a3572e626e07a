import { parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit, sameFormat } from '../mp4/init.ts';
import { retime } from '../mp4/retime.ts';
import { wholeHead } from '../mp4/whole.ts';
import type { ArchiveSegment } from './playlist.ts';
import { readGops, readHead } from './read.ts';

/** A recorded window as one MP4. */
export interface Film {
  readonly bytes: number;
  readonly data: AsyncGenerator<Buffer>;
}

/**
 * Recorded segments as one fragmented MP4 from time 0, holes closed: the recorded fragments themselves, with new times
 * in their heads. No process, no temporary file, its size is known, and it begins to flow at once. A `Date` when the
 * camera changed its format within the window, so that one head cannot describe it all; undefined when all is gone.
 */
export async function film(segments: readonly ArchiveSegment[]): Promise<Film | Date | undefined> {
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
  if (init === undefined) return undefined;
  const parts = segments.map((segment) => ({ bytes: bytesOf(segment), durationMs: segment.durationMs }));
  const head = wholeHead(init, parts);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, head.length);
  return { bytes, data: flow(init, head, segments) };
}

function bytesOf({ file, gop, count }: ArchiveSegment): number {
  let bytes = 0;
  for (const [, , length] of file.gops.slice(gop, gop + count)) bytes += length;
  return bytes;
}

async function* flow(init: Init, head: Buffer, segments: readonly ArchiveSegment[]): AsyncGenerator<Buffer> {
  yield head;
  let shift: number | undefined;
  let at = 0;
  for (const { file, gop, count, durationMs, discontinuity } of segments) {
    const data = await readGops(file, gop, count);
    const times = data === undefined ? undefined : parseFragment(data, init);
    // Retention was faster. The length has been announced: the client must see that the download broke off.
    if (data === undefined || times === undefined) throw new Error('the archive was removed during the download');
    // One shift for all that continues each other: rounding must not open gaps between fragments.
    if (shift === undefined || discontinuity) shift = at - times.startMs;
    yield retime(data, init, shift);
    at = times.startMs + shift + durationMs;
  }
}
