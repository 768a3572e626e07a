import type { Change } from '../core/changes/change.ts';
import type { Core } from '../core/core.ts';
import {
  type ClaimedPanel,
  claimPanels,
  type DueKey,
  markDone,
  markKeyFailed,
  markPanelFailed,
  releasePanel,
  settleAllPanelKeys,
  settleKeysInTime,
  settlePanelKeysOf,
} from '../core/keys/panel-keys.ts';
import { claimLeaving, markLeavingFailed, markLeft, type RemovedPanel } from '../core/keys/removed-panels.ts';
import { type PanelControl, PanelFailure } from '../core/panels/control.ts';
import type { PanelSecrets } from '../core/panels/panel.ts';
import { notePanelAnswer } from '../core/panels/state.ts';
import { Loop } from './loop.ts';

const POLL_MS = 1000;
const PANELS_AT_ONCE = 8;
/** With one panel at a time, so that a slow one does not keep the others waiting; the rest is for the next turn. */
const STAY_MS = 30_000;
/** Looked at as a whole even when nobody says that anything changed. */
const WHOLE_EVERY_MS = 5 * 60_000;
/** More contracts than these at once are looked at all together. */
const MAX_CONTRACTS = 50;
/** Of the time, at the most, that goes into looking at everything. */
const REST = 4;

/**
 * Keeps the keys on panels as rights and doors want them, until the signal ends it. Several processes may do so. None
 * where no panel is asked.
 */
export function keepPanelKeys(core: Core, signal: AbortSignal): readonly Loop[] {
  const { panels } = core;
  if (!panels) return [];
  const wanted = new Wanted(core, signal);
  const settling = new Loop(core.log, signal, {
    name: 'wanted panel keys',
    everyMs: (tookMs) => Math.max(POLL_MS, tookMs * REST),
    run: async () => await wanted.settle(),
  });
  const writing = new Loop(core.log, signal, {
    name: 'panel keys',
    everyMs: POLL_MS,
    run: async (life) => {
      const asked = (await writeDueKeys(core, panels, life)) + (await clearLeft(core, panels));
      if (asked > 0) writing.wake();
    },
  });
  return [settling, writing];
}

/** Hears of changes and looks what they mean for the panels: contract by contract, or all of it. */
class Wanted {
  readonly #core: Core;
  readonly #contracts = new Set<number>();
  #all = true;
  #wholeAt = 0;
  /** Until when keys that begin or end have been looked at; undefined: not at all. */
  #looked: Date | undefined;

  constructor(core: Core, signal: AbortSignal) {
    this.#core = core;
    core.feed.onChanges((changes) => {
      for (const change of changes) this.#note(change);
    }, signal);
  }

  async settle(): Promise<void> {
    const started = performance.now();
    const contracts = [...this.#contracts];
    const all = this.#all || contracts.length > MAX_CONTRACTS || started - this.#wholeAt > WHOLE_EVERY_MS;
    this.#contracts.clear();
    this.#all = false;
    try {
      this.#looked = await settleKeysInTime(this.#core, this.#looked);
      if (all) await settleAllPanelKeys(this.#core);
      else for (const id of contracts) await settlePanelKeysOf(this.#core, id);
    } catch (error) {
      this.#all = true;
      throw error;
    }
    if (all) this.#wholeAt = started;
  }

  #note({ kind, key }: Change): void {
    if (kind === 'door' || kind === 'all' || (kind === 'organization' && key === null)) this.#all = true;
    else if (kind === 'organization' && key !== null) this.#contracts.add(key);
  }
}

/** One round; gives back how many panels it talked to. What is left when `signal` aborts is for the next one. */
export async function writeDueKeys(core: Core, panels: PanelControl, signal?: AbortSignal): Promise<number> {
  const claimed = await claimPanels(core, PANELS_AT_ONCE);
  const ended = await Promise.allSettled(
    claimed.map(async (one) => {
      try {
        await serve(core, panels, one, signal);
      } catch (cause) {
        // One panel that breaks our own code waits alone, as if it did not answer.
        core.log.error({ cause, cameraId: one.cameraId }, 'panel keys not written');
        await markPanelFailed(core.sql, one.cameraId, 'Internal error');
      } finally {
        await releasePanel(core.sql, one.cameraId);
      }
    }),
  );
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return claimed.length;
}

/** One key after the other: a panel that is asked for two things at once loses one. */
async function serve(
  core: Core,
  panels: PanelControl,
  { panel, networks, keys }: ClaimedPanel,
  signal?: AbortSignal,
): Promise<void> {
  if (!panel) return;
  const until = performance.now() + STAY_MS;
  let known = false;
  for (const key of keys) {
    if (signal?.aborted || performance.now() > until) return;
    try {
      await bring(panels, panel, networks, key);
      await markDone(core.sql, key);
      if (!known) await notePanelAnswer(core.sql, panel.cameraId, 'answered');
      known = true;
    } catch (error) {
      if (!(error instanceof PanelFailure)) throw error;
      const { reason, message } = error;
      await notePanelAnswer(core.sql, panel.cameraId, { reason, detail: message });
      core.log.warn({ cameraId: panel.cameraId, reason, wanted: key.wanted }, 'a panel did not take a key');
      if (reason !== 'refused') return await markPanelFailed(core.sql, panel.cameraId, message);
      await markKeyFailed(core.sql, key, message);
    }
  }
}

async function bring(
  panels: PanelControl,
  panel: PanelSecrets,
  within: readonly string[],
  { digits, apartment, wanted, perhapsThere }: DueKey,
): Promise<void> {
  if (!wanted) return await panels.removeKey(panel, digits, { within });
  // A panel that has it already may refuse it, or keep the number of another flat.
  if (perhapsThere) await panels.removeKey(panel, digits, { within }).catch(unlessRefused);
  await panels.writeKey(panel, digits, apartment, { within });
}

/** A panel may say no to removing what it does not have. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof PanelFailure) || error.reason !== 'refused') throw error;
}

/** One round of devices that are panels no more, or elsewhere; gives back how many it talked to. */
export async function clearLeft(core: Core, panels: PanelControl): Promise<number> {
  const claimed = await claimLeaving(core, PANELS_AT_ONCE);
  await Promise.all(claimed.map(async (one) => await clear(core, panels, one)));
  return claimed.length;
}

async function clear(core: Core, panels: PanelControl, leaving: RemovedPanel): Promise<void> {
  const { panel, networks, digits } = leaving;
  const until = performance.now() + STAY_MS;
  const left = new Set(digits);
  let failure: PanelFailure | undefined;
  for (const key of digits) {
    if (performance.now() > until || (failure && failure.reason !== 'refused')) break;
    try {
      await panels.removeKey(panel, key, { within: networks });
      left.delete(key);
    } catch (error) {
      if (!(error instanceof PanelFailure)) throw error;
      failure = error;
    }
  }
  await markLeft(core.sql, leaving, [...left]);
  if (left.size === 0) return;
  const message = failure?.message ?? 'Not all of its keys were off in time';
  core.log.warn({ cameraId: panel.cameraId, keys: left.size, message }, 'keys left on a removed panel');
  await markLeavingFailed(core.sql, leaving, message);
}
