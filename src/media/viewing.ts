import { randomUUID } from 'node:crypto';
import type { AllowedPlayback, PlaybackRequest, ViewingState } from './control.ts';
import type { Excess } from './windows.ts';

/** Why a viewing is not opened. */
export type Refusal = Excess | 'cut';

/** Why a viewing has to end. */
export type ViewingEnd = 'access' | 'expired' | 'gone' | 'stopped' | Refusal;

/** An HLS viewer is a row of requests: without one for so long, it has gone. */
export const HLS_IDLE_MS = 20_000;
/** Over the limit, one that asked for nothing for so long makes room: the viewer has changed the camera. */
const HLS_YIELD_MS = 6000;

/** One window: a connection, or requests that belong together. */
export class Viewing {
  readonly id = randomUUID();
  readonly since = Date.now();
  readonly key: string;
  readonly protocol: ViewingState['protocol'];
  readonly close: (end: ViewingEnd) => void;
  /** As it was last allowed. */
  request: PlaybackRequest;
  decision: AllowedPlayback;
  lastAt = Date.now();
  /** When it was known last that it may be open. */
  knownAt = Date.now();
  bytes = 0;
  endedAt: number | undefined;

  constructor(
    request: PlaybackRequest,
    decision: AllowedPlayback,
    protocol: ViewingState['protocol'],
    close: (end: ViewingEnd) => void,
  ) {
    this.request = request;
    this.decision = decision;
    this.protocol = protocol;
    this.close = close;
    this.key = keyOf(request, decision);
  }

  resting(now: number): boolean {
    return this.protocol === 'hls' && now - this.lastAt >= HLS_YIELD_MS;
  }

  state(): ViewingState {
    const { id, since, bytes, endedAt, protocol, request, decision } = this;
    const { kind, address, userAgent } = request;
    const { viewer, cameraId, organizationId } = decision;
    const idleMs = protocol === 'hls' ? Date.now() - this.lastAt : 0;
    return {
      ...{ id, viewer, cameraId, organizationId, kind, protocol, address, userAgent },
      ...{ since, idleMs, bytes, endedAt },
    };
  }
}

/** Whose viewing of what it is, by what the viewer can be told from others. */
export function personOf({ kind, address, userAgent }: PlaybackRequest, decision: AllowedPlayback): string {
  return JSON.stringify([decision.viewer, decision.cameraId, kind, address, userAgent]);
}

/** Requests of the same window have the same. */
export function keyOf(request: PlaybackRequest, decision: AllowedPlayback): string {
  return JSON.stringify([personOf(request, decision), request.window]);
}
