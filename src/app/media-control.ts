import type { UserFacts } from '../core/access/facts.ts';
import { authorizePlayback } from '../core/access/playback.ts';
import { storeStreamStates, type WantedStream, wantedStreams } from '../core/cameras/streams.ts';
import type { Core } from '../core/core.ts';
import { VIDEO_SCHEMES } from '../core/egress/policy.ts';
import { pendingCuts, storeViewings } from '../core/viewings/store.ts';
import type {
  MediaChange,
  MediaControl,
  PlaybackDecision,
  PlaybackRequest,
  StreamSpec,
  StreamState,
  ViewingState,
} from '../media/control.ts';

const SECONDS_A_DAY = 86_400;
const BYTES_A_GB = 1e9;
const date = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/** The media node's questions, answered by the core of the same process. */
export class CoreMediaControl implements MediaControl {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  async streams(): Promise<readonly StreamSpec[]> {
    const wanted = await wantedStreams(this.#core.sql, this.#core.sealer);
    return wanted.map(toSpec);
  }

  follow(wake: (change: MediaChange) => void, signal: AbortSignal): void {
    this.#core.feed.onChanges((changes) => {
      wake({ kind: 'access' });
      if (changes.some((c) => c.kind !== 'user' && c.kind !== 'client' && c.kind !== 'viewing'))
        wake({ kind: 'streams' });
      if (changes.some((c) => c.kind === 'viewing')) void this.#cut(wake);
    }, signal);
  }

  async authorize(request: PlaybackRequest): Promise<PlaybackDecision> {
    const answer = await authorizePlayback(this.#core, request);
    if (!answer.allowed) return answer;
    return {
      allowed: true,
      cameraId: answer.camera.id,
      viewer: `${answer.viewer.kind}:${answer.viewer.id}`,
      maxViewings: answer.viewer.kind === 'user' ? maxViewings(answer.viewer) : undefined,
      archiveFrom: answer.archiveFrom,
      expiresAt: answer.expiresAt,
    };
  }

  async pinSource(spec: StreamSpec): Promise<string> {
    return await this.#core.egress.pin(spec.url, VIDEO_SCHEMES, spec.networks);
  }

  async reportStreams(states: readonly StreamState[]): Promise<void> {
    await storeStreamStates(
      this.#core.sql,
      states.map((s) => ({
        cameraId: s.cameraId,
        alive: s.alive,
        aliveSince: date(s.aliveSince),
        bitrate: s.bitrate === undefined ? null : Math.round(s.bitrate),
        error: s.error?.slice(0, 500) ?? null,
        videoCodec: s.videoCodec ?? null,
        audioCodec: s.audioCodec ?? null,
        width: s.width ?? null,
        height: s.height ?? null,
        restarts: s.restarts,
        archiveBytes: s.archiveBytes,
        archiveFrom: date(s.archiveFrom),
        archiveTo: date(s.archiveTo),
      })),
    );
  }

  async reportViewings(viewings: readonly ViewingState[]): Promise<void> {
    await storeViewings(this.#core.sql, viewings);
  }

  async #cut(wake: (change: MediaChange) => void): Promise<void> {
    try {
      for (const viewingId of await pendingCuts(this.#core.sql)) wake({ kind: 'cut', viewingId });
    } catch (cause) {
      this.#core.log.error({ cause }, 'viewings to be cut cannot be read');
    }
  }
}

/** Sub-users share nothing of their owner's limit: each has its own. */
const maxViewings = (user: UserFacts): number | undefined => user.maxSessions ?? undefined;

function toSpec(stream: WantedStream): StreamSpec {
  const recorded = !stream.onDemand && stream.archiveDays !== null && stream.archiveDays > 0;
  return {
    cameraId: stream.cameraId,
    name: stream.name,
    url: stream.url,
    networks: stream.networks,
    onDemand: stream.onDemand,
    audio: stream.sound,
    recording: recorded
      ? {
          depthSeconds: Math.round((stream.archiveDays ?? 0) * SECONDS_A_DAY),
          maxBytes: stream.archiveGb === null ? undefined : stream.archiveGb * BYTES_A_GB,
        }
      : undefined,
  };
}
