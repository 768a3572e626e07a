import type { Archive } from '../archive/archive.ts';
import { Recorder } from '../archive/recorder.ts';
import type { MediaControl, StreamSpec, StreamState } from '../control.ts';
import { type Ffmpeg, NO_FFMPEG } from '../ffmpeg/find.ts';
import type { Modes } from '../ffmpeg/modes.ts';
import type { Fragment } from '../live/fragment.ts';
import { Ring } from '../live/ring.ts';
import { type Log, reason } from '../log.ts';
import type { Init } from '../mp4/init.ts';
import { Backoff } from './backoff.ts';
import { Bitrate } from './bitrate.ts';
import { Holds } from './holds.ts';
import { type SessionEnd, StreamSession } from './session.ts';
import type { StartQueue } from './starts.ts';

/** No fragment for so long: the camera is said to be off. */
const SILENT_MS = 5000;

export interface StreamDeps {
  readonly control: MediaControl;
  readonly archive: Archive;
  readonly starts: StartQueue;
  readonly log: Log;
  readonly ffmpeg: () => Ffmpeg | undefined;
  /** Marks our ffmpegs. */
  readonly mark: string;
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
 *     +--- last viewer gone, 20 s         +---------------- backoff 0.5 .. 30 s ----------+
 */
export class CameraStream {
  readonly ring = new Ring();
  readonly #deps: StreamDeps;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff();
  readonly #bitrate = new Bitrate();
  readonly #running: Promise<void>;
  #spec: StreamSpec;
  #session: StreamSession | undefined;
  #recorder: Recorder | undefined;
  #modes: Modes;
  readonly #holds = new Holds();
  #wake: (() => void) | undefined;
  #restartAtOnce = false;
  #starts = 0;
  #aliveSince: number | undefined;
  #error: string | undefined;
  #init: Init | undefined;

  constructor(deps: StreamDeps, spec: StreamSpec) {
    this.#deps = deps;
    this.#spec = spec;
    this.#modes = firstModes(spec);
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

  /** A new source or the sound restarts the stream; all else is taken as it runs. */
  update(spec: StreamSpec): void {
    const before = this.#spec;
    this.#spec = spec;
    if (before.url !== spec.url || before.audio !== spec.audio) {
      this.#modes = firstModes(spec);
      this.#restartAtOnce = true;
      this.#backoff.reset();
      this.#session?.stop();
    }
    if (!records(spec)) void this.#endRecording();
    if (!spec.onDemand || this.#restartAtOnce) this.#wake?.();
  }

  /** What was missing is there: does not wait for the end of the pause. */
  retry(): void {
    this.#backoff.reset();
    this.#wake?.();
  }

  /** Somebody watches: an on-demand stream runs until the last one has let go. `onStop`: the camera is switched off. */
  hold(onStop?: () => void): () => void {
    const release = this.#holds.take(onStop);
    this.#wake?.();
    return release;
  }

  /** Twice a second. */
  check(now: number): void {
    const session = this.#session;
    if (session === undefined) return;
    session.check(now);
    this.#bitrate.sample(now, session.bytes);
    if (this.#aliveSince !== undefined && now - (session.lastAt ?? now) >= SILENT_MS - 250) {
      this.#set(undefined, `the camera sends nothing for ${SILENT_MS / 1000} s`);
    }
    if (!this.#wanted(now)) session.stop();
  }

  state(): StreamState {
    const archive = this.#deps.archive.loaded(this.#spec.cameraId);
    return {
      cameraId: this.#spec.cameraId,
      alive: this.alive,
      aliveSince: this.#aliveSince,
      bitrate: this.alive ? this.#bitrate.kbits() : undefined,
      error: this.#error,
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
    this.#wake?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (!this.#wanted(Date.now())) {
        await this.#sleep(60_000);
        continue;
      }
      await this.#deps.starts.turn();
      if (signal.aborted) break;
      this.#restartAtOnce = false;
      const end = await this.#once();
      this.ring.end();
      await this.#endRecording();
      if (end.modes !== undefined) this.#modes = end.modes;
      const idle = !this.#wanted(Date.now());
      this.#set(undefined, idle || end.corrected || signal.aborted ? undefined : end.error);
      if (!signal.aborted && !idle && !this.#restartAtOnce && !end.corrected)
        await this.#sleep(this.#backoff.after(end.aliveMs));
    }
  }

  async #once(): Promise<SessionEnd> {
    const { control, archive, ffmpeg, mark, log } = this.#deps;
    const spec = this.#spec;
    const modes = this.#modes;
    let forced: NodeJS.Timeout | undefined;
    try {
      const program = ffmpeg();
      if (program === undefined) throw new Error(NO_FFMPEG);
      const url = spec.url.startsWith('fake://') ? spec.url : await control.pinSource(spec);
      if (records(spec)) await archive.camera(spec.cameraId);
      const { signal } = this.#stopping;
      return await new Promise<SessionEnd>((onEnd) => {
        const session = new StreamSession(program, url, modes, mark, {
          onFragment: (fragment) => this.#fragment(fragment),
          onEnd,
        });
        this.#session = session;
        this.#starts += 1;
        this.#bitrate.reset();
        const stop = () => {
          session.stop();
          forced = setTimeout(() => session.stop('SIGKILL'), 1500);
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
      });
    } catch (error) {
      return { error: reason(error), modes: undefined, corrected: false, aliveMs: 0 };
    } finally {
      clearTimeout(forced);
      this.#session = undefined;
      log.debug({ cameraId: spec.cameraId, modes }, 'a run of ffmpeg has ended');
    }
  }

  #fragment(fragment: Fragment): void {
    this.#init = fragment.epoch.init;
    this.ring.push(fragment);
    if (this.#recorder === undefined && records(this.#spec)) this.#record();
    this.#recorder?.push(fragment);
    if (this.#aliveSince === undefined) this.#set(Date.now(), undefined);
  }

  #record(): void {
    const { archive, log, segmentMs } = this.#deps;
    const { cameraId } = this.#spec;
    const camera = archive.loaded(cameraId);
    if (camera === undefined) {
      void archive.camera(cameraId);
      return;
    }
    this.#recorder = new Recorder(camera, segmentMs, (error) => {
      log.error({ cameraId, reason: error.message }, 'the archive cannot be written');
    });
    this.#recorder.onDrift = () => this.#session?.renew();
  }

  async #endRecording(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = undefined;
    await recorder?.finish();
  }

  #wanted(now: number): boolean {
    if (this.#stopping.signal.aborted) return false;
    return !this.#spec.onDemand || this.#holds.lasting(now, this.#deps.lingerMs);
  }

  #set(aliveSince: number | undefined, error: string | undefined): void {
    if (this.#aliveSince === aliveSince && this.#error === error) return;
    this.#aliveSince = aliveSince;
    this.#error = error;
    this.#deps.onEdge(this);
  }

  /** Until the time is up or something wakes it. */
  async #sleep(ms: number): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    await new Promise<void>((done) => {
      const timer = setTimeout(done, ms);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.#wake = undefined;
  }
}

/** Copy what can be copied; `nextModes` corrects it. */
function firstModes(spec: StreamSpec): Modes {
  return { video: 'copy', audio: spec.audio ? 'copy' : 'none' };
}

function records(spec: StreamSpec): boolean {
  return spec.recording !== undefined && !spec.onDemand;
}
