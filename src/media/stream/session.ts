import { streamCommand } from '../ffmpeg/command.ts';
import type { Ffmpeg } from '../ffmpeg/find.ts';
import { type Cause, diagnose } from '../ffmpeg/messages.ts';
import { type Evidence, type Modes, type NextModes, nextModes } from '../ffmpeg/modes.ts';
import { FfmpegProcess } from '../ffmpeg/process.ts';
import type { Epoch, Fragment } from '../live/fragment.ts';
import { reason } from '../log.ts';
import { type FragmentTimes, parseFragment } from '../mp4/fragment.ts';
import { type Init, parseInit } from '../mp4/init.ts';
import { limitDurations } from '../mp4/limit-durations.ts';
import { ParameterSets } from '../mp4/parameter-sets.ts';
import { FragmentSplitter } from '../mp4/splitter.ts';
import { StreamClock } from './clock.ts';

/** ffmpeg that gives nothing for so long is killed: at the start, and once it has given something. */
const START_LIMIT_MS = 15_000;
/** With a long look for parameter sets, and for a sound that was just there. */
const LONG_START_LIMIT_MS = 40_000;
const LATE_START_LIMIT_MS = 6000;
const STALL_LIMIT_MS = 10_000;
/** What changes its format more often than this is not reconnected at once. */
const STEADY_MS = 2000;
/** Sound that was heard so lately goes on. */
const SOUNDING_MS = 5000;
/** No moment of the archive lies further ahead of the clock on the wall. */
const MAX_AHEAD_MS = 2000;

export interface SessionEnd {
  /** Why, for the operator, without credentials. */
  readonly error: string;
  readonly cause: Cause;
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
  #wrong: NextModes | undefined;
  #problem: string | undefined;
  /** The camera was well when it did what cannot go on in this run. */
  #blameless = false;
  #soundAt = Number.NEGATIVE_INFINITY;
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
      onSound: () => this.#soundBegan(),
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
    const own = (this.#modes.timeoutSeconds ?? 0) * 1000;
    const limit = this.lastAt === undefined ? Math.max(this.#startLimit(), own) : own || STALL_LIMIT_MS;
    if (this.#problem !== undefined || now - (this.lastAt ?? this.#startedAt) < limit) return;
    this.#silent = this.lastAt === undefined;
    this.#fail(`the camera sends nothing for ${limit / 1000} s`);
  }

  #startLimit(): number {
    if (this.#modes.look === 'long') return LONG_START_LIMIT_MS;
    const { audio, late } = this.#modes;
    return audio !== 'none' && late !== undefined ? LATE_START_LIMIT_MS : START_LIMIT_MS;
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
    const evidence = { init: this.#init, messages: '', silent: false, sounding: true };
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
    if (times === undefined || times.sounds) this.#soundAt = now;
    if (times === undefined) this.#sound(data);
    else this.#pictures(data, init, times, now);
  }

  #pictures(data: Buffer, init: Init, times: FragmentTimes, now: number): void {
    const { startMs, pictures, key } = times;
    const durationMs = this.#withinTime(data, init, times, now);
    if (key && this.#sets.changed(data, times)) {
      this.#blameless = now - (this.#firstAt ?? now) >= STEADY_MS;
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
    const at = { streamMs: startMs, startMs: epoch.clock.wall(startMs), durationMs };
    this.#events.onFragment({ data, epoch, key, pictures, ...at });
  }

  /** How long the pictures last; what would reach into the future does not, and the next run finds the time anew. */
  #withinTime(data: Buffer, init: Init, times: FragmentTimes, now: number): number {
    const clock = this.#epoch?.clock;
    const ahead = clock === undefined ? 0 : clock.wall(times.startMs + times.durationMs) - now;
    if (ahead <= MAX_AHEAD_MS) return times.durationMs;
    this.renew();
    if (times.longestMs <= MAX_AHEAD_MS) return times.durationMs;
    limitDurations(data, init, MAX_AHEAD_MS);
    this.#blameless = true;
    this.#fail('the time of the camera jumped');
    return parseFragment(data, init)?.durationMs ?? 0;
  }

  /** Belongs to the pictures before it. */
  #sound(data: Buffer): void {
    const epoch = this.#epoch;
    if (epoch === undefined || this.#torn) return;
    const end = epoch.clock.end;
    const at = { streamMs: end, startMs: epoch.clock.wall(end), durationMs: 0 };
    this.#events.onFragment({ data, epoch, key: false, pictures: 0, ...at });
  }

  /** What is announced and was not there at the start: the next run takes it. */
  #soundBegan(): void {
    const { late, lateFrom = 0 } = this.#modes;
    if (late === undefined || Date.now() < lateFrom || this.#problem !== undefined) return;
    this.#wrong ??= { modes: { ...this.#modes, audio: late }, certain: true };
    this.#process.kill('SIGKILL');
  }

  #fail(problem: string): void {
    this.#problem ??= problem;
    this.#process.kill('SIGKILL');
  }

  #end(messages: string): void {
    const sounding = Date.now() - this.#soundAt < SOUNDING_MS;
    const evidence: Evidence = { init: this.#init, messages, silent: this.#silent, sounding };
    const next = this.#wrong ?? nextModes(this.#modes, evidence);
    const aliveMs = this.#firstAt === undefined ? 0 : (this.lastAt ?? this.#firstAt) - this.#firstAt;
    const { cause, text } = diagnose(messages, this.#url);
    this.#events.onEnd({
      error: this.#problem ?? text,
      cause: this.#problem === undefined ? cause : 'other',
      modes: next?.modes,
      corrected: this.#blameless || next?.certain === true,
      aliveMs,
    });
  }
}
