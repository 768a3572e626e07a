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
  /** What a signed link is for; undefined: not ours. Whether it still opens anything is for `authorize` to say. */
  readLink(link: string): Promise<Link | undefined>;
  /** Windows open on other nodes, for the limits of a decision on this request; may be a moment old. */
  windowsElsewhere(request: PlaybackRequest, decision: AllowedPlayback): Promise<OpenWindows>;
  /**
   * The URL to hand to ffmpeg: host resolved once and pinned, checked against the egress policy of the organization.
   * Throws an Error whose message may be shown (no credentials in it) when the policy refuses.
   */
  pinSource(spec: StreamSpec): Promise<string>;
  /**
   * What a camera behind RTSP asks a login with (its `WWW-Authenticate`), to a question without one, at an address
   * checked like that of `pinSource`; empty where it asks for none. Throws when it does not answer.
   */
  challenges(spec: StreamSpec): Promise<readonly string[]>;
  /**
   * When a camera told of motion, as far as it touches the time between two instants (Unix ms). Throws when the answer
   * is not known.
   */
  motion(cameraId: number, from: number, to: number): Promise<readonly (readonly [from: number, to: number])[]>;
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
  /** Of RTSP; undefined: tcp. */
  readonly transport?: 'tcp' | 'udp' | undefined;
  /** By their places in the source, from 1: a sound that is not among them is dropped; undefined: the first one. */
  readonly tracks?: readonly number[] | undefined;
  /** Without a byte for so long the source is connected to anew; undefined: 10. */
  readonly timeoutSeconds?: number | undefined;
  /** Undefined: nothing is kept. */
  readonly recording: Recording | undefined;
}

/** How a stream is recorded and how long that is kept: an archive ages with recording switched off, too. */
export interface Recording {
  readonly depthSeconds: number;
  readonly maxBytes: number | undefined;
  /** Undefined: always. */
  readonly mode?: 'off' | 'always' | 'motion' | 'schedule';
  /** Of mode `schedule`: windows of a week; days are 1 (Monday) to 7, times HH:MM; one past midnight ends the next day. */
  readonly schedule?: readonly { readonly days: readonly number[]; readonly from: string; readonly to: string }[];
  /** Of the schedule. */
  readonly timeZone?: string;
}

export type MediaChange =
  | { readonly kind: 'streams' }
  | { readonly kind: 'access' }
  /** An operator cuts one viewing, by its id. */
  | { readonly kind: 'cut'; readonly viewingId: string };

export type PlaybackKind = 'live' | 'archive' | 'download' | 'snapshot' | 'info';

export interface PlaybackRequest {
  /** As in the URL; of a link what `readLink` says. */
  readonly name: string;
  readonly token: string | undefined;
  /** A signed link instead of name and token. */
  readonly link?: string | undefined;
  /** Tells windows of one browser apart; of a link its id. */
  readonly window?: string | undefined;
  readonly kind: PlaybackKind;
  /** The client's address. */
  readonly address: string;
  readonly userAgent: string | undefined;
}

export interface AllowedPlayback {
  readonly allowed: true;
  readonly cameraId: number;
  /** Who watches, for limits and lists, e.g. `user:5`. */
  readonly viewer: string;
  /** Simultaneous viewings that this viewer may have; undefined: no limit. */
  readonly maxViewings: number | undefined;
  /** The contract that the viewer watches under. */
  readonly organizationId: number | undefined;
  /** Windows of this kind (live, or archive and downloads) that may be open on this camera; undefined: no limit. */
  readonly windows: WindowLimits | undefined;
  /** Archive before it is not shown (Unix ms); undefined: all that is kept. */
  readonly archiveFrom: number | undefined;
  /** When the token itself ends (Unix ms); undefined: never. */
  readonly expiresAt: number | undefined;
}

export type PlaybackDecision =
  | AllowedPlayback
  | { readonly allowed: false; readonly code: DenialCode; readonly message: string };

/** By all users of the viewer's contract together, and by the viewer alone; undefined: no limit, 0: none allowed. */
export interface WindowLimits {
  readonly all: number | undefined;
  readonly own: number | undefined;
}

export interface OpenWindows {
  readonly all: number;
  readonly own: number;
}

/** A signed link, as its URL has it. */
export interface Link {
  readonly id: string;
  readonly cameraName: string;
  readonly kind: 'live' | 'archive' | 'download';
  /** Unix seconds and seconds; of a live link 0. A translation of the archive has no duration. */
  readonly from: number;
  readonly durationSeconds: number;
  /** Unix seconds. */
  readonly expiresAt: number;
}

export type DenialCode = 'no_token' | 'bad_token' | 'forbidden' | 'blocked' | 'not_found';

/** What keeps a picture that is there from being recorded. */
export type RecordingFault =
  /** The disk has no room left, for bytes or for files. */
  | 'disk_full'
  /** The service's own share of the disk is used up. */
  | 'quota'
  | 'read_only'
  /** The device answers with errors. */
  | 'disk_failing'
  /** The service may not write where the archive lies. */
  | 'no_permission'
  /** More comes in than the disk takes. */
  | 'disk_slow'
  | 'other';

export interface StreamState {
  readonly cameraId: number;
  readonly alive: boolean;
  /** Unix ms of the first fragment since it is alive. */
  readonly aliveSince: number | undefined;
  /** kbit/s over the last seconds. */
  readonly bitrate: number | undefined;
  /** Why it is not alive, without credentials; undefined while alive. */
  readonly error: string | undefined;
  /** Of a camera that is alive and should be recorded now, and is not; undefined: it is, or need not be. */
  readonly recordingError: RecordingFault | undefined;
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
  readonly protocol: 'mse' | 'hls' | 'mp4' | 'flv' | 'ts';
  readonly address: string;
  readonly userAgent: string | undefined;
  /** Unix ms. */
  readonly since: number;
  /** Since it last asked for something, ms; 0 of a connection. */
  readonly idleMs: number;
  /** The contract that the viewer watches under. */
  readonly organizationId: number | undefined;
  readonly bytes: number;
  /** Unix ms; undefined: still open. */
  readonly endedAt: number | undefined;
}
