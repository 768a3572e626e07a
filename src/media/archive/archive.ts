import { mkdir, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, reason } from '../log.ts';
import { CameraArchive } from './camera-archive.ts';
import { HourCache } from './hour-cache.ts';
import { bytesToFree, oldestHours, surplusHours } from './retention.ts';

/** The archive of all cameras of this node. Archive and spool lie on one file system: files move by rename. */
export class Archive {
  readonly #folder: string;
  readonly #spool: string;
  readonly #log: Log;
  readonly #cache = new HourCache();
  readonly #cameras = new Map<number, Promise<CameraArchive>>();
  readonly #loaded = new Map<number, CameraArchive>();

  constructor(dataDir: string, log: Log) {
    this.#folder = join(dataDir, 'archive');
    this.#spool = join(dataDir, 'spool');
    this.#log = log;
  }

  /** Finds the cameras that have an archive, those that are off now too: their depth goes on to count. */
  async start(): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await mkdir(this.#spool, { recursive: true });
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

  async disk(): Promise<{ free: number; total: number }> {
    const { bavail, blocks, bsize } = await statfs(this.#folder);
    return { free: bavail * bsize, total: blocks * bsize };
  }

  /** Each minute: depth and size of each camera, then the disk. */
  async sweep(now: number): Promise<void> {
    for (const [cameraId, camera] of this.#loaded) {
      if (camera.retention === undefined) continue;
      for (const hour of surplusHours(camera.hours(), camera.retention, now)) await this.#drop(cameraId, camera, hour);
    }
    const bytes = bytesToFree(await this.disk());
    if (bytes === 0) return;
    const all = [...this.#loaded].flatMap(([cameraId, camera]) =>
      camera.hours().map((hour) => ({ cameraId, camera, hour: hour.hour, bytes: hour.bytes })),
    );
    const chosen = oldestHours(all, bytes, now);
    this.#log.warn(
      { bytes, hours: chosen.length },
      'the disk of the archive is full: the oldest hours go before their time',
    );
    for (const { cameraId, camera, hour } of chosen) await this.#drop(cameraId, camera, hour);
  }

  async #drop(cameraId: number, camera: CameraArchive, hour: number): Promise<void> {
    try {
      await camera.drop(hour);
    } catch (error) {
      this.#log.error({ cameraId, hour, reason: reason(error) }, 'an hour of the archive cannot be removed');
    }
  }
}
