import { unlessNoRoom } from '../archive/faults.ts';
import type { StreamSpec } from '../control.ts';
import { type Log, reason } from '../log.ts';
import { CameraStream, type StreamDeps } from './camera-stream.ts';

/** Bursts of changes are taken together; while they go on (an import of thousands), not more often than this. */
const DEBOUNCE_MS = 50;
const BETWEEN_MS = 500;
const RECONCILE_MS = 10_000;
/** After an answer that did not come. */
const AGAIN_MS = 2000;
const CHECK_MS = 500;

/**
 * Level-triggered: compares what should run with what runs, on each wake and every ten seconds, and converges. When it
 * cannot be known what should run, all goes on as it is.
 */
export class Supervisor {
  readonly #deps: StreamDeps;
  readonly #log: Log;
  readonly #streams = new Map<number, CameraStream>();
  readonly #ending = new Map<number, Promise<void>>();
  #timers: NodeJS.Timeout[] = [];
  #debounce: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #again = false;
  #last = 0;
  #stopped = false;
  /** Why the last comparison failed; undefined: it did not. */
  problem: string | undefined;

  constructor(deps: StreamDeps) {
    this.#deps = deps;
    this.#log = deps.log;
  }

  async start(): Promise<void> {
    this.#timers = [
      setInterval(() => this.wake(), RECONCILE_MS),
      setInterval(() => {
        const now = Date.now();
        for (const stream of this.#streams.values()) stream.check(now);
      }, CHECK_MS),
    ];
    await this.#reconcile();
  }

  wake(): void {
    if (this.#stopped || this.#debounce !== undefined) return;
    const wait = Math.max(DEBOUNCE_MS, this.#last + BETWEEN_MS - performance.now());
    this.#debounce = setTimeout(() => {
      this.#debounce = undefined;
      this.#last = performance.now();
      void this.#reconcile();
    }, wait);
  }

  stream(cameraId: number): CameraStream | undefined {
    return this.#streams.get(cameraId);
  }

  streams(): Iterable<CameraStream> {
    return this.#streams.values();
  }

  /** Ends a stream although it may still be wanted; resolves when its files are closed. */
  async release(cameraId: number): Promise<void> {
    this.#end(cameraId);
    await this.#ending.get(cameraId);
  }

  get wanted(): number {
    return this.#streams.size;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#debounce);
    await this.#working;
    for (const cameraId of [...this.#streams.keys()]) this.#end(cameraId);
    await Promise.all(this.#ending.values());
  }

  /** One at a time; a wake in the middle of one causes another. */
  async #reconcile(): Promise<void> {
    if (this.#working !== undefined) {
      this.#again = true;
      return this.#working;
    }
    this.#working = this.#converge();
    await this.#working;
    this.#working = undefined;
    if (this.#again) {
      this.#again = false;
      this.wake();
    }
  }

  async #converge(): Promise<void> {
    let wanted: readonly StreamSpec[];
    try {
      wanted = await this.#deps.control.streams();
    } catch (error) {
      this.problem = reason(error);
      this.#log.warn({ reason: this.problem }, 'it is not known which streams should run: all goes on as it is');
      setTimeout(() => this.wake(), AGAIN_MS).unref();
      return;
    }
    this.problem = undefined;
    if (this.#stopped) return;
    const ids = new Set(wanted.map((spec) => spec.cameraId));
    for (const cameraId of [...this.#streams.keys()]) if (!ids.has(cameraId)) this.#end(cameraId);
    for (const spec of wanted) await this.#take(spec);
  }

  async #take(spec: StreamSpec): Promise<void> {
    if (spec.recording !== undefined) {
      try {
        const archive = await this.#deps.archive.camera(spec.cameraId);
        // It is tried again with the next comparison.
        await archive.retain(spec.recording).catch(unlessNoRoom(undefined));
      } catch (error) {
        this.#log.error({ cameraId: spec.cameraId, reason: reason(error) }, 'the archive cannot be read');
      }
    }
    const running = this.#streams.get(spec.cameraId);
    if (running !== undefined) return running.update(spec);
    // It comes back while it is ending: the file must be closed first. The next comparison starts it.
    const ending = this.#ending.get(spec.cameraId);
    if (ending !== undefined) {
      void ending.then(() => this.wake());
      return;
    }
    if (!this.#stopped) this.#streams.set(spec.cameraId, new CameraStream(this.#deps, spec));
  }

  #end(cameraId: number): void {
    const stream = this.#streams.get(cameraId);
    if (stream === undefined) return;
    this.#streams.delete(cameraId);
    const ended = stream.stop().then(() => {
      this.#ending.delete(cameraId);
      this.#deps.onEdge(stream);
    });
    this.#ending.set(cameraId, ended);
  }
}
