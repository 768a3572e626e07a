import type { LiveSegment } from './live-segment.ts';

/**
 * Segments that have left the playlist, for as long as a player may still ask for them: their own duration and that of
 * the longest playlist that named them (RFC 8216, 6.2.2). One that no playlist has named is nobody's to ask for.
 */
export class Departed {
  #kept: { readonly segment: LiveSegment; readonly untilMs: number }[] = [];

  /** `now` in Unix ms. */
  take(segment: LiveSegment, now: number): void {
    if (segment.listedMs > 0) this.#kept.push({ segment, untilMs: now + segment.durationMs + segment.listedMs });
    this.#kept = this.#kept.filter(({ untilMs }) => untilMs > now);
  }

  find(holds: (segment: LiveSegment) => boolean): LiveSegment | undefined {
    return this.#kept.find(({ segment }) => holds(segment))?.segment;
  }
}
