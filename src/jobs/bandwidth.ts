import { alarmBandwidth, type OverLimit, overBandwidth } from '../core/cameras/recording/bandwidth.ts';
import type { Core } from '../core/core.ts';
import { Loop } from './loop.ts';

const LOOK_MS = 15_000;
/** A stream that is too large for a moment, at a start or a change of scene, alarms nobody. */
const PATIENCE_MS = 60_000;

/** Tells of cameras that stay over their limit of bandwidth, until `signal` aborts. */
export function watchBandwidth(core: Core, signal: AbortSignal): Loop {
  const watch = new BandwidthWatch(core);
  return new Loop(core.log, signal, {
    name: 'bandwidth',
    firstAfterMs: LOOK_MS,
    everyMs: LOOK_MS,
    run: async () => await watch.look(),
  });
}

/** Remembers since when each camera has been over its limit at every look. */
export class BandwidthWatch {
  readonly #core: Core;
  #since: ReadonlyMap<number, number> = new Map();

  constructor(core: Core) {
    this.#core = core;
  }

  async look(): Promise<void> {
    const now = this.#core.clock().getTime();
    const over = await overBandwidth(this.#core);
    const since = (camera: OverLimit) => this.#since.get(camera.cameraId) ?? now;
    const late = over.filter((camera) => now - since(camera) >= PATIENCE_MS);
    this.#since = new Map(over.map((camera) => [camera.cameraId, since(camera)]));
    for (const camera of late) await alarmBandwidth(this.#core, camera);
  }
}
