import {
  keepMotionStates,
  type MotionState,
  storeMotionStates,
  wantedSubscriptions,
} from '../core/cameras/recording/motion-subscriptions.ts';
import type { MotionListener } from '../core/cameras/source/motion-listener.ts';
import type { Core } from '../core/core.ts';
import { inOneProcess } from '../core/one-process.ts';
import { Loop } from './loop.ts';
import { followMotion } from './motion-following.ts';

/** Looked at even when nobody says that a camera has changed, and how another process hears that it is to ask now. */
const EVERY_MS = 10_000;
/** States that have not changed are written again, so that they are believed. */
const WRITTEN_EVERY_MS = 60_000;
/** Of one process. A question that waits costs a socket and little else. */
const MOST_AT_ONCE = 2000;
/** So far apart a process that starts asks one camera after the other. */
const APART_MS = 20;

/**
 * Asks cameras about motion for as long as this process is the one of many that does. None where no camera is asked. The
 * name takes a connection of the pool, so that it is held only while there are cameras to be asked.
 */
export function askForMotion(core: Core, signal: AbortSignal): Loop | undefined {
  const { motionListener } = core;
  if (!motionListener) return undefined;
  let asking: Asking | undefined;
  const loop = new Loop(core.log, signal, {
    name: 'motion of cameras',
    everyMs: EVERY_MS,
    run: async (life) => {
      if ((await wantedSubscriptions(core.sql, 1)).length === 0) return;
      await inOneProcess(core, 'motion of cameras', life, async (held) => {
        asking = new Asking(core, motionListener, held);
        await asking.run().finally(() => {
          asking = undefined;
        });
      });
    },
  });
  core.feed.onChanges((changes) => {
    if (changes.some(({ kind }) => kind === 'camera' || kind === 'organization' || kind === 'all'))
      (asking ?? loop).wake();
  }, signal);
  return loop;
}

interface Followed {
  readonly stamp: string;
  readonly life: AbortController;
  readonly ended: Promise<void>;
}

/** All cameras that are asked, each by a following of its own; ends them with `held`. */
class Asking {
  readonly #core: Core;
  readonly #listener: MotionListener;
  readonly #held: AbortSignal;
  readonly #followed = new Map<number, Followed>();
  readonly #states = new Map<number, MotionState>();
  readonly #unwritten = new Set<number>();
  #writtenAt = 0;
  #woken = false;
  /** Whether there are more than may be asked. */
  #more = false;
  #endPause: () => void = () => undefined;

  constructor(core: Core, listener: MotionListener, held: AbortSignal) {
    this.#core = core;
    this.#listener = listener;
    this.#held = held;
    held.addEventListener('abort', () => this.wake(), { once: true });
  }

  wake(): void {
    this.#woken = true;
    this.#endPause();
  }

  /** Until `held` is aborted, or no camera is to be asked any more. */
  async run(): Promise<void> {
    try {
      while (!this.#held.aborted) {
        this.#woken = false;
        if (!(await this.#settleAndWrite())) return;
        await this.#pause();
      }
    } finally {
      await this.#end([...this.#followed.keys()]);
    }
  }

  /** What fails is tried again at the next look: cameras go on being asked meanwhile. False: none is to be asked. */
  async #settleAndWrite(): Promise<boolean> {
    try {
      const wanted = await this.#settle();
      await this.#write();
      return wanted > 0;
    } catch (cause) {
      if (!this.#held.aborted) this.#core.log.error({ cause }, 'cameras to be asked about motion not looked at');
      return true;
    }
  }

  /** Asks those that are to be asked now, and no others; one whose address has changed is asked at the new one. */
  async #settle(): Promise<number> {
    const found = await wantedSubscriptions(this.#core.sql, MOST_AT_ONCE + 1);
    const wanted = new Map(found.slice(0, MOST_AT_ONCE).map(({ cameraId, stamp }) => [cameraId, stamp]));
    const gone = [...this.#followed].filter(([id, { stamp }]) => wanted.get(id) !== stamp).map(([id]) => id);
    await this.#end(gone);
    const fresh = [...wanted].filter(([id]) => !this.#followed.has(id));
    for (const [place, [id, stamp]] of fresh.entries()) this.#follow(id, stamp, place * APART_MS);
    this.#tellOfMore(found.length > MOST_AT_ONCE);
    await keepMotionStates(this.#core.sql, [...wanted.keys()]);
    return wanted.size;
  }

  #tellOfMore(more: boolean): void {
    if (more && !this.#more) this.#core.log.warn({ limit: MOST_AT_ONCE }, 'cameras not asked about motion');
    this.#more = more;
  }

  #follow(cameraId: number, stamp: string, afterMs: number): void {
    const life = new AbortController();
    const note = (state: MotionState): void => {
      this.#states.set(cameraId, state);
      this.#unwritten.add(cameraId);
      this.wake();
    };
    const ended = followMotion(this.#core, this.#listener, { cameraId, afterMs, note }, life.signal);
    this.#followed.set(cameraId, { stamp, life, ended });
  }

  async #end(ids: readonly number[]): Promise<void> {
    const ending = ids.flatMap((id) => this.#followed.get(id) ?? []);
    for (const { life } of ending) life.abort();
    await Promise.all(ending.map(({ ended }) => ended));
    for (const id of ids) {
      this.#followed.delete(id);
      this.#states.delete(id);
      this.#unwritten.delete(id);
    }
  }

  async #write(): Promise<void> {
    const all = performance.now() - this.#writtenAt > WRITTEN_EVERY_MS;
    const ids = all ? [...this.#states.keys()] : [...this.#unwritten];
    if (all) this.#writtenAt = performance.now();
    this.#unwritten.clear();
    const states = ids.flatMap((cameraId) => {
      const state = this.#states.get(cameraId);
      return state ? [{ cameraId, ...state }] : [];
    });
    await storeMotionStates(this.#core.sql, states, this.#core.clock());
  }

  async #pause(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#woken ? GATHERED_MS : EVERY_MS).unref();
      this.#endPause = () => {
        clearTimeout(timer);
        setTimeout(resolve, GATHERED_MS).unref();
      };
      if (this.#held.aborted) resolve();
    });
  }
}

/** What changes within that time is looked at together. */
const GATHERED_MS = 100;
