import { spawn } from 'node:child_process';
import type { Ffmpeg } from './ffmpeg/find.ts';
import { TooBusy, type TurnLimits, Turns } from './turns.ts';

/** One picture costs 0.15 s of a core: few at once, and each is kept for a while. */
const LIMITS: TurnLimits = { atOnce: 2, mostWaiting: 100, waitMs: 15_000 };
const KEPT = 200;
const LIMIT_MS = 10_000;

interface Kept {
  readonly until: number;
  readonly picture: Promise<Buffer | undefined>;
}

/** JPEGs of key pictures, made when asked for. Many who ask for the same at once wait for one ffmpeg. */
export class Pictures {
  readonly #ffmpeg: () => Ffmpeg | undefined;
  readonly #kept = new Map<string, Kept>();
  readonly #turns: Turns;

  constructor(ffmpeg: () => Ffmpeg | undefined, limits = LIMITS) {
    this.#ffmpeg = ffmpeg;
    this.#turns = new Turns(limits);
  }

  /**
   * `film` gives a short MP4 whose first picture is wanted. Undefined: there is none. Rejects when it cannot be made, with `TooBusy` while
   * too many others are. */
  get(key: string, keepMs: number, film: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    const now = Date.now();
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.until > now) return kept.picture;
    const picture = this.#make(film);
    this.#kept.delete(key);
    this.#kept.set(key, { until: now + keepMs, picture });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    picture.then(
      (made) => made === undefined && this.#kept.delete(key),
      () => this.#kept.delete(key),
    );
    return picture;
  }

  async #make(film: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
    // Before the film is read: those who wait each hold one.
    if (this.#turns.full) throw new TooBusy();
    const data = await film();
    return data && (await this.#turns.take(() => decode(this.#ffmpeg(), data)));
  }
}

async function decode(ffmpeg: Ffmpeg | undefined, film: Buffer): Promise<Buffer> {
  if (ffmpeg === undefined) throw new Error('there is no ffmpeg to make a picture with');
  const input = [
    '-nostdin',
    '-v',
    'error',
    '-threads',
    '1',
    '-protocol_whitelist',
    'pipe',
    '-f',
    'mp4',
    '-i',
    'pipe:0',
  ];
  const output = ['-map', '0:v:0', '-frames:v', '1', '-q:v', '5', '-f', 'mjpeg', 'pipe:1'];
  const child = spawn(ffmpeg.path, [...input, ...output], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const limit = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
  try {
    const chunks: Buffer[] = [];
    child.stdin.on('error', () => undefined);
    child.stdin.end(film);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    await new Promise<void>((done, fail) => child.once('error', fail).once('close', () => done()));
    if (chunks.length === 0) throw new Error('ffmpeg made no picture');
    return Buffer.concat(chunks);
  } finally {
    clearTimeout(limit);
  }
}
