import type { ArchiveFile } from './file.ts';
import { readHour } from './hour.ts';

/** Hours whose files are kept in memory after somebody asked for them; about 100 kB each. */
const MAX_HOURS = 64;

/** Least recently used goes first. */
export class HourCache {
  readonly #hours = new Map<string, Promise<ArchiveFile[]>>();

  read(folder: string): Promise<ArchiveFile[]> {
    const files = this.#hours.get(folder) ?? readHour(folder);
    this.#hours.delete(folder);
    this.#hours.set(folder, files);
    const oldest = this.#hours.keys().next().value;
    if (this.#hours.size > MAX_HOURS && oldest !== undefined) this.#hours.delete(oldest);
    return files;
  }

  forget(folder: string): void {
    this.#hours.delete(folder);
  }
}
