import type { Span } from '../spans.ts';

/** The stretch of time that the timeline shows, and how it answers to hands. Seconds and CSS pixels. */
export type View = Span;

export const SHORTEST = 30;
export const LONGEST = 45 * 86_400;

export const length = (view: View): number => view.to - view.from;

export function xOf(view: View, width: number, time: number): number {
  return ((time - view.from) / length(view)) * width;
}

export function timeAt(view: View, width: number, x: number): number {
  return view.from + (x / Math.max(1, width)) * length(view);
}

export function around(center: number, span: number): View {
  const size = Math.min(LONGEST, Math.max(SHORTEST, span));
  return { from: center - size / 2, to: center + size / 2 };
}

/** `factor` below 1 looks closer; the time under `anchor` (0 left edge, 1 right edge) stays where it is. */
export function zoomed(view: View, factor: number, anchor: number): View {
  const size = Math.min(LONGEST, Math.max(SHORTEST, length(view) * factor));
  const still = view.from + anchor * length(view);
  return { from: still - anchor * size, to: still + (1 - anchor) * size };
}

export function panned(view: View, seconds: number): View {
  return { from: view.from + seconds, to: view.to + seconds };
}

/** The same view kept within reach: not wholly in the future, not before `earliest`. */
export function kept(view: View, earliest: number, now: number): View {
  const latest = now + length(view) / 2;
  if (view.to > latest) return panned(view, latest - view.to);
  const first = Math.min(earliest, now - length(view) / 2) - length(view) / 2;
  return view.from < first ? panned(view, first - view.from) : view;
}

/** Two fingers: the times first touched stay under them. */
export function pinched(
  view: View,
  width: number,
  before: readonly [number, number],
  after: readonly [number, number],
): View {
  const spread = Math.max(12, Math.abs(after[1] - after[0]));
  const factor = Math.max(12, Math.abs(before[1] - before[0])) / spread;
  const held = timeAt(view, width, (before[0] + before[1]) / 2);
  const anchor = (after[0] + after[1]) / 2 / Math.max(1, width);
  const size = Math.min(LONGEST, Math.max(SHORTEST, length(view) * factor));
  return { from: held - anchor * size, to: held + (1 - anchor) * size };
}
