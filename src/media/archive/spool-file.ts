import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DiskSlow } from './faults.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './private.ts';

/** More than this waiting for the disk: it does not keep up, and the file ends here. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

/** A file that grows. Writes are done in order, one at a time, what has gathered meanwhile in one call. */
export class SpoolFile {
  readonly path: string;
  #handle: Promise<FileHandle>;
  #tail: Promise<void>;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  error: Error | undefined;

  constructor(path: string) {
    this.path = path;
    this.#handle = mkdir(dirname(path), PRIVATE_FOLDER).then(() => open(path, 'w', PRIVATE_FILE));
    this.#tail = this.#handle.then(
      () => undefined,
      (error) => this.#fail(error),
    );
  }

  /** Resolves when the bytes are with the operating system; never rejects: see `error`. */
  append(buffers: readonly Buffer[]): Promise<void> {
    for (const buffer of buffers) {
      this.#waiting.push(buffer);
      this.#waitingBytes += buffer.length;
    }
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#fail(new DiskSlow());
    this.#tail = this.#tail.then(() => this.#write()).catch((error) => this.#fail(error));
    return this.#tail;
  }

  async close(): Promise<void> {
    await this.#tail;
    const handle = await this.#handle.catch(() => undefined);
    await handle?.close().catch((error) => this.#fail(error));
  }

  async #write(): Promise<void> {
    const buffers = this.#waiting;
    const bytes = this.#waitingBytes;
    if (this.error !== undefined || buffers.length === 0) return;
    this.#waiting = [];
    this.#waitingBytes = 0;
    const handle = await this.#handle;
    const { bytesWritten } = await handle.writev(buffers);
    if (bytesWritten === bytes) return;
    const rest = Buffer.concat(buffers).subarray(bytesWritten);
    await handle.writeFile(rest);
  }

  #fail(error: unknown): void {
    this.error ??= error instanceof Error ? error : new Error(String(error));
    this.#waiting = [];
    this.#waitingBytes = 0;
  }
}
