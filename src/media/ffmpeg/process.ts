import { type ChildProcess, spawn } from 'node:child_process';
import type { Command } from './command.ts';
import type { Ffmpeg } from './find.ts';

/** Names the data folder in the environment of each ffmpeg, so that those of a dead server can be told from others. */
export const MARK = 'VEDETTE_MEDIA';

const KEPT_MESSAGES = 600;

export interface RunEvents {
  onData(chunk: Buffer): void;
  /** After the last data. `messages` is the tail of what ffmpeg said. */
  onEnd(messages: string): void;
}

/** One running ffmpeg. */
export class FfmpegProcess {
  readonly #child: ChildProcess;
  #messages = '';
  #ended = false;

  constructor(ffmpeg: Ffmpeg, command: Command, mark: string, events: RunEvents) {
    const { setpriv } = ffmpeg;
    const args = setpriv === undefined ? [...command.args] : ['--pdeathsig', 'TERM', ffmpeg.path, ...command.args];
    // Our own environment holds secrets that ffmpeg has no use for.
    const env = { [MARK]: mark, PATH: '/usr/bin:/bin', TZ: new Intl.DateTimeFormat().resolvedOptions().timeZone };
    this.#child = spawn(setpriv ?? ffmpeg.path, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    const end = () => {
      if (this.#ended) return;
      this.#ended = true;
      events.onEnd(this.#messages);
    };
    this.#child.once('error', (error) => {
      this.#messages += error.message;
      end();
    });
    this.#child.once('close', end);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdin?.end(command.input ?? '');
    this.#child.stdout?.on('data', events.onData);
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#messages = `${this.#messages}${chunk.toString('utf8')}`.slice(-KEPT_MESSAGES);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  kill(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }
}
