import type { RecordingFault, StreamSpec, StreamState } from '../control.ts';
import type { Modes } from '../ffmpeg/modes.ts';
import type { Fragment } from '../live/fragment.ts';
import { Ring } from '../live/ring.ts';
import type { Log } from '../log.ts';
import type { Init } from '../mp4/init.ts';
import { type AttemptDeps, attempt, stillDead } from './attempt.ts';
import { Backoff } from './backoff.ts';
import { Bitrate } from './bitrate.ts';
import { Holds } from './holds.ts';
import { Pause } from './pause.ts';
import type { SessionEnd, StreamSession } from './session.ts';
import type { StartQueue } from './starts.ts';
import { StreamRecording } from './stream-recording.ts';

/** No fragment for so long: the camera is said to be off. */
const SILENT_MS = 5000;

export interface StreamDeps extends AttemptDeps {
  readonly starts: StartQueue;
  readonly log: Log;
  readonly segmentMs: number;
  /** How long an on-demand stream runs on after its last viewer. */
  readonly lingerMs: number;
  /** A state has changed: to be reported at once. */
  readonly onEdge: (stream: CameraStream) => void;
}

/**
 * One camera that has to run, for as long as it has to.
 *
 *   idle (on demand, nobody watches) -> queued -> starting -> alive <-> silent (5 s) -> killed (10 s)
 *     ^                                   ^                                               |
 *     +--- last viewer gone, 20 s         +------- back-off 0.5 .. 30 s, refused: .. 10 min ----+
 *                                                  and once it answers at all
 *
 * Nothing cuts the back-off short but a change of this camera's own source: what is tried more often is a wrong password,
 * and an account that stays locked.
 */
export class CameraStream {
  readonly ring = new Ring();
  readonly #deps: StreamDeps;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff();
  readonly #bitrate = new Bitrate();
  /** Until somebody watches an on-demand stream. */
  readonly #idle = new Pause();
  /** Until a camera that failed is tried again. */
  readonly #pause = new Pause();
  readonly #recording: StreamRecording;
  readonly #running: Promise<void>;
  #spec: StreamSpec;
  #session: StreamSession | undefined;
  #modes: Modes;
  readonly #holds = new Holds();
  #restartAtOnce = false;
  /** No start before it; of `performance.now()`. */
  #notBefore = 0;
  #starts = 0;
  #aliveSince: number | undefined;
  #error: string | undefined;
  #reportedFault: RecordingFault | undefined;
  #init: Init | undefined;

  constructor(deps: StreamDeps, spec: StreamSpec) {
    this.#deps = deps;
    this.#spec = spec;
    this.#modes = firstModes(spec);
    this.#recording = new StreamRecording({ ...deps, onDrift: () => this.#session?.renew() }, spec);
    this.#running = this.#run();
  }

  get spec(): StreamSpec {
    return this.#spec;
  }

  get alive(): boolean {
    return this.#aliveSince !== undefined;
  }

  get running(): boolean {
    return this.#session !== undefined;
  }

  get pid(): number | undefined {
    return this.#session?.pid;
  }

  get init(): Init | undefined {
    return this.#init;
  }

  /** A new source, its transport or the sound restarts the stream; all else is taken as it runs. */
  update(spec: StreamSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    const moved = before.url !== spec.url || String(before.networks ?? '') !== String(spec.networks ?? '');
    const read = ({ audio, transport, tracks, timeoutSeconds }: StreamSpec) =>
      String([audio, transport, timeoutSeconds, ...(tracks ?? [])]);
    if (moved || read(before) !== read(spec)) {
      this.#modes = firstModes(spec);
      this.#restartAtOnce = true;
      this.retry();
      this.#session?.stop();
    }
    this.#recording.update(spec);
    this.#idle.wake();
  }

  /** What was missing is there: does not wait for the end of the pause. */
  retry(): void {
    this.#backoff.reset();
    this.#notBefore = 0;
    this.#pause.wake();
  }

  /** Somebody watches: an on-demand stream runs until the last one has let go. `onStop`: the camera is switched off. */
  hold(onStop?: () => void): () => void {
    const release = this.#holds.take(onStop);
    this.#idle.wake();
    return release;
  }

