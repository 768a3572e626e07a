import { Recorder, records, recordsByMotion } from '../archive/recorder.ts';
import { Week } from '../archive/week.ts';
import type { StreamSpec, StreamState } from '../control.ts';
import type { Modes } from '../ffmpeg/modes.ts';
import type { Fragment } from '../live/fragment.ts';
import { Ring } from '../live/ring.ts';
import { type Log, reason } from '../log.ts';
import type { Init } from '../mp4/init.ts';
import { type AttemptDeps, attempt } from './attempt.ts';
import { Backoff } from './backoff.ts';
import { Bitrate } from './bitrate.ts';
import { Holds } from './holds.ts';
import { Pause } from './pause.ts';
import type { SessionEnd, StreamSession } from './session.ts';
import type { StartQueue } from './starts.ts';

/** No fragment for so long: the camera is said to be off. */
const SILENT_MS = 5000;
const UNREADABLE = 'the archive cannot be read';

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
 *     +--- last viewer gone, 20 s         +---------------- backoff 0.5 .. 30 s ----------+
 */
export class CameraStream {
  readonly ring = new Ring();
  readonly #deps: StreamDeps;
  readonly #stopping = new AbortController();
  readonly #backoff = new Backoff();
  readonly #bitrate = new Bitrate();
  readonly #pause = new Pause();
  readonly #running: Promise<void>;
  #spec: StreamSpec;
  #session: StreamSession | undefined;
  #recorder: Recorder | undefined;
  #week: Week;
  #modes: Modes;
  readonly #holds = new Holds();
  #restartAtOnce = false;
  #starts = 0;
  #aliveSince: number | undefined;
  #error: string | undefined;
  #init: Init | undefined;

  constructor(deps: StreamDeps, spec: StreamSpec) {
    this.#deps = deps;
    this.#spec = spec;
    this.#modes = firstModes(spec);
    this.#week = new Week(spec.recording);
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
    if (moved || before.audio !== spec.audio || before.transport !== spec.transport) {
      this.#modes = firstModes(spec);
      this.#restartAtOnce = true;
      this.#backoff.reset();
      this.#session?.stop();
    }
    this.#week = new Week(spec.recording);
    if (!records(spec) || recordsByMotion(spec) !== recordsByMotion(before)) void this.#endRecording();
    if (!spec.onDemand || this.#restartAtOnce) this.#pause.wake();
  }

  /** What was missing is there: does not wait for the end of the pause. */
  retry(): void {
    this.#backoff.reset();
    this.#pause.wake();
  }

  /** Somebody watches: an on-demand stream runs until the last one has let go. `onStop`: the camera is switched off. */
  hold(onStop?: () => void): () => void {
    const release = this.#holds.take(onStop);
    this.#pause.wake();
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
    this.#pause.wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (!this.#wanted(Date.now())) {
        await this.#pause.wait(60_000);
        continue;
      }
      await this.#deps.starts.turn();
      if (signal.aborted) break;
      this.#restartAtOnce = false;
      const end = await this.#once();
      this.ring.end();
      await this.#endRecording();
      // What was learnt of the old source says nothing about a new one.
      if (end.modes !== undefined && !this.#restartAtOnce) this.#modes = end.modes;
      const idle = !this.#wanted(Date.now());
      this.#set(undefined, idle || end.corrected || signal.aborted ? undefined : end.error);
      if (!signal.aborted && !idle && !this.#restartAtOnce && !end.corrected)
        await this.#pause.wait(this.#backoff.after(end.aliveMs));
    }
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
    const recording = records(this.#spec) && this.#week.isOpen(Date.now());
    if (recording && this.#recorder === undefined) this.#record();
    if (recording) this.#recorder?.push(fragment);
    else void this.#endRecording();
    if (this.#aliveSince === undefined) this.#set(Date.now(), undefined);
  }

  #record(): void {
    const { archive, log, segmentMs } = this.#deps;
    const { cameraId } = this.#spec;
    const camera = archive.loaded(cameraId);
    if (camera === undefined) {
      archive.camera(cameraId).catch((error) => log.error({ cameraId, reason: reason(error) }, UNREADABLE));
      return;
    }
    this.#recorder = new Recorder(camera, segmentMs, recordsByMotion(this.#spec), (error) => {
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
}

/** Copy what can be copied; `nextModes` corrects it. */
function firstModes(spec: StreamSpec): Modes {
  return { video: 'copy', audio: spec.audio ? 'copy' : 'none', transport: spec.transport };
}
