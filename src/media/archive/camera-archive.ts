import { appendFile, mkdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unlessNoRoom } from './faults.ts';
import { type ArchiveFile, rangeOf, toGoneLine, toLine } from './file.ts';
import { type Hour, INDEX, summarize } from './hour.ts';
import type { HourCache } from './hour-cache.ts';
import { fileName, HOUR_MS, hourFolder, hourOf, LONGEST_FILE_MS } from './layout.ts';
import { HOURS, hourLine, loadHours, salvage } from './load.ts';
import { MotionReview } from './motion-review.ts';
import { PRIVATE_FOLDER } from './private.ts';
import { clipRanges, mergeRanges, type Range } from './ranges.ts';
import { type Retention, RetentionFile } from './retention-file.ts';

/** The recorded time of one camera: hours in memory, files on disk, and those that are being written. */
export class CameraArchive {
  readonly folder: string;
  readonly spoolFolder: string;
  readonly #cache: HourCache;
  readonly #open = new Set<ArchiveFile>();
  /** Those of the open ones that are whole, and that a disk without room has not let into their hour yet. */
  readonly #late = new Set<ArchiveFile>();
  /** Removed, by their beginnings, while there was no room to say so in the index of the hour. */
  readonly #unsaid = new Map<number, Set<number>>();
  #hours = new Map<number, Hour>();
  #tail: Promise<unknown> = Promise.resolve();
  readonly #retention: RetentionFile;
  /** What was recorded by motion. */
  readonly review: MotionReview;

  constructor(folder: string, spoolFolder: string, cache: HourCache) {
    this.folder = folder;
    this.spoolFolder = spoolFolder;
    this.#cache = cache;
    this.review = new MotionReview(folder);
    this.#retention = new RetentionFile(join(folder, 'retention.json'));
  }

  /** Reads what is there and takes in what a killed server left in the spool. */
  async load(): Promise<this> {
    const decidedTo = await this.review.load();
    this.#hours = await loadHours(this.folder, decidedTo === undefined ? undefined : hourOf(decidedTo));
    if (decidedTo !== undefined) {
      for (const file of await this.files(decidedTo, Number.MAX_SAFE_INTEGER)) if (file.motion) this.review.add(file);
    }
    for (const file of await salvage(this.spoolFolder)) {
      this.opened(file);
      await this.adopt(file).catch(unlessNoRoom(undefined));
    }
    await this.#retention.load();
    return this;
  }

  /** Undefined: nobody has said how long, and nothing is removed. */
  get retention(): Retention | undefined {
    return this.#retention.retention;
  }

