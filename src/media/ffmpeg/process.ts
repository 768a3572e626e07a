import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Command } from './command.ts';
import type { Ffmpeg } from './find.ts';

/** Names the data folder in the environment of each ffmpeg, so that those of a dead server can be told from others. */
export const MARK = 'VEDETTE_MEDIA';

const KEPT_MESSAGES = 4000;
/** What was said before the stream went on for so long was harmless. */
const LAST_WORDS_MS = 3000;

export interface RunEvents {
  onData(chunk: Buffer): void;
  /** The sound that the command waits for has begun. */
  onSound?(): void;
  /** After the last data. `messages`: what ffmpeg said at the end; from the start on when it gave nothing at all. */
  onEnd(messages: string): void;
}

/** One running ffmpeg. */
export class FfmpegProcess {
  readonly #child: ChildProcess;
  #messages: { readonly at: number; readonly text: string }[] = [];
  #dataAt = Number.NEGATIVE_INFINITY;
  #ended = false;

  constructor(ffmpeg: Ffmpeg, command: Command, mark: string, events: RunEvents) {
    const { setpriv } = ffmpeg;
    const args = setpriv === undefined ? [...command.args] : ['--pdeathsig', 'TERM', ffmpeg.path, ...command.args];
    // Our own environment holds secrets that ffmpeg has no use for.
    const env = { [MARK]: mark, PATH: '/usr/bin:/bin', TZ: new Intl.DateTimeFormat().resolvedOptions().timeZone };
    const stdio = ['pipe' as const, 'pipe' as const, 'pipe' as const];
    if (command.awaitsSound) stdio.push('pipe');
    this.#child = spawn(setpriv ?? ffmpeg.path, args, { stdio, env });
    const end = () => {
      if (this.#ended) return;
      this.#ended = true;
      events.onEnd(this.#lastWords());
    };
    this.#child.once('error', (error) => {
      this.#note(error.message);
      end();
    });
    this.#child.once('close', end);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdin?.end(command.input ?? '');
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#dataAt = performance.now();
      events.onData(chunk);
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => this.#note(chunk.toString('utf8')));
    const sound = this.#child.stdio[3] as Readable | undefined;
    sound?.once('data', () => events.onSound?.()).on('error', () => undefined);
  }

  #note(text: string): void {
    this.#messages.push({ at: performance.now(), text: text.slice(-KEPT_MESSAGES) });
    let length = 0;
    for (const message of this.#messages) length += message.text.length;
    while (this.#messages.length > 1 && length > KEPT_MESSAGES) length -= this.#messages.shift()?.text.length ?? 0;
  }

  /** What came before the last data may still be the reason: ffmpeg writes what it holds when it ends. */
  #lastWords(): string {
    const from = Math.min(performance.now() - LAST_WORDS_MS, this.#dataAt);
    return this.#messages
      .filter(({ at }) => at >= from || this.#dataAt === Number.NEGATIVE_INFINITY)
      .map(({ text }) => text)
      .join('');
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }
}
