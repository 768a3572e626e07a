import { resolve } from 'node:path';
import { Archive } from './archive/archive.ts';
import type { Disk } from './archive/room.ts';
import type { MediaChange, MediaControl, StreamState } from './control.ts';
import { type Ffmpeg, findFfmpeg, NO_FFMPEG } from './ffmpeg/find.ts';
import { endOrphans } from './ffmpeg/orphans.ts';
import { type Log, reason } from './log.ts';
import { Pictures } from './pictures.ts';
import { countRecordings, type RecordingCounts, recordingProblem } from './recordings.ts';
import type { CameraStream } from './stream/camera-stream.ts';
import { StartQueue } from './stream/starts.ts';
import { Supervisor } from './stream/supervisor.ts';
import type { TurnLimits } from './turns.ts';
import type { Viewing } from './viewing.ts';
import { Viewings } from './viewings.ts';

export interface MediaNodeOptions {
  readonly control: MediaControl;
  /** The archive lies in its folder `archive`, what is being written in `spool`. */
  readonly dataDir: string;
  /** Undefined: the system's, or one that is installed. */
  readonly ffmpegPath: string | undefined;
  readonly log: Log;
  /** Length of an archive file; 60 s. */
  readonly segmentSeconds?: number;
  /** How long an on-demand stream runs on after its last viewer; 20 s. */
  readonly lingerSeconds?: number;
  /** How many pictures are made at once; 2, and 100 may wait. */
  readonly pictureLimits?: TurnLimits;
  /** False: does not install ffmpeg when there is none. */
  readonly install?: boolean;
}

export interface MediaHealth {
  readonly ok: boolean;
  /** What is wrong, for the operator. */
  readonly reason: string | undefined;
  readonly ffmpeg: { readonly path: string; readonly version: string } | undefined;
  /** Streams that have a picture, and those that should. */
  readonly running: number;
  readonly wanted: number;
  readonly viewings: number;
  readonly recording: RecordingCounts;
  /** Bytes; undefined: it does not say. */
  readonly disk: Disk | undefined;
}

const REPORT_MS = 5000;
const VIEWINGS_MS = 2000;
const SWEEP_MS = 60_000;
const WATCH_MS = 1000;
const TELL_MS = 20;
/** Installing takes minutes: the server does not wait for it. */
const FIND_MS = 3000;

/**
 * Takes the video in, keeps the archive, and holds what the gateway serves. It can be killed at any moment, and goes on
 * recording while the control plane is away. One of them for a data folder.
 */
