import type { UserFacts } from '../core/access/facts.ts';
import { authorizeLink, authorizePlayback, linkKind } from '../core/access/playback.ts';
import { motionBetween } from '../core/cameras/recording/motion.ts';
import { reportStreamStates } from '../core/cameras/recording/stream-events.ts';
import { type WantedStream, wantedStreams } from '../core/cameras/recording/streams.ts';
import { parseSource } from '../core/cameras/source/parts.ts';
import type { Core } from '../core/core.ts';
import { VIDEO_SCHEMES } from '../core/egress/policy.ts';
import { pendingCuts, storeViewings } from '../core/viewings/store.ts';
import { accountOf, openWindows, windowLimits } from '../core/viewings/windows.ts';
import { describe } from '../devices/rtsp.ts';
import type {
  AllowedPlayback,
  Link,
  MediaChange,
  MediaControl,
  OpenWindows,
  PlaybackDecision,
  PlaybackRequest,
  StreamSpec,
  StreamState,
  ViewingState,
} from '../media/control.ts';

/** A camera that has just refused a login answers within two or three seconds. */
const CHALLENGE_MS = 5000;
const SECONDS_A_DAY = 86_400;
const BYTES_A_GB = 1e9;
const date = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/** The media node's questions, answered by the core of the same process. */
export class CoreMediaControl implements MediaControl {
  readonly #core: Core;
  readonly #node: string;

  /** `node`: what tells this media node from others, the same after a restart. */
  constructor(core: Core, node: string) {
    this.#core = core;
    this.#node = node;
  }

  async streams(): Promise<readonly StreamSpec[]> {
    const wanted = await wantedStreams(this.#core.sql, this.#core.sealer);
    return wanted.map(toSpec);
  }

  follow(wake: (change: MediaChange) => void, signal: AbortSignal): void {
    this.#core.feed.onChanges((all) => {
      const changes = all.filter((c) => c.kind !== 'outbox');
      if (changes.length === 0) return;
      wake({ kind: 'access' });
      if (changes.some((c) => c.kind !== 'user' && c.kind !== 'client' && c.kind !== 'viewing'))
        wake({ kind: 'streams' });
      if (changes.some((c) => c.kind === 'viewing')) void this.#cut(wake);
    }, signal);
  }

  async authorize(request: PlaybackRequest): Promise<PlaybackDecision> {
    const { link } = request;
    const answer =
      link === undefined
        ? await authorizePlayback(this.#core, request)
        : await authorizeLink(this.#core, { ...request, link });
    if (!answer.allowed) return answer;
    const { viewer } = answer;
    return {
      allowed: true,
      cameraId: answer.camera.id,
      viewer: `${viewer.kind}:${viewer.id}`,
      maxViewings: viewer.kind === 'user' ? maxViewings(viewer) : undefined,
      organizationId: accountOf(viewer)?.organizationId,
      windows: opensWindow(request) ? windowLimits(viewer, request.kind !== 'live') : undefined,
      archiveFrom: answer.archiveFrom,
      expiresAt: answer.expiresAt,
    };
  }

  async readLink(link: string): Promise<Link | undefined> {
    const claims = this.#core.links.read(link);
    const camera = claims && (await this.#core.access.cameraById(claims.cameraId));
    if (!camera) return undefined;
    const { id, from, durationSeconds, expiresAt } = claims;
    return { id, cameraName: camera.name, kind: linkKind(claims), from, durationSeconds, expiresAt };
  }

  async windowsElsewhere(request: PlaybackRequest, decision: AllowedPlayback): Promise<OpenWindows> {
    const { organizationId, cameraId, viewer } = decision;
    if (organizationId === undefined) return { all: 0, own: 0 };
    const archive = request.kind !== 'live';
    return await openWindows(this.#core.sql, { cameraId, archive, organizationId, viewer, notOn: this.#node });
  }

  async pinSource(spec: StreamSpec): Promise<string> {
    return await this.#core.egress.pin(spec.url, VIDEO_SCHEMES, spec.networks);
  }

  async challenges(spec: StreamSpec): Promise<readonly string[]> {
    const pinned = parseSource(await this.pinSource(spec));
    const { headers } = await describe({ ...pinned, login: '', password: '' }, AbortSignal.timeout(CHALLENGE_MS));
    return headers.get('www-authenticate') ?? [];
  }

  async motion(cameraId: number, from: number, to: number): Promise<readonly (readonly [number, number])[]> {
    const found = await motionBetween(this.#core.sql, cameraId, new Date(from), new Date(to));
    return found.map(({ beganAt, endedAt }) => [beganAt.getTime(), endedAt.getTime()]);
  }

  async reportStreams(states: readonly StreamState[]): Promise<void> {
    await reportStreamStates(
      this.#core,
      states.map((s) => ({
        cameraId: s.cameraId,
        alive: s.alive,
        aliveSince: date(s.aliveSince),
        bitrate: s.bitrate === undefined ? null : Math.round(s.bitrate),
        error: s.error?.slice(0, 500) ?? null,
        recordingError: s.recordingError ?? null,
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
    await storeViewings(this.#core.sql, this.#node, viewings);
  }

  async #cut(wake: (change: MediaChange) => void): Promise<void> {
    try {
      for (const viewingId of await pendingCuts(this.#core.sql)) wake({ kind: 'cut', viewingId });
    } catch (cause) {
      this.#core.log.error({ cause }, 'viewings to be cut cannot be read');
    }
  }
}

/** Snapshots and requests for information open no viewing window. */
const opensWindow = ({ kind }: PlaybackRequest): boolean => kind !== 'snapshot' && kind !== 'info';

/** Sub-users share nothing of their owner's limit: each has its own. */
const maxViewings = (user: UserFacts): number | undefined => user.maxSessions ?? undefined;

function toSpec(stream: WantedStream): StreamSpec {
  const kept = stream.archiveDays !== null && stream.archiveDays > 0;
  return {
    cameraId: stream.cameraId,
    name: stream.name,
    url: stream.url,
    networks: stream.networks,
    onDemand: stream.onDemand,
    audio: stream.sound,
    transport: stream.transport ?? undefined,
    tracks: stream.tracks,
    timeoutSeconds: stream.timeoutSeconds,
    recording: kept
      ? {
          mode: stream.recordMode,
          schedule: stream.recordSchedule ?? [],
          timeZone: stream.timeZone,
          depthSeconds: Math.round((stream.archiveDays ?? 0) * SECONDS_A_DAY),
          maxBytes: stream.archiveGb === null ? undefined : stream.archiveGb * BYTES_A_GB,
        }
      : undefined,
  };
}