  async retain(retention: Retention): Promise<void> {
    await this.#retention.keep(retention);
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

  /** Moves a finished file into its hour. Where that fails it stays as it is, to be read, until `settle` succeeds. */
  async adopt(file: ArchiveFile): Promise<void> {
    this.#late.add(file);
    if (file.motion) await this.review.begin(file.start);
    await this.#alone(() => this.#adopt(file));
  }

  /** Does what a disk without room did not allow. */
  async settle(): Promise<void> {
    for (const file of [...this.#late].sort((a, b) => a.start - b.start)) await this.adopt(file);
    for (const hour of [...this.#unsaid.keys()]) await this.#alone(() => this.#say(hour));
  }

  /** One change of the index after the other, so that what is counted is what is there. */
  async #alone<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#tail.then(change);
    this.#tail = done.catch(() => undefined);
    return await done;
  }

  async #adopt(file: ArchiveFile): Promise<void> {
    // It was removed, or taken in, while it waited for its turn.
    if (!this.#late.has(file)) return;
    const hour = hourOf(file.start);
    const folder = hourFolder(this.folder, hour);
    const path = join(folder, fileName(file.start, file.dur));
    await mkdir(folder, PRIVATE_FOLDER);
    if (file.path !== path) await rename(file.path, path);
    file.path = path;
    file.done = true;
    await addLine(join(folder, INDEX), toLine(file));
    this.#late.delete(file);
    await this.#count(hour, file);
    this.#cache.forget(folder);
    this.#open.delete(file);
    if (file.motion) this.review.add(file);
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
    else if (over !== undefined) await this.#sumUp(over);
  }

  /** An hour without its line is read file by file at the next start. */
  async #sumUp(hour: Hour): Promise<void> {
    await addLine(join(this.folder, HOURS), hourLine(hour)).catch(unlessNoRoom(undefined));
  }

  /** What the index of an hour has and is there. */
  async #listed(hour: number): Promise<ArchiveFile[]> {
    const files = await this.#cache.read(hourFolder(this.folder, hour));
    const gone = this.#unsaid.get(hour);
    return gone === undefined ? files : files.filter(({ start }) => !gone.has(start));
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
      for (const file of await this.#listed(hour)) add(file);
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

  /** What may be removed of an hour, and what never came into its own: all but what is being written. */
  async removable(hour: number): Promise<ArchiveFile[]> {
    return this.#hours.has(hour) ? [...(await this.#listed(hour)), ...this.#late] : [...this.#late];
  }

  /**
   * Removes single files, the index first: what a crash leaves on the disk goes at the next start. Without room for a line
   * in the index it is the files first.
   */
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
    const late = files.filter((file) => this.#late.has(file));
    for (const file of late) await this.#removeLate(file);
    const listed = files.filter((file) => !late.includes(file));
    if (listed.length === 0 || !this.#hours.has(hour)) return;
    const unsaid = this.#unsaid.get(hour) ?? new Set();
    this.#unsaid.set(hour, unsaid);
    for (const { start } of listed) unsaid.add(start);
    const said = await this.#say(hour);
    for (const { path } of listed) await rm(path, { force: true });
    if (!said) await this.#say(hour);
    const left = await this.#listed(hour);
    const isLast = hour === [...this.#hours.keys()].at(-1);
    if (left.length === 0 && !isLast) return await this.#dropAlone(hour);
    const summary = summarize(hour, left);
    this.#hours.set(hour, summary);
    if (!isLast) await this.#sumUp(summary);
  }

  async #removeLate(file: ArchiveFile): Promise<void> {
    await rm(file.path, { force: true });
    this.#late.delete(file);
    this.#open.delete(file);
  }

  /** Takes what was removed out of the index; false: there is no room to say so. */
  async #say(hour: number): Promise<boolean> {
    const unsaid = this.#unsaid.get(hour);
    if (unsaid === undefined) return true;
    const folder = hourFolder(this.folder, hour);
    const said = await addLine(join(folder, INDEX), [...unsaid].map(toGoneLine).join('')).then(
      () => true,
      unlessNoRoom(false),
    );
    if (said) this.#unsaid.delete(hour);
    this.#cache.forget(folder);
    return said;
  }

  /** Removes a whole hour; readers that are in the middle of it keep what they opened. */
  async drop(hour: number): Promise<void> {
    await this.#alone(() => this.#dropAlone(hour));
  }

  async #dropAlone(hour: number): Promise<void> {
    const folder = hourFolder(this.folder, hour);
    this.#hours.delete(hour);
    this.#unsaid.delete(hour);
    this.#cache.forget(folder);
    for (const file of this.#late) if (hourOf(file.start) === hour) await this.#removeLate(file);
    await rm(folder, { recursive: true, force: true });
    // Empty days must not pile up; rm refuses a folder that is not empty.
    for (let parent = dirname(folder); parent !== this.folder; parent = dirname(parent)) {
      const removed = await rmEmpty(parent);
      if (!removed) return;
    }
  }
}

/** On a line of its own, also where a full disk has cut one off before. */
async function addLine(path: string, text: string): Promise<void> {
  await appendFile(path, `\n${text}`);
}

async function rmEmpty(folder: string): Promise<boolean> {
  return rmdir(folder).then(
    () => true,
    () => false,
  );
}
