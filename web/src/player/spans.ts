/** Sorted, disjoint stretches of time, in Unix seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sorted and joined where the hole is at most `slack` seconds. */
export function joined(spans: readonly Span[], slack = 0): Span[] {
  const result: { from: number; to: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to + slack) last.to = Math.max(last.to, span.to);
    else if (span.to > span.from) result.push({ ...span });
  }
  return result;
}

export function cut(spans: readonly Span[], window: Span): Span[] {
  return spans
    .map((span) => ({ from: Math.max(span.from, window.from), to: Math.min(span.to, window.to) }))
    .filter((span) => span.to > span.from);
}

/** What `spans` leave free of `window`. */
export function gaps(spans: readonly Span[], window: Span): Span[] {
  const result: Span[] = [];
  let at = window.from;
  for (const span of cut(spans, window)) {
    if (span.from > at) result.push({ from: at, to: span.from });
    at = Math.max(at, span.to);
  }
  if (at < window.to) result.push({ from: at, to: window.to });
  return result;
}

/** `spans` with what they say of `window` replaced by `fresh`. */
export function replaced(spans: readonly Span[], window: Span, fresh: readonly Span[], slack = 0): Span[] {
  const outside = spans.flatMap((span) => [
    { from: span.from, to: Math.min(span.to, window.from) },
    { from: Math.max(span.from, window.to), to: span.to },
  ]);
  return joined([...outside.filter((span) => span.to > span.from), ...fresh], slack);
}

export function at(spans: readonly Span[], time: number): Span | undefined {
  return spans.find((span) => time >= span.from && time < span.to);
}

export function nextAfter(spans: readonly Span[], time: number): Span | undefined {
  return spans.find((span) => span.from > time);
}

export function seconds(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + span.to - span.from, 0);
}

/** `old` with one edge moved to `time`; an edge beyond the other begins a selection of a minute. */
export function marked(old: Span | undefined, edge: 'from' | 'to', time: number): Span {
  if (edge === 'from') return { from: time, to: old !== undefined && old.to > time ? old.to : time + 60 };
  return { from: old !== undefined && old.from < time ? old.from : time - 60, to: time };
}
