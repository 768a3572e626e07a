import { readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, reason } from '../log.ts';
import { CameraArchive } from './camera-archive.ts';
import { DiskGuard } from './disk-guard.ts';
import { HourCache } from './hour-cache.ts';
import { AFTER_MS, BEFORE_MS, unmoved } from './motion-review.ts';
import { privateFolder } from './private.ts';
import type { Range } from './ranges.ts';
import { surplusHours } from './retention.ts';
import type { Disk } from './room.ts';

/** Motion of a camera that touches the time between two instants; all in Unix ms. */
export type MotionOf = (cameraId: number, from: number, to: number) => Promise<readonly Range[]>;

/** The archive of all cameras of this node. Archive and spool lie on one file system: files move by rename. */
export class Archive {
  readonly #folder: string;
  readonly #spool: string;
  readonly #log: Log;
  readonly #cache = new HourCache();
  readonly #cameras = new Map<number, Promise<CameraArchive>>();
  readonly #loaded = new Map<number, CameraArchive>();
  readonly guard: DiskGuard;

  constructor(dataDir: string, log: Log) {
    this.#folder = join(dataDir, 'archive');
    this.#spool = join(dataDir, 'spool');
    this.#log = log;
    this.guard = new DiskGuard(() => this.disk(), this.#loaded, log);
  }

  /** Finds the cameras that have an archive, those that are off now too: their depth goes on to count. */
  async start(): Promise<void> {
    await privateFolder(this.#folder, this.#log);
    await privateFolder(this.#spool, this.#log);
    const ids = new Set([...(await readdir(this.#folder)), ...(await readdir(this.#spool))].map(Number));
    for (const cameraId of ids) {
      if (!Number.isInteger(cameraId)) continue;
      await this.camera(cameraId).catch((error) => {
        this.#log.error({ cameraId, reason: reason(error) }, 'the archive of a camera cannot be read');
      });
    }
  }

  camera(cameraId: number): Promise<CameraArchive> {
    const known = this.#cameras.get(cameraId);
    if (known !== undefined) return known;
    const id = String(cameraId);
    const camera = new CameraArchive(join(this.#folder, id), join(this.#spool, id), this.#cache);
    const loading = camera.load().then((loaded) => {
      this.#loaded.set(cameraId, loaded);
      return loaded;
    });
    this.#cameras.set(cameraId, loading);
    loading.catch(() => this.#cameras.delete(cameraId));
    return loading;
  }

  /** Undefined while it is not read, or there is none. */
  loaded(cameraId: number): CameraArchive | undefined {
    return this.#loaded.get(cameraId);
  }

  /** Cameras that have something here. */
  cameraIds(): number[] {
    return [...this.#loaded.keys()];
  }

  /** Removes all that was recorded of a camera. */
  async forget(cameraId: number): Promise<void> {
    this.#cameras.delete(cameraId);
    this.#loaded.delete(cameraId);
    await rm(join(this.#folder, String(cameraId)), { recursive: true, force: true });
    await rm(join(this.#spool, String(cameraId)), { recursive: true, force: true });
  }

  async disk(): Promise<Disk> {
    const { bavail, blocks, bsize } = await statfs(this.#folder);
    return { free: bavail * bsize, total: blocks * bsize };
  }

  /** Each minute: depth and size of each camera, then the disk. */
  async sweep(now: number): Promise<void> {
    for (const [cameraId, camera] of this.#loaded) {
      if (camera.retention === undefined) continue;
      for (const hour of surplusHours(camera.hours(), camera.retention, now)) {
        await camera.drop(hour).catch((error) => {
          this.#log.error({ cameraId, hour, reason: reason(error) }, 'an hour of the archive cannot be removed');
        });
      }
    }
    await this.guard.sweep(now);
  }

  /**
   * Each minute: of what was recorded by motion goes what no motion was near. `motionOf` tells of a camera's motion
   * between two instants; while it cannot, everything stays.
   */
  async sweepByMotion(now: number, motionOf: MotionOf): Promise<void> {
    for (const [cameraId, camera] of this.#loaded) {
      const due = camera.review.due(now);
      if (due.length === 0) continue;
      try {
        const from = Math.min(...due.map(({ start }) => start));
        const to = Math.max(...due.map(({ start, dur }) => start + dur));
        await camera.remove(unmoved(due, await motionOf(cameraId, from - AFTER_MS, to + BEFORE_MS)));
        await camera.review.decided(due);
      } catch (error) {
        this.#log.warn({ cameraId, reason: reason(error) }, 'what was recorded by motion could not be looked through');
      }
    }
  }
}
