import { setTimeout as pause } from 'node:timers/promises';
import { noteMotion } from '../core/cameras/recording/motion.ts';
import { deviceToAsk, type MotionProblem, type MotionState } from '../core/cameras/recording/motion-subscriptions.ts';
import { DeviceFailure } from '../core/cameras/source/device-control.ts';
import {
  type MotionListener,
  type MotionSubscription,
  SubscriptionLost,
} from '../core/cameras/source/motion-listener.ts';
import type { Core } from '../core/core.ts';
import { DomainError } from '../core/errors.ts';

/** Between two subscriptions at the least. Before a camera that failed is asked again; twice that with each failure in a row. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 5 * 60_000;

export interface Following {
  readonly cameraId: number;
  readonly afterMs: number;
  /** How it goes, as often as that changes. */
  note(state: MotionState): void;
}

/**
 * Asks one camera about motion until `signal` is aborted; throws nothing:
 *
 *     subscribing --> pulling --(forgotten by the camera)--> subscribing
 *       '--(fails)----'-------------> pause, doubled with each failure in a row, up to a half longer by chance --> subscribing
 */
export async function followMotion(
  core: Core,
  listener: MotionListener,
  { cameraId, afterMs, note }: Following,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  let problem: string | undefined;
  const heard = () => {
    if (problem !== '') note({ since: core.clock(), problem: null, said: '' });
    problem = '';
    failures = 0;
  };
  await rest(afterMs, signal);
  while (!signal.aborted) {
    const began = performance.now();
    try {
      await listen(core, listener, cameraId, heard, signal);
    } catch (error) {
      if (signal.aborted) return;
      const failure = problemOf(core, cameraId, error);
      const isNews = failure.problem + failure.said !== problem;
      // Forgotten after it was heard: nobody missed anything yet.
      if (!(error instanceof SubscriptionLost) || failures > 0) {
        if (isNews) note({ since: null, ...failure });
        problem = failure.problem + failure.said;
        await rest(pauseAfter(failures, Math.random()), signal);
      }
      failures++;
      // Also of one that forgets each subscription after the first question.
      await rest(FIRST_PAUSE_MS - (performance.now() - began), signal);
    }
  }
}

/** Until it throws. */
async function listen(
  core: Core,
  listener: MotionListener,
  cameraId: number,
  heard: () => void,
  signal: AbortSignal,
): Promise<void> {
  const subscription: MotionSubscription = await listener.subscribe(await deviceToAsk(core, cameraId), signal);
  try {
    while (!signal.aborted) {
      const { moved, moving } = await subscription.pull(signal);
      if (signal.aborted) return;
      heard();
      if (moved || moving) await noteMotion(core, cameraId);
    }
  } finally {
    await subscription.end();
  }
}

/** ms; `chance` is from 0 to 1. */
export const pauseAfter = (failures: number, chance: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS) * (1 + chance / 2);

const rest = async (ms: number, signal: AbortSignal): Promise<void> =>
  ms > 0 ? await pause(ms, undefined, { signal, ref: false }).catch(() => undefined) : undefined;

function problemOf(
  core: Core,
  cameraId: number,
  error: unknown,
): { readonly problem: MotionProblem; readonly said: string } {
  if (error instanceof DeviceFailure) return { problem: error.problem, said: error.said };
  if (error instanceof SubscriptionLost) return { problem: 'refused', said: error.said };
  if (error instanceof DomainError && error.kind === 'invalid') return { problem: 'no_address', said: '' };
  core.log.error({ cause: error, cameraId }, 'camera not asked about motion');
  return { problem: 'internal', said: '' };
}
