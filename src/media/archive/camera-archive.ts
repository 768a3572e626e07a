import { appendFile, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ArchiveFile, rangeOf, toGoneLine, toLine } from './file.ts';
import { type Hour, INDEX, summarize } from './hour.ts';
import type { HourCache } from './hour-cache.ts';
import { fileName, HOUR_MS, hourFolder, hourOf } from './layout.ts';
import { HOURS, hourLine, loadHours, salvage } from './load.ts';
import { clipRanges, mergeRanges, type Range } from './ranges.ts';
import { Trial } from './trial.ts';

/** How long an archive is kept. */
export interface Retention {
  readonly depthSeconds: number;
  readonly maxBytes: number | undefined;
}

/** A file may begin this long before the hour, or the moment, that it reaches into. */
const LONGEST_FILE_MS = 5 * 60_000;

/** The recorded time of one camera: hours in memory, files on disk, and those that are being written. */
export class CameraArchive {
  readonly folder: string;
  readonly spoolFolder: string;
  readonly #cache: HourCache;
  readonly #open = new Set<ArchiveFile>();
  #hours = new Map<number, Hour>();
  #tail: Promise<unknown> = Promise.resolve();
  retention: Retention | undefined;
  /** What was recorded by motion. */
  readonly trial: Trial;

  constructor(folder: string, spoolFolder: string, cache: HourCache) {
    this.folder = folder;
    this.spoolFolder = spoolFolder;
    this.#cache = cache;
    this.trial = new Trial(folder);
  }

  /** Reads what is there and takes in what a killed server left in the spool. */
  async load(): Promise<this> {
    const decidedTo = await this.trial.load();
    this.#hours = await loadHours(this.folder, decidedTo === undefined ? undefined : hourOf(decidedTo));
    if (decidedTo !== undefined) {
      for (const file of await this.files(decidedTo, Number.MAX_SAFE_INTEGER)) if (file.motion) this.trial.add(file);
    }
    for (const file of await salvage(this.spoolFolder)) await this.adopt(file);
    this.retention = await readRetention(join(this.folder, 'retention.json'));
    return this;
  }

