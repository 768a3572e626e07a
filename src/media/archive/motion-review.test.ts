import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Archive, type MotionOf } from './archive.ts';
import type { CameraArchive } from './camera-archive.ts';
import { INDEX } from './hour.ts';
import { fileName, HOUR_MS, hourFolder, hourOf } from './layout.ts';

/** Five to an hour, UTC. */
const START = Date.parse('2026-11-22T09:55:00Z');
const MINUTE = 60_000;
let folder: string;
let archive: Archive;
let warnings: object[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vedette-archive-'));
  warnings = [];
  archive = new Archive(folder, { debug() {}, info() {}, warn: (fields) => void warnings.push(fields), error() {} });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function camera(): Promise<CameraArchive> {
  await archive.start();
  return await archive.camera(1);
}

/** Files of a minute, as the recorder leaves them. */
async function record(to: CameraArchive, from: number, count: number, motion: boolean): Promise<void> {
  mkdirSync(to.spoolFolder, { recursive: true });
  for (let i = 0; i < count; i += 1) {
    const start = from + i * MINUTE;
    const path = join(to.spoolFolder, `${start}.part`);
    writeFileSync(path, 'film');
    const gops = [[0, 1, 3]] as [number, number, number][];
    await to.adopt({ path, start, dur: MINUTE, size: 4, initLen: 1, epoch: 1, gops, done: false, motion });
  }
}

const minutesOf = async (of: CameraArchive): Promise<number[]> =>
  (await of.files(0, Number.MAX_SAFE_INTEGER)).map(({ start }) => (start - START) / MINUTE);

/** What a server finds that starts over the same folder. */
async function again(): Promise<CameraArchive> {
  archive = new Archive(folder, { debug() {}, info() {}, warn() {}, error() {} });
  return await camera();
}

const onDisk = (hour: number): string[] =>
  readdirSync(hourFolder(join(folder, 'archive', '1'), hour)).filter((name) => name.endsWith('.mp4'));

test('by motion a file stays with ten seconds before it and thirty after, in both hours and after a restart', async () => {
  const one = await camera();
  await record(one, START, 12, true);
  const motionOf: MotionOf = async () => [
    [START + 2 * MINUTE - 5000, START + 2 * MINUTE - 4000],
    [START + 7 * MINUTE + 40_000, START + 7 * MINUTE + 50_000],
  ];
  await archive.sweepByMotion(START + 12 * MINUTE + MINUTE, motionOf);
  // 1:55 reaches 30 s into minute 2; 7:50 reaches 20 s into minute 8.
  expect(await minutesOf(one)).toEqual([1, 2, 7, 8]);
  expect(one.bytes).toBe(16);
  expect(one.ranges()).toEqual([
    [START + MINUTE, START + 3 * MINUTE],
    [START + 7 * MINUTE, START + 9 * MINUTE],
  ]);
  expect(onDisk(hourOf(START))).toEqual([1, 2].map((i) => fileName(START + i * MINUTE, MINUTE)));
  const two = await again();
  expect(await minutesOf(two)).toEqual([1, 2, 7, 8]);
  expect(two.bytes).toBe(16);
  expect(two.ranges()).toEqual(one.ranges());
});

test('nothing goes that a late notice may reach, that was recorded otherwise, or while motion is not known', async () => {
  const one = await camera();
  await record(one, START, 2, false);
  await record(one, START + 2 * MINUTE, 2, true);
  await archive.sweepByMotion(START + 100 * MINUTE, async () => {
    throw new Error('away');
  });
  expect(await minutesOf(one)).toEqual([0, 1, 2, 3]);
  expect(warnings).toMatchObject([{ cameraId: 1, reason: 'away' }]);
  await archive.sweepByMotion(START + 4 * MINUTE, async () => []);
  expect(await minutesOf(one)).toEqual([0, 1, 3]);
  const two = await again();
  await archive.sweepByMotion(START + 5 * MINUTE, async () => []);
  expect(await minutesOf(two)).toEqual([0, 1]);
});

test('a crash in the middle of a removal is made good at the next start', async () => {
  const one = await camera();
  await record(one, START, 7, true);
  const hour = hourOf(START);
  const index = join(hourFolder(one.folder, hour), INDEX);
  // Told of, not yet removed; the sum of the hour is the old one.
  appendFileSync(index, `\n{"gone":${START}}\n{"gone":${START + MINUTE}}\n{"go`);
  const two = await again();
  expect(await minutesOf(two)).toEqual([2, 3, 4, 5, 6]);
  expect(onDisk(hour)).toHaveLength(3);
  expect(two.bytes).toBe(20);
  await archive.sweepByMotion(START + 20 * MINUTE, async () => []);
  expect(await minutesOf(two)).toEqual([]);
  expect([two.bytes, two.from, two.to]).toEqual([0, undefined, undefined]);
  expect(existsSync(hourFolder(two.folder, hour))).toBe(false);
  await record(two, START + 70 * MINUTE, 1, true);
  expect(two.hours().map((one) => one.hour)).toEqual([hourOf(START + 70 * MINUTE)]);
});

test('retention goes on to count what motion left', async () => {
  const one = await camera();
  await one.retain({ depthSeconds: 3600, maxBytes: undefined });
  await record(one, START, 3, true);
  await archive.sweepByMotion(START + 10 * MINUTE, async () => [[START, START]]);
  expect(await minutesOf(one)).toEqual([0]);
  await archive.sweep(START + 3 * HOUR_MS);
  expect(one.hours()).toEqual([]);
});
