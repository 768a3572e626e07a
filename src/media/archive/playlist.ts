import { type ArchiveFile, gopDuration } from './file.ts';

/** Groups of pictures are gathered to segments of at least this length. */
const SEGMENT_MS = 4000;
/** Less than this between two files is rounding; more is a hole that players must be told of. */
export const HOLE_MS = 250;

/** A row of groups within one file: what one request brings. */
export interface ArchiveSegment {
  readonly file: ArchiveFile;
  readonly gop: number;
  readonly count: number;
  readonly startMs: number;
  readonly durationMs: number;
  /** Something is missing before it, or the time of the stream began anew. */
  readonly discontinuity: boolean;
}

/**
 * Cuts recorded files into segments. The first group is the one that holds `from` (what the viewer asked for), none
 * begins before `horizon` (what the viewer may see) and none begins after `to`. In a list that `grows`, a short last
 * segment of the file that is being written waits until it is long enough: players hold a segment for unchanging.
 */
export function segmentsOf(
  files: readonly ArchiveFile[],
  from: number,
  to: number,
  horizon: number,
  grows = false,
): ArchiveSegment[] {
  const segments: ArchiveSegment[] = [];
  let last: { epoch: number; end: number } | undefined;
  for (const file of files) {
    const chosen = file.gops
      .map((_, index) => index)
      .filter((index) => {
        const start = startOf(file, index);
        return start >= horizon && start < to && start + gopDuration(file, index) > from;
      });
    const end = (chosen.at(-1) ?? -1) + 1;
    for (let gop = chosen[0] ?? end; gop < end; ) {
      const { count, durationMs } = gather(file, gop, end);
      if (grows && !file.done && durationMs < SEGMENT_MS && gop + count === file.gops.length) break;
      const startMs = startOf(file, gop);
      const discontinuity = last !== undefined && (last.epoch !== file.epoch || startMs - last.end > HOLE_MS);
      segments.push({ file, gop, count, startMs, durationMs, discontinuity });
      last = { epoch: file.epoch, end: startMs + durationMs };
      gop += count;
    }
  }
  return segments;
}

/** Unix ms. */
const startOf = (file: ArchiveFile, gop: number): number => file.start + (file.gops[gop]?.[0] ?? 0);

/** As many groups from one on as make a segment, before `end`. */
function gather(file: ArchiveFile, gop: number, end: number): { readonly count: number; readonly durationMs: number } {
  let count = 0;
  let durationMs = 0;
  while (gop + count < end && durationMs < SEGMENT_MS) {
    durationMs += gopDuration(file, gop + count);
    count += 1;
  }
  return { count, durationMs };
}

/** One that grows is asked for again (EVENT), and opened at its beginning or end; else it is closed (VOD). */
export function archivePlaylist(
  segments: readonly ArchiveSegment[],
  grows: false | 'beginning' | 'end',
  query: string,
): string {
  const longest = segments.reduce((most, segment) => Math.max(most, segment.durationMs), SEGMENT_MS);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    `#EXT-X-PLAYLIST-TYPE:${grows ? 'EVENT' : 'VOD'}`,
    `#EXT-X-TARGETDURATION:${Math.round(longest / 1000)}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    // Players begin a playlist that grows at its end otherwise; some take an offset of 0 for none.
    ...(grows === 'beginning' ? ['#EXT-X-START:TIME-OFFSET=0.01,PRECISE=YES'] : []),
  ];
  let epoch: number | undefined;
  for (const { file, gop, count, startMs, durationMs, discontinuity } of segments) {
    if (discontinuity) lines.push('#EXT-X-DISCONTINUITY');
    if (discontinuity || epoch !== file.epoch) {
      lines.push(`#EXT-X-MAP:URI="dvr-${file.start}.mp4${query}"`);
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startMs).toISOString()}`);
    }
    epoch = file.epoch;
    const part = `dvr-${file.start}-${gop}-${count}${discontinuity ? '-head' : ''}.m4s`;
    lines.push(`#EXTINF:${(durationMs / 1000).toFixed(3)},`, `${part}${query}`);
  }
  if (!grows) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}
