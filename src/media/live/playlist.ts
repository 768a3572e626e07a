import type { LiveSegment } from './live-segment.ts';
import type { Ring } from './ring.ts';

/** The live HLS playlist: what the ring holds, each URI with the viewer's own query. */
export function livePlaylist(ring: Ring, query: string): string {
  const segments = ring.list();
  const alone = segments.every(({ independent }) => independent);
  const longest = segments.reduce((most, segment) => Math.max(most, segment.durationMs), 2000);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    ...(alone ? ['#EXT-X-INDEPENDENT-SEGMENTS'] : []),
    `#EXT-X-TARGETDURATION:${Math.round(longest / 1000)}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.sequence ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${ring.discontinuities}`,
  ];
  if (!alone) lines.push(`#EXT-X-START:TIME-OFFSET=-${(startMs(segments, 3 * longest) / 1000).toFixed(3)},PRECISE=YES`);
  let epoch = 0;
  for (const segment of segments) {
    if (segment.epoch.id !== epoch) {
      if (epoch !== 0) lines.push('#EXT-X-DISCONTINUITY');
      epoch = segment.epoch.id;
      lines.push(`#EXT-X-MAP:URI="live-${epoch}.mp4${query}"`);
    }
    lines.push(
      `#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startMs).toISOString()}`,
      `#EXTINF:${(segment.durationMs / 1000).toFixed(3)},`,
      `live-${segment.sequence}.m4s${query}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Where players begin, ms before the end: with the last segment that can be decoded alone and has `least` behind its
 * beginning.
 */
function startMs(segments: readonly LiveSegment[], least: number): number {
  let sum = 0;
  let found = 0;
  for (const { independent, durationMs } of [...segments].reverse()) {
    sum += durationMs;
    if (!independent) continue;
    found = sum;
    if (sum >= least) break;
  }
  return found;
}
