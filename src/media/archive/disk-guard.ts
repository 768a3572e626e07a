import { type Log, reason } from '../log.ts';
import type { CameraArchive } from './camera-archive.ts';
import type { ArchiveFile } from './file.ts';
import { HOUR_MS, hourOf } from './layout.ts';
import { bytesToFree, marksOf, oldestFiles, oldestHours } from './retention.ts';
import { type Disk, Room } from './room.ts';

/** A file system may give back later what was removed from it: nothing more goes for so long when it did not. */
const LATER_MS = 30_000;
/** Recorders try again within that time: what was freed for one refusal is for those of all cameras. */
const REFUSED_MS = 10_000;
/** After all has gone that may. */
const AGAIN_MS = 5000;
const FULL = 'the disk of the archive is full';

/**
 * Keeps room on the disk of the archive, whoever fills it: the oldest goes first, over all cameras; hours that are over,
 * then files of the present one. What is being written stays, and nothing that is done here needs room itself.
 */
export class DiskGuard {
  readonly room = new Room();
  readonly #disk: () => Promise<Disk>;
  readonly #cameras: ReadonlyMap<number, CameraArchive>;
  readonly #log: Log;
  #watching: Promise<void> | undefined;
  /** A write was refused, whatever the disk says of itself: a quota, or no room for more files. */
  #refused = false;
  #refusedNotBefore = Number.NEGATIVE_INFINITY;
  #notBefore = Number.NEGATIVE_INFINITY;

  constructor(disk: () => Promise<Disk>, cameras: ReadonlyMap<number, CameraArchive>, log: Log) {
    this.#disk = disk;
    this.#cameras = cameras;
    this.#log = log;
  }

  /** Each minute: hours that are over go for the reserve. */
  async sweep(now: number): Promise<void> {
    await this.#settle();
    const bytes = bytesToFree(await this.#disk());
    if (bytes > 0) await this.#dropHours(bytes, now);
  }

  /** Makes so many bytes free, as far as that goes. */
  async makeRoom(bytes: number): Promise<void> {
    const missing = bytes - (await this.#disk()).free;
    if (missing > 0) await this.#free(missing, missing, Date.now());
  }

  /** A write was refused for want of room: looks for some at once. */
  async refused(): Promise<void> {
    if (performance.now() < this.#refusedNotBefore) return;
    this.#refusedNotBefore = performance.now() + REFUSED_MS;
    this.#refused = true;
    await this.watch();
  }

  /** Each second: where the disk gets short room is made at once. */
  watch(): Promise<void> {
    this.#watching ??= this.#watch().finally(() => {
      this.#watching = undefined;
    });
    return this.#watching;
  }

  async #watch(): Promise<void> {
    const disk = await this.#disk();
    const { closed } = this.room;
    const { floor, low, resume } = marksOf(disk.total);
    const short = disk.free < (closed ? resume : low);
    if ((short || this.#refused) && performance.now() >= this.#notBefore) {
      const wanted = short ? resume - disk.free : floor;
      const freed = await this.#free(wanted, short ? bytesToFree(disk) : floor, Date.now());
      const after = await this.#disk();
      if (freed < wanted) this.#notBefore = performance.now() + AGAIN_MS;
      if (after.free - disk.free < freed / 2) this.#notBefore = performance.now() + LATER_MS;
      this.#refused = false;
      this.room.see(after, freed < wanted);
    } else this.room.see(disk, this.room.nothingLeft);
    if (closed && !this.room.closed) await this.#settle();
  }

  /** Frees `bytes` by what may go; hours that are over go for as much as `hourBytes`. */
  async #free(bytes: number, hourBytes: number, now: number): Promise<number> {
    const freed = await this.#dropHours(hourBytes, now);
    return freed >= bytes ? freed : freed + (await this.#removeFiles(bytes - freed, now));
  }

  async #dropHours(bytes: number, now: number): Promise<number> {
    const all = [...this.#cameras].flatMap(([cameraId, camera]) =>
      camera.hours().map((hour) => ({ cameraId, camera, hour: hour.hour, bytes: hour.bytes })),
    );
    const chosen = oldestHours(all, bytes, now);
    const last = chosen.at(-1);
    if (last === undefined) return 0;
    const until = new Date((last.hour + 1) * HOUR_MS);
    this.#log.warn({ bytes, hours: chosen.length, until }, `${FULL}: the oldest hours go before their time`);
    let freed = 0;
    for (const { cameraId, camera, hour, bytes } of chosen) {
      if (await this.#done(camera.drop(hour), cameraId, 'an hour of the archive cannot be removed')) freed += bytes;
    }
    return freed;
  }

  /** Removes the oldest files of the present hour, and those that could not be moved into theirs. */
  async #removeFiles(bytes: number, now: number): Promise<number> {
    const all: { cameraId: number; camera: CameraArchive; file: ArchiveFile; start: number; size: number }[] = [];
    for (const [cameraId, camera] of this.#cameras) {
      const files = camera.removable(hourOf(now)).then((found) => {
        for (const file of found) all.push({ cameraId, camera, file, start: file.start, size: file.size });
      });
      await this.#done(files, cameraId, 'the present hour of a camera cannot be read');
    }
    const chosen = oldestFiles(all, bytes);
    const last = chosen.at(-1);
    if (last === undefined) return 0;
    const until = new Date(last.start + last.file.dur);
    this.#log.warn({ bytes, files: chosen.length, until }, `${FULL}: the oldest files go before their time`);
    let freed = 0;
    for (const [cameraId, camera] of this.#cameras) {
      const files = chosen.filter((one) => one.camera === camera).map(({ file }) => file);
      const size = files.reduce((sum, file) => sum + file.size, 0);
      if (await this.#done(camera.remove(files), cameraId, 'files of the archive cannot be removed')) freed += size;
    }
    return freed;
  }

  /** Does what a disk without room did not allow. */
  async #settle(): Promise<void> {
    for (const [cameraId, camera] of this.#cameras)
      await this.#done(camera.settle(), cameraId, 'recordings cannot be put into their hours');
  }

  /** One camera that fails holds up no other. */
  async #done(work: Promise<unknown>, cameraId: number, otherwise: string): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      this.#log.error({ cameraId, reason: reason(error) }, otherwise);
      return false;
    }
  }
}