  /** Remembered on disk, since a camera that is switched off is no longer told of. */
  async retain(retention: Retention): Promise<void> {
    const { depthSeconds, maxBytes } = retention;
    if (this.retention?.depthSeconds === depthSeconds && this.retention.maxBytes === maxBytes) return;
    this.retention = { depthSeconds, maxBytes };
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, 'retention.json'), JSON.stringify(this.retention));
  }

  opened(file: ArchiveFile): void {
    this.#open.add(file);
  }

  /** Those that are being written. */
  openFiles(): ArchiveFile[] {
    return [...this.#open];
  }

  discard(file: ArchiveFile): void {
    this.#open.delete(file);
  }

  /** Moves a finished file into its hour. */
  async adopt(file: ArchiveFile): Promise<void> {
    if (file.motion) await this.trial.begin(file.start);
    await this.#alone(() => this.#adopt(file));
    if (file.motion) this.trial.add(file);
  }

  /** One change of the index after the other, so that what is counted is what is there. */
  async #alone<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(change);
    this.#tail = done.catch(() => undefined);
    return await done;
  }

  async #adopt(file: ArchiveFile): Promise<void> {
    const hour = hourOf(file.start);
    const folder = hourFolder(this.folder, hour);
    const path = join(folder, fileName(file.start, file.dur));
    await mkdir(folder, { recursive: true });
    await rename(file.path, path);
    file.path = path;
    file.done = true;
    await appendFile(join(folder, INDEX), toLine(file));
    await this.#count(hour, file);
    this.#cache.forget(folder);
    this.#open.delete(file);
  }

  async #count(hour: number, file: ArchiveFile): Promise<void> {
    const known = this.#hours.get(hour);
    if (known !== undefined) {
      known.bytes += file.size;
      known.ranges = mergeRanges([...known.ranges, rangeOf(file)]);
      return;
    }
    const over = [...this.#hours.values()].at(-1);
    this.#hours.set(hour, summarize(hour, [file]));
    if (over?.ranges.length === 0) await this.#dropAlone(over.hour);
    else if (over !== undefined) await appendFile(join(this.folder, HOURS), hourLine(over));
  }

  /** Every file that reaches into the window, by its beginning; the one being written as far as it is on disk. */
  async files(from: number, to: number): Promise<ArchiveFile[]> {
    const found = new Map<number, ArchiveFile>();
    const add = (file: ArchiveFile) => {
      if (file.gops.length > 0 && file.start < to && file.start + file.dur > from) found.set(file.start, file);
    };
    const open = [...this.#open];
    for (const hour of this.#hours.keys()) {
      if ((hour + 1) * HOUR_MS + LONGEST_FILE_MS < from || hour * HOUR_MS >= to) continue;
      for (const file of await this.#cache.read(hourFolder(this.folder, hour))) add(file);
    }
    for (const file of open) add(file);
    return [...found.values()].sort((a, b) => a.start - b.start);
  }

  async file(start: number): Promise<ArchiveFile | undefined> {
    return (await this.files(start, start + 1)).find((file) => file.start === start);
  }

  ranges(from = 0, to = Number.MAX_SAFE_INTEGER): Range[] {
    const hours = [...this.#hours.values()].filter(
      ({ hour }) => (hour + 1) * HOUR_MS + LONGEST_FILE_MS >= from && hour * HOUR_MS < to,
    );
    const open = [...this.#open].filter((file) => file.dur > 0).map(rangeOf);
    return clipRanges(mergeRanges([...hours.flatMap((hour) => hour.ranges), ...open]), from, to);
  }

  get bytes(): number {
    let sum = 0;
    for (const hour of this.#hours.values()) sum += hour.bytes;
    for (const file of this.#open) sum += file.size;
    return sum;
  }

  get from(): number | undefined {
    let first: number | undefined;
    for (const hour of this.#hours.values()) first = Math.min(first ?? Infinity, hour.ranges[0]?.[0] ?? Infinity);
    for (const file of this.#open) if (file.dur > 0) first = Math.min(first ?? Infinity, file.start);
    return first === Infinity ? undefined : first;
  }

  get to(): number | undefined {
    let last: number | undefined;
    for (const { ranges } of this.#hours.values()) {
      const end = ranges.at(-1)?.[1];
      if (end !== undefined) last = Math.max(last ?? 0, end);
    }
    for (const file of this.#open) if (file.dur > 0) last = Math.max(last ?? 0, file.start + file.dur);
    return last;
  }

  hours(): Hour[] {
    return [...this.#hours.values()].sort((a, b) => a.hour - b.hour);
  }

  /** Removes single files, the index first: what a crash leaves on the disk goes at the next start. */
  async remove(files: readonly ArchiveFile[]): Promise<void> {
    for (const hour of new Set(files.map(({ start }) => hourOf(start)))) {
      await this.#alone(() =>
        this.#removeOf(
          hour,
          files.filter(({ start }) => hourOf(start) === hour),
        ),
      );
    }
  }

  async #removeOf(hour: number, files: readonly ArchiveFile[]): Promise<void> {
    if (!this.#hours.has(hour)) return;
    const folder = hourFolder(this.folder, hour);
    await appendFile(join(folder, INDEX), `\n${files.map(({ start }) => toGoneLine(start)).join('')}`);
    this.#cache.forget(folder);
    for (const { path } of files) await rm(path, { force: true });
    const left = await this.#cache.read(folder);
    const isLast = hour === [...this.#hours.keys()].at(-1);
    if (left.length === 0 && !isLast) return await this.#dropAlone(hour);
    const summary = summarize(hour, left);
    this.#hours.set(hour, summary);
    if (!isLast) await appendFile(join(this.folder, HOURS), hourLine(summary));
  }

  /** Removes a whole hour; readers that are in the middle of it keep what they opened. */
  async drop(hour: number): Promise<void> {
    await this.#alone(() => this.#dropAlone(hour));
  }

  async #dropAlone(hour: number): Promise<void> {
    const folder = hourFolder(this.folder, hour);
    this.#hours.delete(hour);
    this.#cache.forget(folder);
    await rm(folder, { recursive: true, force: true });
    // Empty days must not pile up; rm refuses a folder that is not empty.
    for (let parent = dirname(folder); parent !== this.folder; parent = dirname(parent)) {
      const removed = await rmEmpty(parent);
      if (!removed) return;
    }
  }
}

/** Undefined when it was never written, or cut off by a crash: then nothing is removed until it is told anew. */
async function readRetention(path: string): Promise<Retention | undefined> {
  try {
    const { depthSeconds, maxBytes } = JSON.parse(await readFile(path, 'utf8')) as Partial<Retention>;
    return typeof depthSeconds === 'number' ? { depthSeconds, maxBytes } : undefined;
  } catch {
    return undefined;
  }
}

async function rmEmpty(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
