import type { Core } from '../core/core.ts';
import { applyImports } from '../core/locations/directory/apply.ts';
import { applyDue } from '../core/locations/pending/apply.ts';
import { inOneProcess } from '../core/one-process.ts';
import { Loop } from './loop.ts';

/** Looked at even when nobody says that a code has arrived, as when this process was not there to hear of it. */
const EVERY_MS = 30_000;

/** Takes in imports of addresses, and does again what waits for codes that have arrived; in one process of many. */
export function followAddressCodes(core: Core, signal: AbortSignal): Loop {
  const loop = new Loop(core.log, signal, {
    name: 'address codes',
    everyMs: EVERY_MS,
    run: async (life) =>
      await inOneProcess(core, 'address codes', life, async (held) => {
        await applyImports(core, held);
        const { applied, failed } = await applyDue(core, held);
        if (applied + failed > 0) core.log.info({ applied, failed }, 'pending requests done again');
      }),
  });
  core.feed.onChanges((changes) => {
    if (changes.some(({ kind }) => kind === 'address_code' || kind === 'all')) loop.wake();
  }, signal);
  return loop;
}
