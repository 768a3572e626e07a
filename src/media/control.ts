/**
 * What the media node asks of the rest of the system, and all that it asks. The node itself knows no organizations,
 * no plans and no database: it gets streams to run and decisions on who may watch.
 */
export interface MediaControl {
  /** Every stream that this node has to run now; what is missing from it must stop. Throws when the answer is not known. */
  streams(): Promise<readonly StreamSpec[]>;
  /** Calls `wake` within 100 ms of a change that may alter `streams()` or a decision; until `signal` aborts. */
  follow(wake: (change: MediaChange) => void, signal: AbortSignal): void;
  /** Decides one playback request. Cheap (memory) in the usual case. Throws when the answer is not known: refuse then with 503. */
  authorize(request: PlaybackRequest): Promise<PlaybackDecision>;
  /**
   * The URL to hand to ffmpeg: host resolved once and pinned, checked against the egress policy of the organization.
   * Throws an Error whose message may be shown (no credentials in it) when the policy refuses.
   */
  pinSource(spec: StreamSpec): Promise<string>;
  /** States of streams, on edges at once and of running ones every few seconds. */
  reportStreams(states: readonly StreamState[]): Promise<void>;
  /** Open viewings and those that ended since the last report, every few seconds. */
  reportViewings(viewings: readonly ViewingState[]): Promise<void>;
}

export interface StreamSpec {
  readonly cameraId: number;
  /** Unique; may hold `/ . _ - ( )` and more; what the URLs use. */
  readonly name: string;
  /** `fake://clock`, `fake://fake`, `rtsp://user:pass@host/path`, rtsps, rtmp, http, https. */
  readonly url: string;
  /** CIDR networks that the source has to be in, for `pinSource`; none: wherever the policy allows. */
  readonly networks?: readonly string[] | undefined;
  /** Runs only while somebody watches (and never records then). */
  readonly onDemand: boolean;
  /** False: the stream's sound is dropped. */
  readonly audio: boolean;
  /** Undefined: not recorded. */
  readonly recording: { readonly depthSeconds: number; readonly maxBytes: number | undefined } | undefined;
}

export type MediaChange =
  | { readonly kind: 'streams' }
  | { readonly kind: 'access' }
  /** An operator cuts one viewing, by its id. */
  | { readonly kind: 'cut'; readonly viewingId: string };

export type PlaybackKind = 'live' | 'archive' | 'download' | 'snapshot' | 'info';

export interface PlaybackRequest {
  /** As in the URL. */
  readonly name: string;
  readonly token: string | undefined;
  readonly kind: PlaybackKind;
  /** The client's address. */
  readonly address: string;
  readonly userAgent: string | undefined;
}

export type PlaybackDecision =
  | {
      readonly allowed: true;
      readonly cameraId: number;
      /** Who watches, for limits and lists, e.g. `user:5`. */
      readonly viewer: string;
      /** Simultaneous viewings that this viewer may have; undefined: no limit. */
      readonly maxViewings: number | undefined;
      /** Archive before it is not shown (Unix ms); undefined: all that is kept. */
      readonly archiveFrom: number | undefined;
      /** When the token itself ends (Unix ms); undefined: never. */
      readonly expiresAt: number | undefined;
    }
  | { readonly allowed: false; readonly code: DenialCode; readonly message: string };

export type DenialCode = 'no_token' | 'bad_token' | 'forbidden' | 'blocked' | 'not_found';

export interface StreamState {
  readonly cameraId: number;
  readonly alive: boolean;
  /** Unix ms of the first fragment since it is alive. */
  readonly aliveSince: number | undefined;
  /** kbit/s over the last seconds. */
  readonly bitrate: number | undefined;
  /** Why it is not alive, without credentials; undefined while alive. */
  readonly error: string | undefined;
  readonly videoCodec: string | undefined;
  readonly audioCodec: string | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly restarts: number;
  /** Bytes of archive on this node, and its first and last instant (Unix ms). */
  readonly archiveBytes: number;
  readonly archiveFrom: number | undefined;
  readonly archiveTo: number | undefined;
}

export interface ViewingState {
  readonly id: string;
  readonly viewer: string;
  readonly cameraId: number;
  readonly kind: PlaybackKind;
  readonly protocol: 'mse' | 'hls' | 'mp4';
  readonly address: string;
  readonly userAgent: string | undefined;
  /** Unix ms. */
  readonly since: number;
  readonly bytes: number;
  /** Unix ms; undefined: still open. */
  readonly endedAt: number | undefined;
}
