/** Recorded time, Unix ms: from (inclusive), to (exclusive). */
export type Range = readonly [from: number, to: number];

/** Files of one recording touch; a restart of the camera's stream leaves a hole that nobody needs to see. */
export const MERGE_MS = 2000;

/** Sorted by their beginning, those closer than `gapMs` joined. */
export function mergeRanges(ranges: Iterable<Range>, gapMs = MERGE_MS): Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from - last[1] <= gapMs) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** What lies within the window. */
export function clipRanges(ranges: readonly Range[], from: number, to: number): Range[] {
  const clipped: Range[] = [];
  for (const range of ranges) {
    const start = Math.max(range[0], from);
    const end = Math.min(range[1], to);
    if (end > start) clipped.push([start, end]);
  }
  return clipped;
}
