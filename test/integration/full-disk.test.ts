import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Archive } from '../../src/media/archive/archive.ts';
import type { CameraArchive } from '../../src/media/archive/camera-archive.ts';
import { HOUR_MS, hourFolder, hourOf } from '../../src/media/archive/layout.ts';
import { MediaBed } from '../support/media-bed.ts';
import { NO_DISK, type SmallDisk, smallDisk } from '../support/small-disk.ts';

/** 5 % are wanted free, 1.25 % at least: 2 MB and 0.5 MB. */
const DISK_BYTES = 40 * 2 ** 20;
const MINUTE = 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let disk: SmallDisk | undefined;
let bed: MediaBed | undefined;

beforeEach(async ({ skip }) => {
  disk = await smallDisk(DISK_BYTES);
  if (disk === undefined) skip(NO_DISK);
});

afterEach(async () => {
  disk?.clear();
  await bed?.stop();
  bed = undefined;
  await disk?.release();
});

/** Files of a minute with so many bytes, as the recorder leaves them. */
async function record(to: CameraArchive, from: number, count: number, size: number): Promise<void> {
  mkdirSync(to.spoolFolder, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    const start = from + i * MINUTE;
    const path = join(to.spoolFolder, `${start}.part`);
    writeFileSync(path, Buffer.alloc(size, 1));
    const gops = [[0, 1, size - 1]] as [number, number, number][];
    await to.adopt({ path, start, dur: MINUTE, size, initLen: 1, epoch: 1, gops, done: false });
  }
}

async function openArchive(data: string): Promise<Archive> {
  const archive = new Archive(data, silent);
  await archive.start();
  return archive;
}

const startsOf = async (of: CameraArchive): Promise<number[]> =>
  (await of.files(0, Number.MAX_SAFE_INTEGER)).map(({ start }) => start);

const dataOn = (on: SmallDisk | undefined): string => join(on?.path ?? '', 'data');

test('with not one byte free a file is removed, is not told of any more, and stays gone after a restart', async () => {
  const data = dataOn(disk);
  const archive = await openArchive(data);
  const camera = await archive.camera(1);
  const start = hourOf(Date.now()) * HOUR_MS;
  await record(camera, start, 3, 100_000);
  disk?.fill();
  expect(disk?.free()).toBe(0);
  // The line would fit into the last page of the index: it is filled up.
  const [first] = await camera.files(0, Number.MAX_SAFE_INTEGER);
  await camera.remove(first ? [first] : []);
  expect(await startsOf(camera)).toEqual([start + MINUTE, start + 2 * MINUTE]);
  expect(camera.bytes).toBe(200_000);
  const again = await (await openArchive(data)).camera(1);
  expect(await startsOf(again)).toEqual([start + MINUTE, start + 2 * MINUTE]);
});

