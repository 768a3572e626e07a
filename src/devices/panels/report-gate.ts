import type { PanelReport } from '../../core/panels/reports/report.ts';

/** A panel says the same again at once: a button bounces, tones are repeated, a network doubles a datagram. */
const SAME_WITHIN_MS = 5000;
/** A house of 500 flats has a key a second in its worst minute. */
const MOST_A_MINUTE = 120;
const MINUTE_MS = 60_000;

interface Heard {
  since: number;
  count: number;
  /** By what was told, the moment. */
  readonly told: Map<string, number>;
}

/** Lets a panel tell each thing once, and not more in a minute than a house can do: who floods loses its own messages alone. */
export class ReportGate {
  readonly #panels = new Map<number, Heard>();

  /** `repeated`: told a moment ago; `excess`: one too many; `first excess`: the first of those, worth a line in the log. */
  pass(cameraId: number, report: PanelReport, now: number): 'passed' | 'repeated' | 'first excess' | 'excess' {
    const heard = this.#of(cameraId, now);
    const what = JSON.stringify(report);
    const before = heard.told.get(what);
    if (before !== undefined && now - before < SAME_WITHIN_MS) return 'repeated';
    heard.count++;
    if (heard.count > MOST_A_MINUTE) return heard.count === MOST_A_MINUTE + 1 ? 'first excess' : 'excess';
    heard.told.set(what, now);
    return 'passed';
  }

  #of(cameraId: number, now: number): Heard {
    const known = this.#panels.get(cameraId);
    if (known && now - known.since < MINUTE_MS) return known;
    const told = new Map([...(known?.told ?? [])].filter(([, at]) => now - at < SAME_WITHIN_MS));
    const fresh = { since: now, count: 0, told };
    this.#panels.set(cameraId, fresh);
    return fresh;
  }

  /** What was said by panels that have been silent for a minute. */
  forget(now: number): void {
    for (const [cameraId, { since }] of this.#panels) if (now - since >= MINUTE_MS) this.#panels.delete(cameraId);
  }
}
