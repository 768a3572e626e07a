import { parseSource } from '../../src/core/cameras/source/parts.ts';
import { describe } from '../../src/devices/rtsp.ts';
import type {
  AllowedPlayback,
  Link,
  MediaChange,
  MediaControl,
  OpenWindows,
  PlaybackDecision,
  PlaybackKind,
  PlaybackRequest,
  StreamSpec,
  StreamState,
  ViewingState,
} from '../../src/media/control.ts';

/** What a token lets its holder do beside opening cameras. */
export interface Admission {
  readonly viewer?: string;
  readonly maxViewings?: number;
  readonly archiveFrom?: number;
  readonly organizationId?: number;
  readonly windows?: AllowedPlayback['windows'];
  /** None: all. */
  readonly kinds?: readonly PlaybackKind[];
}

/** The other side of the media node's interface, in memory: streams and tokens as a test sets them. */
export class MemoryControl implements MediaControl {
  readonly specs = new Map<number, StreamSpec>();
  readonly states = new Map<number, StreamState>();
  readonly history: StreamState[] = [];
  /** By camera. */
  readonly motions = new Map<number, readonly (readonly [number, number])[]>();
  readonly viewings = new Map<string, ViewingState>();
  /** Token -> who it is, and what it opens (camera ids). */
  readonly tokens = new Map<string, Admission & { viewer: string; cameras: number[] }>();
  /** Windows that other nodes are said to have. */
  elsewhere: OpenWindows = { all: 0, own: 0 };
  blocked = false;
  /** Set: nothing is known (the control plane is away). */
  outage: Error | undefined;
  #wake: ((change: MediaChange) => void) | undefined;
  readonly #waiting = new Set<() => void>();

  put(spec: Partial<StreamSpec> & Pick<StreamSpec, 'cameraId' | 'name' | 'url'>): void {
    const recording = { depthSeconds: 7 * 86_400, maxBytes: undefined };
    this.specs.set(spec.cameraId, { onDemand: false, audio: true, recording, ...spec });
    this.wake({ kind: 'streams' });
  }

  remove(cameraId: number): void {
    this.specs.delete(cameraId);
    this.wake({ kind: 'streams' });
  }

  wake(change: MediaChange): void {
    this.#wake?.(change);
  }

  async streams(): Promise<readonly StreamSpec[]> {
    if (this.outage !== undefined) throw this.outage;
    return [...this.specs.values()];
  }

  follow(wake: (change: MediaChange) => void, signal: AbortSignal): void {
    this.#wake = wake;
    signal.addEventListener('abort', () => {
      this.#wake = undefined;
    });
  }

  async authorize({ name, token, kind }: PlaybackRequest): Promise<PlaybackDecision> {
    if (this.outage !== undefined) throw this.outage;
    if (token === undefined) return { allowed: false, code: 'no_token', message: 'no token' };
    const known = this.tokens.get(token);
    if (known === undefined) return { allowed: false, code: 'bad_token', message: 'unknown token' };
    const spec = [...this.specs.values()].find((candidate) => candidate.name === name);
    if (spec === undefined) return { allowed: false, code: 'not_found', message: 'no such camera' };
    if (!known.cameras.includes(spec.cameraId)) return { allowed: false, code: 'forbidden', message: 'not yours' };
    if (known.kinds?.includes(kind) === false) return { allowed: false, code: 'forbidden', message: 'not this' };
    if (this.blocked) return { allowed: false, code: 'blocked', message: 'The contract is suspended' };
    const { viewer, maxViewings, archiveFrom, organizationId, windows } = known;
    const limits = { maxViewings, organizationId, windows, archiveFrom, expiresAt: undefined };
    return { allowed: true, cameraId: spec.cameraId, viewer, ...limits };
  }

  async readLink(): Promise<Link | undefined> {
    return undefined;
  }

  async windowsElsewhere(): Promise<OpenWindows> {
    return this.elsewhere;
  }

  async pinSource(spec: StreamSpec): Promise<string> {
    return spec.url;
  }

  async challenges(spec: StreamSpec): Promise<readonly string[]> {
    const source = { ...parseSource(spec.url), login: '', password: '' };
    return (await describe(source, AbortSignal.timeout(5000))).headers.get('www-authenticate') ?? [];
  }

  async motion(cameraId: number, from: number, to: number): Promise<readonly (readonly [number, number])[]> {
    if (this.outage !== undefined) throw this.outage;
    return (this.motions.get(cameraId) ?? []).filter(([began, ended]) => began <= to && ended >= from);
  }

  async reportStreams(states: readonly StreamState[]): Promise<void> {
    for (const state of states) {
      this.states.set(state.cameraId, state);
      this.history.push(state);
    }
    for (const check of [...this.#waiting]) check();
  }

  async reportViewings(viewings: readonly ViewingState[]): Promise<void> {
    for (const viewing of viewings) this.viewings.set(viewing.id, viewing);
    for (const check of [...this.#waiting]) check();
  }

  /** Resolves when the node has reported such a state of the camera. */
  state(cameraId: number, holds: (state: StreamState) => boolean, limitMs = 15_000): Promise<StreamState> {
    return this.until(() => {
      const state = this.states.get(cameraId);
      return state !== undefined && holds(state) ? state : undefined;
    }, limitMs);
  }

  /** Resolves with what `look` finds, as soon as it finds it. */
  until<T>(look: () => T | undefined, limitMs = 15_000): Promise<T> {
    return new Promise((done, fail) => {
      const end = () => {
        clearTimeout(timer);
        clearInterval(again);
        this.#waiting.delete(check);
      };
      const check = () => {
        const found = look();
        if (found === undefined) return;
        end();
        done(found);
      };
      const timer = setTimeout(() => {
        end();
        fail(new Error(`not reached; states: ${JSON.stringify([...this.states.values()])}`));
      }, limitMs);
      // Not all that is waited for is reported: look from time to time as well.
      const again = setInterval(check, 50);
      this.#waiting.add(check);
      check();
    });
  }
}
