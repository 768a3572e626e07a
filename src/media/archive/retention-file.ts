import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PRIVATE_FOLDER } from './private.ts';

/** How long an archive is kept. */
export interface Retention {
  readonly depthSeconds: number;
  readonly maxBytes: number | undefined;
}

/** The retention of one camera on disk, since a camera that is switched off is no longer told of. */
export class RetentionFile {
  readonly #path: string;
  #retention: Retention | undefined;
  #written = true;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined: it was never told, and nothing is removed. */
  get retention(): Retention | undefined {
    return this.#retention;
  }

  /** What was never written, or cut off by a crash, is told anew. */
  async load(): Promise<void> {
    this.#retention = await read(this.#path);
  }

  /** Holds from now on, also where the disk does not take it: then it is written at the next call. */
  async keep({ depthSeconds, maxBytes }: Retention): Promise<void> {
    const same = this.#retention?.depthSeconds === depthSeconds && this.#retention.maxBytes === maxBytes;
    if (same && this.#written) return;
    this.#retention = { depthSeconds, maxBytes };
    this.#written = false;
    await mkdir(dirname(this.#path), PRIVATE_FOLDER);
    await writeFile(`${this.#path}.new`, JSON.stringify(this.#retention));
    await rename(`${this.#path}.new`, this.#path);
    this.#written = true;
  }
}

async function read(path: string): Promise<Retention | undefined> {
  try {
    const { depthSeconds, maxBytes } = JSON.parse(await readFile(path, 'utf8')) as Partial<Retention>;
    return typeof depthSeconds === 'number' ? { depthSeconds, maxBytes } : undefined;
  } catch {
    return undefined;
  }
}
