import type { CameraState } from '../cameras/state.ts';

/** What runs and what is there, in numbers. */
export interface Overview {
  readonly cameras: Readonly<Record<CameraState, number>> & { readonly total: number };
  readonly organizations: number;
  readonly users: number;
  readonly viewings: number;
  readonly archiveBytes: number;
  /** Live cameras that should be recorded now, and are not. */
  readonly notRecorded: number;
  /** kbit/s of all running streams. */
  readonly bitrate: number;
  /** Of the last 24 hours. */
  readonly billingEvents: { readonly applied: number; readonly rejected: number; readonly failed: number };
}

interface Kept {
  readonly value: Promise<Overview>;
  /** When it is asked again, Unix ms; infinite while it is being counted. */
  freshUntil: number;
}

const KEPT_MS = 5000;
/** Counting takes at most a twentieth of the time, however many cameras there are. */
const REST_FACTOR = 20;

/** The counters of whole domains, counted once for everybody who looks. */
export class Overviews {
  readonly #kept = new Map<number, Kept>();

  /** As last counted, or counted now; a count that failed is not kept. */
  async shared(domainId: number, clock: () => Date, count: () => Promise<Overview>): Promise<Overview> {
    const now = clock().getTime();
    const known = this.#kept.get(domainId);
    if (known && known.freshUntil > now) return await known.value;
    const entry: Kept = { value: count(), freshUntil: Number.POSITIVE_INFINITY };
    this.#kept.set(domainId, entry);
    try {
      const value = await entry.value;
      const tookMs = clock().getTime() - now;
      entry.freshUntil = now + tookMs + Math.max(KEPT_MS, tookMs * REST_FACTOR);
      return value;
    } catch (error) {
      this.#kept.delete(domainId);
      throw error;
    }
  }
}