export class MediaNode {
  readonly control: MediaControl;
  readonly archive: Archive;
  readonly supervisor: Supervisor;
  readonly viewings: Viewings;
  /** Those of the viewings that read the archive as fast as the client takes it. */
  readonly downloads = new Set<Viewing>();
  readonly pictures: Pictures;
  readonly log: Log;
  readonly #options: MediaNodeOptions;
  readonly #mark: string;
  readonly #life = new AbortController();
  #timers: NodeJS.Timeout[] = [];
  #ffmpeg: Ffmpeg | undefined;
  #searching = true;
  #edges = new Map<number, StreamState>();
  #checking = false;
  #checkAgain = false;
  #telling: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(options: MediaNodeOptions) {
    const { control, log } = options;
    this.#options = options;
    this.control = control;
    this.log = log;
    this.#mark = resolve(options.dataDir);
    this.archive = new Archive(options.dataDir, log);
    this.viewings = new Viewings(control, log, () => this.#viewingsChanged());
    this.pictures = new Pictures(() => this.#ffmpeg, options.pictureLimits);
    this.supervisor = new Supervisor({
      control,
      log,
      archive: this.archive,
      starts: new StartQueue(),
      ffmpeg: () => this.#ffmpeg,
      mark: this.#mark,
      segmentMs: (options.segmentSeconds ?? 60) * 1000,
      lingerMs: (options.lingerSeconds ?? 20) * 1000,
      onEdge: (stream) => this.#edge(stream),
    });
  }

  /** Resolves when the archive is read and the streams are on their way. */
  async start(): Promise<void> {
    const orphans = await endOrphans(this.#mark);
    if (orphans > 0) this.log.warn({ orphans }, 'ended the ffmpegs that a killed server had left');
    const found = this.#find();
    await this.archive.start();
    await Promise.race([found, new Promise((done) => setTimeout(done, FIND_MS).unref())]);
    this.control.follow((change) => this.#changed(change), this.#life.signal);
    this.#timers = [
      setInterval(() => this.#report([...this.supervisor.streams()].map((stream) => stream.state())), REPORT_MS),
      setInterval(() => void this.#checkViewings(), VIEWINGS_MS),
      setInterval(() => this.#sweep(), SWEEP_MS),
      setInterval(() => this.#watchDisk(), WATCH_MS),
    ];
    this.#sweep();
    await this.supervisor.start();
  }

  /** Ends all streams so that their last files are whole; within 3 s. */
  async stop(): Promise<void> {
    this.#life.abort();
    for (const timer of this.#timers) clearInterval(timer);
    this.viewings.closeAll();
    await this.supervisor.stop();
    await this.#sweeping;
    clearTimeout(this.#telling);
    await this.reportViewings();
  }

  /** Undefined when the camera has no stream here. */
  status(cameraId: number): StreamState | undefined {
    return this.supervisor.stream(cameraId)?.state();
  }

  async health(): Promise<MediaHealth> {
    const running = [...this.supervisor.streams()].filter((stream) => stream.alive).length;
    const disk = await this.archive.disk().catch(() => undefined);
    const ffmpeg = this.#ffmpeg;
    const missing = this.#searching ? 'ffmpeg is being looked for or installed' : NO_FFMPEG;
    const recording = countRecordings(this.supervisor.streams());
    const unrecorded = this.archive.guard.room.problem ?? recordingProblem(recording);
    const reason = ffmpeg === undefined ? missing : (this.supervisor.problem ?? unrecorded);
    return {
      ok: reason === undefined,
      reason,
      ffmpeg: ffmpeg === undefined ? undefined : { path: ffmpeg.path, version: ffmpeg.version },
      running,
      wanted: this.supervisor.wanted,
      viewings: this.viewings.count,
      recording,
      disk,
    };
  }

  /** The camera was deleted: removes its archive. Not for one that is switched off. */
  async forget(cameraId: number): Promise<void> {
    await this.supervisor.release(cameraId);
    await this.archive.forget(cameraId);
  }

  async #find(): Promise<void> {
    const { ffmpegPath, log, install } = this.#options;
    try {
      this.#ffmpeg = await findFfmpeg({ path: ffmpegPath, log, ...(install === undefined ? {} : { install }) });
    } finally {
      this.#searching = false;
    }
    for (const stream of this.supervisor.streams()) stream.retry();
  }

  #changed(change: MediaChange): void {
    if (change.kind === 'streams') this.supervisor.wake();
    else if (change.kind === 'access') void this.#checkViewings();
    else this.viewings.cut(change.viewingId);
  }

  /** Edges of one turn of the event loop go out together. */
  #edge(stream: CameraStream): void {
    if (this.#edges.size === 0) {
      setImmediate(() => {
        const states = [...this.#edges.values()];
        this.#edges = new Map();
        this.#report(states);
      });
    }
    const state = stream.state();
    this.#edges.set(state.cameraId, state);
  }

  #report(states: readonly StreamState[]): void {
    if (states.length === 0) return;
    this.control.reportStreams(states).catch((error) => {
      this.log.warn({ reason: reason(error) }, 'states of streams could not be reported');
    });
  }

  /** Told at once, since other nodes and the makers of links count windows; those of a moment go together. */
  #viewingsChanged(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      void this.reportViewings();
    }, TELL_MS);
  }

  /** Changes come in bursts: one check at a time, and one more when something changed meanwhile. */
  async #checkViewings(): Promise<void> {
    if (this.#checking) {
      this.#checkAgain = true;
      return;
    }
    this.#checking = true;
    do {
      this.#checkAgain = false;
      await this.viewings.check();
    } while (this.#checkAgain);
    this.#checking = false;
    await this.reportViewings();
  }

  /** Tells what is open and what has ended, now. */
  async reportViewings(): Promise<void> {
    const viewings = this.viewings.report();
    if (viewings.length === 0) return;
    await this.control.reportViewings(viewings).catch((error) => {
      this.log.warn({ reason: reason(error) }, 'viewings could not be reported');
    });
  }

  /** A disk that does not answer is told by the recorders. */
  #watchDisk(): void {
    this.archive.guard.watch().catch((error) => {
      this.log.debug({ reason: reason(error) }, 'the disk of the archive does not say what is free');
    });
  }

  #sweep(): void {
    this.#sweeping = this.#sweeping
      .then(() => this.archive.sweep(Date.now()))
      .then(() => this.archive.sweepByMotion(Date.now(), (id, from, to) => this.control.motion(id, from, to)))
      .catch((error) => this.log.error({ reason: reason(error) }, 'the archive could not be swept'));
  }
}
