import { now, setClock } from './clock.ts';
import { type Media, rangesUrl } from './media.ts';
import { gaps, joined, replaced, type Span } from './spans.ts';

export interface Recorded {
  readonly spans: readonly Span[];
  /** What has been asked for: outside of it nothing is known. */
  readonly known: readonly Span[];
  readonly access: 'unknown' | 'granted' | 'denied';
}

/** Holes shorter than this are file borders, not missing footage. */
const SLACK_SECONDS = 2;
const EDGE_SECONDS = 180;

/**
 * What is recorded of one camera, asked for as the timeline moves, and whether it may be seen at all. The edge is asked
 * again every `pollMs`: with it a withdrawn right is noticed (2.5 s while the archive plays, so that the picture stops
 * within five), and its return.
 */
export class Recordings {
  #media: Media;
  #state: Recorded = { spans: [], known: [], access: 'unknown' };
  #listeners = new Set<() => void>();
  #abort = new AbortController();
  #timer: number | undefined;
  #pollMs = 10_000;
  #wanted: number | undefined;

  constructor(media: Media) {
    this.#media = media;
  }

  start(): void {
    this.#abort = new AbortController();
    this.#poll(0);
  }

  stop(): void {
    this.#abort.abort();
    window.clearTimeout(this.#timer);
    window.clearTimeout(this.#wanted);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): Recorded => this.#state;

  setMedia(media: Media): void {
    this.#media = media;
  }

  setPollMs(pollMs: number): void {
    if (pollMs === this.#pollMs) return;
    this.#pollMs = pollMs;
    this.#poll(0);
  }

  /** Asks for what is not known yet of `view` and half as much on either side, once the view has rested. */
  want(view: Span): void {
    window.clearTimeout(this.#wanted);
    this.#wanted = window.setTimeout(() => {
      const margin = (view.to - view.from) / 2;
      const wide = { from: view.from - margin, to: Math.min(view.to + margin, now()) };
      const missing = gaps(this.#state.known, wide);
      const first = missing[0];
      const last = missing.at(-1);
      if (first !== undefined && last !== undefined) void this.#load({ from: first.from, to: last.to });
    }, 120);
  }

  /** Everything known of `span` after asking anew: for exports and for the next recording. */
  async load(span: Span): Promise<readonly Span[]> {
    await this.#load(span);
    return this.#state.spans;
  }

  #poll(afterMs: number): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(async () => {
      await this.#load({ from: now() - EDGE_SECONDS, to: now() });
      if (!this.#abort.signal.aborted) this.#poll(this.#pollMs);
    }, afterMs);
  }

  async #load(span: Span): Promise<void> {
    try {
      const response = await fetch(rangesUrl(this.#media, span.from, span.to), { signal: this.#abort.signal });
      setClock(response.headers.get('date'));
      if (response.status === 401 || response.status === 403) return this.#set({ ...this.#state, access: 'denied' });
      if (!response.ok) return;
      const fresh = spansOf(await response.json());
      this.#set({
        spans: replaced(this.#state.spans, span, fresh, SLACK_SECONDS),
        known: joined([...this.#state.known, { from: span.from, to: Math.min(span.to, now() - 5) }]),
        access: 'granted',
      });
    } catch {
      // The network is away: what is known stays, and the next round asks again.
    }
  }

  #set(state: Recorded): void {
    if (this.#abort.signal.aborted) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

function spansOf(body: unknown): Span[] {
  const streams = Array.isArray(body) ? (body as { ranges?: { from: number; duration: number }[] }[]) : [];
  return streams.flatMap((stream) => stream.ranges ?? []).map(({ from, duration }) => ({ from, to: from + duration }));
}