test('what the disk does not take into its hour can be read where it is, and goes there when there is room', async () => {
  const data = dataOn(disk);
  const camera = await (await openArchive(data)).camera(1);
  const start = (hourOf(Date.now()) - 1) * HOUR_MS;
  await record(camera, start, 1, 100_000);
  mkdirSync(camera.spoolFolder, { recursive: true });
  const path = join(camera.spoolFolder, `${start + HOUR_MS}.part`);
  writeFileSync(path, Buffer.alloc(1000, 1));
  disk?.fill();
  const gops = [[0, 1, 999]] as [number, number, number][];
  const late = { path, start: start + HOUR_MS, dur: MINUTE, size: 1000, initLen: 1, epoch: 1, gops, done: false };
  camera.opened(late);
  await expect(camera.adopt(late)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(await startsOf(camera)).toEqual([start, start + HOUR_MS]);
  disk?.clear();
  await camera.settle();
  expect(await startsOf(camera)).toEqual([start, start + HOUR_MS]);
  expect(camera.openFiles()).toEqual([]);
  expect(readdirSync(hourFolder(camera.folder, hourOf(start + HOUR_MS)))).toContain(`${start + HOUR_MS}-${MINUTE}.mp4`);
});

test('somebody else fills the disk: the oldest hours go at once, then the oldest of this one, until there is room', async () => {
  const archive = await openArchive(dataOn(disk));
  const [one, two] = [await archive.camera(1), await archive.camera(2)];
  const present = hourOf(Date.now());
  await record(one, (present - 3) * HOUR_MS, 1, 700_000);
  await record(two, (present - 2) * HOUR_MS, 1, 700_000);
  await record(one, (present - 1) * HOUR_MS, 1, 3_000_000);
  await record(two, present * HOUR_MS, 3, 450_000);
  const { guard } = archive;
  // Short of the reserve: hours that are over go for it.
  disk?.fill(800_000);
  await guard.watch();
  expect(one.hours().map(({ hour }) => hour)).toEqual([present - 1]);
  expect(two.hours().map(({ hour }) => hour)).toEqual([present]);
  expect(guard.room.problem).toBeUndefined();
  disk?.fill();
  await guard.watch();
  expect(one.hours()).toEqual([]);
  expect(await startsOf(two)).toHaveLength(3);
  disk?.fill(700_000);
  await guard.watch();
  expect(await startsOf(two)).toEqual([present * HOUR_MS + 2 * MINUTE]);
  expect(guard.room.problem).toBeUndefined();
  // Nothing is left but what does not help.
  disk?.fill();
  await guard.watch();
  expect(two.bytes).toBe(0);
  expect(guard.room.problem).toMatch(
    /full, nothing is recorded: \d MB of 42 MB are free\. Nothing is left .* free \d MB more/,
  );
  disk?.clear();
  await guard.watch();
  expect(guard.room.problem).toBeUndefined();
});

test('a camera goes on live, says why it is not recorded, and is recorded again by itself', async () => {
  bed = await MediaBed.start({ dataDir: dataOn(disk) });
  bed.admit('t', [1]);
  bed.control.put({ cameraId: 1, name: 'yard', url: 'fake://clock' });
  const archive = await bed.node.archive.camera(1);
  await bed.control.until(() => (archive.to !== undefined ? true : undefined));
  expect((await bed.node.health()).ok).toBe(true);
  disk?.fill();
  const { alive, error } = await bed.control.state(1, ({ recordingError }) => recordingError === 'disk_full');
  expect([alive, error]).toEqual([true, undefined]);
  await bed.control.until(() => (archive.openFiles().length === 0 ? true : undefined));
  const health = await bed.node.health();
  expect(health).toMatchObject({ ok: false, reason: expect.stringMatching(/disk of the archive is full/) });
  expect(health.recording.failing.get('disk_full')).toBe(1);
  const { uris } = await bed.playlist('yard', 'index.m3u8', 't');
  expect((await fetch(uris.at(-1) ?? '')).status).toBe(200);
  expect((await bed.get('yard', 'preview.jpg', 't')).status).toBe(200);
  const clearedAt = Date.now();
  disk?.clear();
  await bed.control.state(
    1,
    ({ recordingError, archiveTo }) => recordingError === undefined && (archiveTo ?? 0) > clearedAt,
  );
  expect((await bed.node.health()).ok).toBe(true);
});

test('a disk that recordings themselves fill keeps the newest of them, without an end to recording', async () => {
  bed = await MediaBed.start({ dataDir: dataOn(disk), segmentSeconds: 2 });
  for (const cameraId of [1, 2]) bed.control.put({ cameraId, name: `camera ${cameraId}`, url: 'fake://clock' });
  const archive = await bed.node.archive.camera(1);
  await bed.control.until(() => (archive.hours().length > 0 ? true : undefined));
  const { from } = archive;
  // A little more than what is short.
  disk?.fill(2 * 0.0125 * DISK_BYTES + 60_000);
  await bed.control.until(() => ((archive.from ?? 0) > (from ?? 0) ? true : undefined), 40_000);
  expect(bed.control.history.filter(({ recordingError }) => recordingError !== undefined)).toEqual([]);
  expect((await bed.node.health()).ok).toBe(true);
}, 60_000);
