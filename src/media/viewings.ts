import type { AllowedPlayback, MediaControl, OpenWindows, PlaybackRequest, ViewingState } from './control.ts';
import { type Log, reason } from './log.ts';
import { HLS_IDLE_MS, keyOf, personOf, type Refusal, Viewing, type ViewingEnd } from './viewing.ts';
import { overLimit, roomFor } from './windows.ts';

/** How long a viewer whom an operator cut off stays out. */
const CUT_MS = 60_000;
/**
 * The decision is not known (the control plane is away): an open viewing goes on for so long after it was known last,
 * which is less than the time between two checks. What was known then was three seconds old at the most, so that a picture
 * stops within five seconds of a word that never got here.
 */
const UNKNOWN_MS = 1500;
/** Links that were stopped and are remembered. */
const MAX_STOPPED = 20_000;
const NONE: OpenWindows = { all: 0, own: 0 };

/**
 * Who watches what through this node. Each open viewing is decided again every two seconds and at each change of
 * rights, so that it ends within five seconds of a block.
 */
export class Viewings {
  readonly #control: MediaControl;
  readonly #log: Log;
  readonly #open = new Set<Viewing>();
  readonly #hls = new Map<string, Viewing>();
  readonly #cut = new Map<string, number>();
  /** Links that their holders have done with, until they end by themselves. */
  readonly #stopped = new Map<string, number>();
  readonly #onEdge: () => void;
  #ended: Viewing[] = [];

  /** `onEdge`: a viewing was opened or has ended. */
  constructor(control: MediaControl, log: Log, onEdge: () => void) {
    this.#control = control;
    this.#log = log;
    this.#onEdge = onEdge;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Windows of this camera on other nodes: asked before `open` and `join`, and only where it counts. */
  async elsewhere(request: PlaybackRequest, decision: AllowedPlayback): Promise<OpenWindows> {
    if (decision.windows === undefined || this.#hls.has(keyOf(request, decision))) return NONE;
    try {
      return await this.#control.windowsElsewhere(request, decision);
    } catch (error) {
      this.#log.warn({ reason: reason(error) }, 'windows on other nodes are not known: only those here are counted');
      return NONE;
    }
  }

  /** A viewing that is one connection; the caller ends it. */
  open(
    request: PlaybackRequest,
    decision: AllowedPlayback,
    protocol: 'mse' | 'mp4' | 'flv' | 'ts',
    close: (end: ViewingEnd) => void,
    elsewhere: OpenWindows,
  ): Viewing | Refusal {
    return this.#refusal(request, decision, elsewhere) ?? this.#add(new Viewing(request, decision, protocol, close));
  }

  /** The HLS viewing that this request belongs to, made when it is the first one. */
  join(request: PlaybackRequest, decision: AllowedPlayback, elsewhere: OpenWindows): Viewing | Refusal {
    const known = this.#hls.get(keyOf(request, decision));
    if (known !== undefined) {
      known.lastAt = Date.now();
      known.request = request;
      known.decision = decision;
      known.knownAt = known.lastAt;
      return known;
    }
    const refusal = this.#refusal(request, decision, elsewhere);
    if (refusal !== undefined) return refusal;
    const viewing = this.#add(new Viewing(request, decision, 'hls', () => undefined));
    this.#hls.set(viewing.key, viewing);
    return viewing;
  }

  /** Ends what was opened by this link, for good: who shows it again asks for a new one. */
  stopLink(id: string, untilMs: number): void {
    this.#stopped.set(id, untilMs);
    const oldest = this.#stopped.keys().next().value;
    if (this.#stopped.size > MAX_STOPPED && oldest !== undefined) this.#stopped.delete(oldest);
    for (const viewing of this.#open) {
      if (viewing.request.link !== undefined && viewing.request.window === id) this.#close(viewing, 'stopped');
    }
  }

  wasStopped(id: string): boolean {
    return this.#stopped.has(id);
  }

  #refusal(request: PlaybackRequest, decision: AllowedPlayback, elsewhere: OpenWindows): Refusal | undefined {
    const now = Date.now();
    if ((this.#cut.get(personOf(request, decision)) ?? 0) > now) return 'cut';
    const room = roomFor({ request, decision }, this.#open, elsewhere, now);
    for (const viewing of room.yield) this.end(viewing);
    return room.excess;
  }

  #add(viewing: Viewing): Viewing {
    this.#open.add(viewing);
    this.#onEdge();
    return viewing;
  }

  /** Done by itself; `close` is not called. */
  end(viewing: Viewing): void {
    if (!this.#open.delete(viewing)) return;
    if (this.#hls.get(viewing.key) === viewing) this.#hls.delete(viewing.key);
    viewing.endedAt = Date.now();
    this.#ended.push(viewing);
    this.#onEdge();
  }

  /** Decides each open viewing again with its own token. */
  async check(): Promise<void> {
    const now = Date.now();
    for (const [key, until] of this.#cut) if (until <= now) this.#cut.delete(key);
    for (const [id, until] of this.#stopped) if (until <= now) this.#stopped.delete(id);
    await Promise.all([...this.#open].map((viewing) => this.#recheck(viewing, now)));
    for (const viewing of overLimit(this.#open)) this.#close(viewing, 'windows');
  }

  /** An operator's word: ends the viewing and keeps this viewer out for a minute. */
  cut(id: string): void {
    for (const viewing of this.#open) {
      if (viewing.id !== id) continue;
      this.#cut.set(personOf(viewing.request, viewing.decision), Date.now() + CUT_MS);
      this.#close(viewing, 'cut');
    }
  }

  closeAll(): void {
    for (const viewing of this.#open) this.#close(viewing, 'gone');
  }

  /** Those that are open, and those that ended since the last call. */
  report(): ViewingState[] {
    const ended = this.#ended;
    this.#ended = [];
    return [...this.#open, ...ended].map((viewing) => viewing.state());
  }

  async #recheck(viewing: Viewing, now: number): Promise<void> {
    if (viewing.protocol === 'hls' && now - viewing.lastAt >= HLS_IDLE_MS) return this.end(viewing);
    const { expiresAt } = viewing.decision;
    if (expiresAt !== undefined && expiresAt <= now) return this.#close(viewing, 'expired');
    try {
      const decision = await this.#control.authorize(viewing.request);
      if (!decision.allowed || decision.cameraId !== viewing.decision.cameraId) return this.#close(viewing, 'access');
      viewing.decision = decision;
      viewing.knownAt = now;
    } catch (error) {
      if (now - viewing.knownAt < UNKNOWN_MS) return;
      this.#log.warn({ reason: reason(error) }, 'it is not known who may watch: viewings end');
      this.#close(viewing, 'access');
    }
  }

  #close(viewing: Viewing, end: ViewingEnd): void {
    if (!this.#open.has(viewing)) return;
    this.end(viewing);
    if (viewing.protocol !== 'hls') viewing.close(end);
  }
}
