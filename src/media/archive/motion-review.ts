import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessUnreadable } from './faults.ts';
import type { ArchiveFile } from './file.ts';
import { PRIVATE_FOLDER } from './private.ts';
import type { Range } from './ranges.ts';

/** What is kept beside motion, and how long after its end a file waits for notices that come late. */
export const BEFORE_MS = 10_000;
export const AFTER_MS = 30_000;
const GRACE_MS = 60_000;
/** After a crash so much is decided a second time. */
const WRITE_MS = 10 * 60_000;

/**
 * What was recorded by motion and is not decided yet. The mark of how far it is decided lies on the disk; a camera
 * without one never recorded by motion.
 */
export class MotionReview {
  readonly #path: string;
  #files: ArchiveFile[] = [];
  #written: number | undefined;

  constructor(folder: string) {
    this.#path = join(folder, 'motion.json');
  }

  /** Unix ms: before it all is decided; undefined: there was nothing to decide. */
  async load(): Promise<number | undefined> {
    const text = await readFile(this.#path, 'utf8').catch((error) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
      throw error;
    });
    try {
      const { decidedTo } = JSON.parse(text) as { decidedTo?: unknown };
      this.#written = typeof decidedTo === 'number' ? decidedTo : undefined;
    } catch (error) {
      unlessUnreadable(error);
    }
    return this.#written;
  }

  /** A file that begins then is about to be taken in. */
  async begin(start: number): Promise<void> {
    if (this.#written === undefined) await this.#write(start);
  }

  add(file: ArchiveFile): void {
    this.#files.push(file);
  }

  /** Those that no late notice can reach any more. */
  due(now: number): readonly ArchiveFile[] {
    return this.#files.filter(({ start, dur }) => start + dur + GRACE_MS <= now);
  }

  /** They were kept or removed. */
  async decided(files: readonly ArchiveFile[]): Promise<void> {
    const done = new Set(files);
    this.#files = this.#files.filter((file) => !done.has(file));
    const to = Math.min(
      ...this.#files.map(({ start }) => start),
      Math.max(...files.map(({ start, dur }) => start + dur)),
    );
    if (to - (this.#written ?? 0) >= WRITE_MS) await this.#write(to);
  }

  async #write(decidedTo: number): Promise<void> {
    await mkdir(join(this.#path, '..'), PRIVATE_FOLDER);
    await writeFile(`${this.#path}.new`, JSON.stringify({ decidedTo }));
    await rename(`${this.#path}.new`, this.#path);
    this.#written = decidedTo;
  }
}

/** Files that no motion came near; ranges in Unix ms. */
export function unmoved(files: readonly ArchiveFile[], motion: readonly Range[]): ArchiveFile[] {
  return files.filter(
    ({ start, dur }) => !motion.some(([from, to]) => start < to + AFTER_MS && start + dur > from - BEFORE_MS),
  );
}
