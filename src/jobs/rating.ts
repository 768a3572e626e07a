import type { Core } from '../core/core.ts';
import { domainIds } from '../core/domains/settings.ts';
import { inOneProcess } from '../core/one-process.ts';
import { rateDueDays } from '../core/rating/due.ts';
import { reconcileUsage } from '../core/usage/reconcile.ts';
import { Loop } from './loop.ts';

const LOOK_MS = 60_000;
const FIRST_MS = 5000;

/**
 * Charges each day of each domain that charges, shortly after its midnight, until `signal` aborts; in one process of many.
 * Its first run counts what servers before this one did not.
 */
export function rateDays(core: Core, signal: AbortSignal): Loop {
  let counted = false;
  const round = async (held: AbortSignal) => {
    if (!counted) for (const id of await domainIds(core)) await reconcileUsage(core, id, held);
    counted = true;
    await rateDueDays(core, held);
  };
  return new Loop(core.log, signal, {
    name: 'rating',
    firstAfterMs: FIRST_MS,
    everyMs: LOOK_MS,
    run: async (life) => await inOneProcess(core, 'rating', life, round),
  });
}
