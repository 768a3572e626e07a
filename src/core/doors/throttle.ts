import type { Core } from '../core.ts';
import { DomainError } from '../errors.ts';
import type { Sealer } from '../secrets/sealer.ts';

const MOST = 10;
const WINDOW_MS = 60_000;
const MOST_KEPT = 100_000;

/** Instants of what each user did at each door, in this process. Of the sealer: every core has its own. */
const done = new WeakMap<Sealer, Map<string, number[]>>();

/** One opening of this door by this user: ten in a minute, then a lock is not what somebody plays with. Throws `too_many`. */
export function countOpening(core: Core, userId: number, doorId: number): void {
  const now = core.clock().getTime();
  const all = done.get(core.sealer) ?? new Map<string, number[]>();
  done.set(core.sealer, all);
  if (all.size > MOST_KEPT) all.clear();
  const key = `${userId} ${doorId}`;
  const recent = (all.get(key) ?? []).filter((at) => now - at < WINDOW_MS);
  all.set(key, recent);
  const [first = now] = recent;
  if (recent.length >= MOST)
    throw new DomainError('too_many', `Too many openings of this door: ${MOST} a minute are allowed`, {
      retryAfterSeconds: Math.max(1, Math.ceil((first + WINDOW_MS - now) / 1000)),
    });
  recent.push(now);
}
