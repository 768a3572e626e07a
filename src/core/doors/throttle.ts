import { type DomainError, refuse } from '../errors.ts';

const MOST = 10;
const WINDOW_MS = 60_000;
const MAX_KEPT = 100_000;

interface Recent {
  /** Instants of what was allowed. */
  readonly at: readonly number[];
  /** More was asked for since then, and refused. */
  readonly refused: boolean;
}

/** `first`: of the refusals in a row the one that is worth writing down. */
export interface TooMany {
  readonly refusal: DomainError;
  readonly first: boolean;
}

/** Of a door that may be opened, of one that is barred, or of one that the user was never given. */
export type OpeningKind = 'open' | 'barred' | 'unknown';

/** Counts what each user, and whoever comes by a code, does at each door, in this process. */
export class DoorThrottle {
  readonly #done = new Map<string, Recent>();

  /**
   * One opening of this door by this user: ten in a minute, then a lock is not what somebody plays with. As many while it is
   * barred, and as many of all the doors together that the user was not given. Undefined: it may go on. `who`: a user's id, or
   * a code's. `now` in Unix ms.
   */
  count(now: number, who: number | `code ${number}`, doorId: number, kind: OpeningKind): TooMany | undefined {
    if (this.#done.size > MAX_KEPT) this.#done.clear();
    const key = `${who} ${kind === 'unknown' ? '' : doorId} ${kind}`;
    const before = this.#done.get(key);
    const at = (before?.at ?? []).filter((instant) => now - instant < WINDOW_MS);
    const [first = now] = at;
    if (at.length < MOST) {
      this.#done.set(key, { at: [...at, now], refused: false });
      return undefined;
    }
    this.#done.set(key, { at, refused: true });
    const refusal = refuse(
      kind === 'unknown' ? 'too_many_foreign_openings' : 'too_many_openings',
      { limit: MOST },
      { retryAfterSeconds: Math.max(1, Math.ceil((first + WINDOW_MS - now) / 1000)) },
    );
    return { refusal, first: before?.refused !== true };
  }
}
