import { streamCommand } from '../ffmpeg/command.ts';
import type { Ffmpeg } from '../ffmpeg/find.ts';
import { explain } from '../ffmpeg/messages.ts';
import { type Evidence, type Modes, nextModes } from '../ffmpeg/modes.ts';
import { FfmpegProcess } from '../ffmpeg/process.ts';
import type { Epoch, Fragment } from '../live/fragment.ts';
import { reason } from '../log.ts';
import { type FragmentTimes, parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import { ParameterSets } from '../mp4/parameter-sets.ts';
import { FragmentSplitter } from '../mp4/splitter.ts';
import { StreamClock } from './clock.ts';

/** ffmpeg that gives nothing for so long is killed: at the start, and once it has given something. */
const START_LIMIT_MS = 15_000;
const STALL_LIMIT_MS = 10_000;

export interface SessionEnd {
  /** Why, for the operator, without credentials. */
  readonly error: string;
  /** What to try next time, when these modes were not right. */
  readonly modes: Modes | undefined;
  /** True when that is certain: no failure of the camera, and no reason to wait. */
  readonly corrected: boolean;
  /** How long there was a picture, ms. */
  readonly aliveMs: number;
}

export interface SessionEvents {
  onFragment(fragment: Fragment): void;
  onEnd(end: SessionEnd): void;
}

/** One run of ffmpeg for one camera: from its start until it ends or is ended. */
export class StreamSession {
  readonly #process: FfmpegProcess;
  readonly #url: string;
  readonly #modes: Modes;
  readonly #events: SessionEvents;
  readonly #startedAt = Date.now();
  #epoch: Epoch | undefined;
  #init: Init | undefined;
  #wrong: Modes | undefined;
  #problem: string | undefined;
  #silent = false;
  #firstAt: number | undefined;
  #renew = false;
  /** Time has jumped within a group of pictures: the rest of it is of no use. */
  #torn = false;
  readonly #sets = new ParameterSets();
  /** Unix ms of the last fragment; bytes since the start. */
  lastAt: number | undefined;
  bytes = 0;

  /** Throws when the URL cannot be run. */
  constructor(ffmpeg: Ffmpeg, url: string, modes: Modes, mark: string, events: SessionEvents) {
    this.#url = url;
    this.#modes = modes;
    this.#events = events;
    const splitter = new FragmentSplitter({
      onInit: (data) => this.#head(data),
      onFragment: (data) => this.#fragment(data),
    });
    this.#process = new FfmpegProcess(ffmpeg, streamCommand(url, modes, ffmpeg), mark, {
      onData: (chunk) => {
        this.bytes += chunk.length;
        if (this.#problem !== undefined || this.#wrong !== undefined) return;
        try {
          splitter.push(chunk);
        } catch (error) {
          this.#fail(reason(error));
        }
      },
      onEnd: (messages) => this.#end(messages),
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get init(): Init | undefined {
    return this.#init;
  }

  /** Called about twice a second: kills what hangs. */
  check(now: number): void {
    const limit = this.lastAt === undefined ? START_LIMIT_MS : STALL_LIMIT_MS;
    if (this.#problem !== undefined || now - (this.lastAt ?? this.#startedAt) < limit) return;
    this.#silent = this.lastAt === undefined;
    this.#fail(`the camera sends nothing for ${limit / 1000} s`);
  }

  /** The clock of the camera has drifted: the next key picture begins a new epoch. */
  renew(): void {
    this.#renew = true;
  }

  stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): void {
    this.#process.kill(signal);
  }

  #head(data: Buffer): void {
    // Apple plays HEVC under this name alone; the two differ in where parameter sets may stand.
    const at = data.indexOf('hev1', 0, 'latin1');
    if (at > 0) data.write('hvc1', at, 'latin1');
    this.#init = parseInit(data);
    const evidence = { init: this.#init, messages: '', silent: false };
    this.#wrong = nextModes(this.#modes, evidence);
    if (this.#wrong !== undefined) this.#process.kill('SIGKILL');
  }

  #fragment(data: Buffer): void {
    const init = this.#init;
    if (this.#wrong !== undefined) return;
    if (init === undefined) throw new Error('a fragment before the head');
    const now = Date.now();
    const times = parseFragment(data, init);
    this.lastAt = now;
    this.#firstAt ??= now;
    if (times === undefined) this.#sound(data);
    else this.#pictures(data, init, times, now);
  }

  #pictures(data: Buffer, init: Init, times: FragmentTimes, now: number): void {
    const { startMs, durationMs, key } = times;
    if (key && this.#sets.changed(data, times)) {
      this.#fail('the camera changed its picture format');
      return;
    }
    const jumped = this.#epoch?.clock.observe(startMs, durationMs, now) === true;
    if (jumped) this.#torn = true;
    let epoch = this.#epoch;
    if (epoch === undefined || ((this.#torn || this.#renew) && key)) {
      epoch = { id: Math.max(now, (epoch?.id ?? 0) + 1), init, clock: new StreamClock() };
      epoch.clock.observe(startMs, durationMs, now);
      this.#epoch = epoch;
      this.#renew = false;
      this.#torn = false;
    }
    if (this.#torn) return;
    this.#events.onFragment({ data, epoch, key, streamMs: startMs, startMs: epoch.clock.wall(startMs), durationMs });
  }

  /** Belongs to the pictures before it. */
  #sound(data: Buffer): void {
    const epoch = this.#epoch;
    if (epoch === undefined || this.#torn) return;
    const end = epoch.clock.end;
    this.#events.onFragment({ data, epoch, key: false, streamMs: end, startMs: epoch.clock.wall(end), durationMs: 0 });
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
    this.#process.kill('SIGKILL');
  }

  #end(messages: string): void {
    const evidence: Evidence = { init: this.#init, messages, silent: this.#silent };
    const modes = this.#wrong ?? nextModes(this.#modes, evidence);
    const aliveMs = this.#firstAt === undefined ? 0 : Date.now() - this.#firstAt;
    const corrected = modes !== undefined && !this.#silent;
    this.#events.onEnd({ error: this.#problem ?? explain(messages, this.#url), modes, corrected, aliveMs });
  }
}
