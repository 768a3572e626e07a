import type { Core } from '../core/core.ts';
import { inOneProcess } from '../core/one-process.ts';
import { rateDueDays } from '../core/rating/rate.ts';
import { Loop } from './loop.ts';

const LOOK_MS = 60_000;
const FIRST_MS = 5000;

/** Charges each day of each domain that charges, shortly after its midnight, until `signal` aborts; in one process of many. */
export function rateDays(core: Core, signal: AbortSignal): Loop {
  return new Loop(core.log, signal, {
    name: 'rating',
    firstAfterMs: FIRST_MS,
    everyMs: LOOK_MS,
    run: async (life) => await inOneProcess(core, 'rating', life, async (held) => await rateDueDays(core, held)),
  });
}
