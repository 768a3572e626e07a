import { statfs } from 'node:fs/promises';

const LOOK_MS = 1000;
/** A segment of PostgreSQL's log is 16 MB. */
const MAX_BYTES = 24e6;
const SHARE = 0.006;

/**
 * Whether the disk of the embedded database has room for writes. PostgreSQL ends when there is none for the next segment
 * of its log, and does not start again: nothing could be read either. Writes are refused before that.
 */
export class DatabaseDisk {
  readonly #folder: string;
  #full = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get full(): boolean {
    return this.#full;
  }

  async start(): Promise<void> {
    await this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Twice as much has to be free for the next write, so that it does not change each second. */
  async #look(): Promise<void> {
    const disk = await statfs(this.#folder).catch(() => undefined);
    if (disk === undefined) return;
    const least = Math.min(MAX_BYTES, disk.blocks * disk.bsize * SHARE);
    this.#full = disk.bavail * disk.bsize < (this.#full ? 2 * least : least);
  }
}
