import { randomUUID } from 'node:crypto';
import type { MediaControl, PlaybackDecision, PlaybackRequest, ViewingState } from './control.ts';
import { type Log, reason } from './log.ts';

export type Allowed = Extract<PlaybackDecision, { allowed: true }>;

/** Why a viewing cannot begin or has to end. */
export type ViewingEnd = 'access' | 'expired' | 'cut' | 'limit' | 'gone';

/** An HLS viewer is a row of requests: without one for so long, it has gone. */
const HLS_IDLE_MS = 20_000;
/** Over the limit, one that asked for nothing for so long makes room: the viewer has changed the camera. */
const HLS_YIELD_MS = 6000;
/** Who was cut by an operator stays out for so long. */
const CUT_MS = 60_000;
/** The decision is not known (the control plane is away): an open viewing goes on for so long. */
const UNKNOWN_MS = 10_000;

export class Viewing {
  readonly id = randomUUID();
  readonly since = Date.now();
  readonly key: string;
  readonly protocol: ViewingState['protocol'];
  readonly close: (end: ViewingEnd) => void;
  /** As it was last allowed. */
  request: PlaybackRequest;
  decision: Allowed;
  lastAt = Date.now();
  unknownSince: number | undefined;
  bytes = 0;
  endedAt: number | undefined;

  constructor(
    request: PlaybackRequest,
    decision: Allowed,
    protocol: ViewingState['protocol'],
    close: (end: ViewingEnd) => void,
  ) {
    this.request = request;
    this.decision = decision;
    this.protocol = protocol;
    this.close = close;
    this.key = keyOf(request, decision);
  }

  state(): ViewingState {
    const { id, since, bytes, endedAt, protocol, request, decision } = this;
    const { kind, address, userAgent } = request;
    const { viewer, cameraId } = decision;
    return { id, viewer, cameraId, kind, protocol, address, userAgent, since, bytes, endedAt };
  }
}

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
  #ended: Viewing[] = [];

  constructor(control: MediaControl, log: Log) {
    this.#control = control;
    this.#log = log;
  }

  get count(): number {
    return this.#open.size;
  }

  /** What stands against another viewing, or undefined. */
  refusal(request: PlaybackRequest, decision: Allowed, now = Date.now()): 'limit' | 'cut' | undefined {
    if ((this.#cut.get(keyOf(request, decision)) ?? 0) > now) return 'cut';
    const { viewer, maxViewings } = decision;
    if (maxViewings === undefined) return undefined;
    const own = [...this.#open].filter((viewing) => viewing.decision.viewer === viewer);
    const busy = own.filter((viewing) => viewing.protocol !== 'hls' || now - viewing.lastAt < HLS_YIELD_MS);
    if (busy.length >= maxViewings) return 'limit';
    for (const viewing of own) if (own.length >= maxViewings && !busy.includes(viewing)) this.end(viewing);
    return undefined;
  }

  /** A viewing that is one connection; the caller ends it. */
  open(
    request: PlaybackRequest,
    decision: Allowed,
    protocol: 'mse' | 'mp4',
    close: (end: ViewingEnd) => void,
  ): Viewing | 'limit' | 'cut' {
    const refusal = this.refusal(request, decision);
    if (refusal !== undefined) return refusal;
    const viewing = new Viewing(request, decision, protocol, close);
    this.#open.add(viewing);
    return viewing;
  }

  /** The HLS viewing that this request belongs to, made when it is the first one. */
  join(request: PlaybackRequest, decision: Allowed, onEnd: () => void): Viewing | 'limit' | 'cut' {
    const known = this.#hls.get(keyOf(request, decision));
    if (known !== undefined) {
      known.lastAt = Date.now();
      known.request = request;
      known.decision = decision;
      return known;
    }
    const refusal = this.refusal(request, decision);
    if (refusal !== undefined) return refusal;
    const viewing = new Viewing(request, decision, 'hls', onEnd);
    this.#open.add(viewing);
    this.#hls.set(viewing.key, viewing);
    return viewing;
  }

  /** Done by itself; `close` is not called. */
  end(viewing: Viewing): void {
    if (!this.#open.delete(viewing)) return;
    if (this.#hls.get(viewing.key) === viewing) this.#hls.delete(viewing.key);
    viewing.endedAt = Date.now();
    this.#ended.push(viewing);
    if (viewing.protocol === 'hls') viewing.close('gone');
  }

  /** Decides each open viewing again with its own token. */
  async check(): Promise<void> {
    const now = Date.now();
    for (const [key, until] of this.#cut) if (until <= now) this.#cut.delete(key);
    await Promise.all([...this.#open].map((viewing) => this.#recheck(viewing, now)));
  }

  /** An operator's word: ends the viewing and keeps this viewer out for a minute. */
  cut(id: string): void {
    for (const viewing of this.#open) {
      if (viewing.id !== id) continue;
      this.#cut.set(viewing.key, Date.now() + CUT_MS);
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
      viewing.unknownSince = undefined;
    } catch (error) {
      viewing.unknownSince ??= now;
      if (now - viewing.unknownSince < UNKNOWN_MS) return;
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

function keyOf(request: PlaybackRequest, decision: Allowed): string {
  const { kind, address, userAgent } = request;
  return JSON.stringify([decision.viewer, decision.cameraId, kind, address, userAgent]);
}