  /** Twice a second. */
  check(now: number): void {
    this.#recording.check();
    if (this.recordingError !== this.#reportedFault) this.#report();
    const session = this.#session;
    if (session === undefined) return;
    session.check(now);
    this.#bitrate.sample(now, session.bytes);
    if (this.#aliveSince !== undefined && now - (session.lastAt ?? now) >= SILENT_MS - 250) {
      this.#set(undefined, `the camera sends nothing for ${SILENT_MS / 1000} s`);
    }
    if (!this.#wanted(now)) session.stop();
  }

  /** What keeps the picture that is there from being recorded; undefined: it is recorded, or need not be now. */
  get recordingError(): RecordingFault | undefined {
    return this.alive && this.recording ? this.#recording.fault : undefined;
  }

  /** Whether it is to be recorded now. */
  get recording(): boolean {
    return this.#recording.wanted;
  }

  state(): StreamState {
    const archive = this.#deps.archive.loaded(this.#spec.cameraId);
    return {
      cameraId: this.#spec.cameraId,
      alive: this.alive,
      aliveSince: this.#aliveSince,
      bitrate: this.alive ? this.#bitrate.kbits() : undefined,
      error: this.#error,
      recordingError: this.recordingError,
      videoCodec: this.#init?.video.codec,
      audioCodec: this.#init?.audio?.codec,
      width: this.#init?.video.width,
      height: this.#init?.video.height,
      restarts: Math.max(0, this.#starts - 1),
      archiveBytes: archive?.bytes ?? 0,
      archiveFrom: archive?.from,
      archiveTo: archive?.to,
    };
  }

  /** Ends ffmpeg and the file that is being written; within 3 s. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#holds.stop();
    this.#session?.stop();
    this.#idle.wake();
    this.#pause.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (await this.#waited()) continue;
      this.#restartAtOnce = false;
      const shut = this.#backoff.failing ? await stillDead(this.#deps.control, this.#spec, signal) : undefined;
      if (shut === undefined) {
        await this.#deps.starts.turn(this.#backoff.failing);
        this.#restartAtOnce = false;
      }
      if (signal.aborted) break;
      const end = shut ?? (await this.#once());
      this.ring.end();
      await this.#recording.end();
      this.#ended(end);
    }
  }

  /** Until somebody watches, or the pause after a failure is over. False: nothing was waited for. */
  async #waited(): Promise<boolean> {
    if (!this.#wanted(Date.now())) {
      await this.#idle.wait(60_000);
      return true;
    }
    const wait = this.#notBefore - performance.now();
    if (wait <= 0) return false;
    await this.#pause.wait(wait);
    return true;
  }

  /** What the end of a session says of the next one, and of the camera. */
  #ended(end: SessionEnd): void {
    // What was learnt of the old source says nothing about a new one.
    if (end.modes !== undefined && !this.#restartAtOnce) this.#modes = end.modes;
    const idle = !this.#wanted(Date.now());
    if (idle) this.ring.clear();
    // Why no picture came stays known when the stream ends for good: of a blocked camera it is the last that was seen.
    const error = this.#stopping.signal.aborted ? this.#error : idle ? undefined : end.error;
    this.#set(undefined, end.corrected ? undefined : error);
    const refused = end.cause === 'login';
    if ((!idle || refused) && !this.#restartAtOnce && !end.corrected)
      this.#notBefore = performance.now() + this.#backoff.after(end.aliveMs, refused);
  }

  async #once(): Promise<SessionEnd> {
    const { signal } = this.#stopping;
    const end = await attempt(this.#deps, this.#spec, this.#modes, signal, {
      onStart: (session) => {
        this.#session = session;
        this.#starts += 1;
        this.#bitrate.reset();
        if (this.#restartAtOnce) session.stop(); // the source changed while its address was being checked
      },
      onFragment: (fragment) => this.#fragment(fragment),
    });
    this.#session = undefined;
    return end;
  }

  #fragment(fragment: Fragment): void {
    this.#init = fragment.epoch.init;
    this.ring.push(fragment);
    this.#recording.push(fragment);
    if (this.#aliveSince === undefined) this.#set(Date.now(), undefined);
  }

  #wanted(now: number): boolean {
    if (this.#stopping.signal.aborted) return false;
    return !this.#spec.onDemand || this.#holds.lasting(now, this.#deps.lingerMs);
  }

  #set(aliveSince: number | undefined, error: string | undefined): void {
    if (this.#aliveSince === aliveSince && this.#error === error) return;
    this.#aliveSince = aliveSince;
    this.#error = error;
    this.#report();
  }

  #report(): void {
    this.#reportedFault = this.recordingError;
    this.#deps.onEdge(this);
  }
}

/** Copy what can be copied; `nextModes` corrects it. */
function firstModes(spec: StreamSpec): Modes {
  const { audio, transport, tracks, timeoutSeconds } = spec;
  return { video: 'copy', audio: audio ? 'copy' : 'none', transport, tracks, timeoutSeconds };
}
