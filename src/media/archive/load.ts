import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing, unlessNoRoom, unlessUnreadable } from './faults.ts';
import type { ArchiveFile } from './file.ts';
import { type Hour, repairHour, summarize } from './hour.ts';
import { HOUR_MS, hourFolder, LONGEST_FILE_MS, parseHour, parseName } from './layout.ts';
import { scanFile } from './scan.ts';

export const HOURS = 'hours.ndjson';

/**
 * The hours of one camera, from the folders that are there and one line for each hour that was over. An hour without
 * a line, the last one, and those from `unsureFrom` on were perhaps cut off: they are compared file by file.
 */
export async function loadHours(
  cameraFolder: string,
  unsureFrom = Number.MAX_SAFE_INTEGER,
): Promise<Map<number, Hour>> {
  const known = await readLines(join(cameraFolder, HOURS));
  const present = (await walk(cameraFolder)).sort((a, b) => a - b);
  const last = present.at(-1);
  const hours = new Map<number, Hour>();
  for (const hour of present) {
    const line = hour === last || hour >= unsureFrom ? undefined : plausible(known.get(hour));
    hours.set(hour, line ?? summarize(hour, await repairHour(hourFolder(cameraFolder, hour))));
  }
  const over = [...hours.values()].filter(({ hour }) => hour !== last);
  const current =
    over.length === known.size && over.every(({ hour }) => plausible(known.get(hour)) && hour < unsureFrom);
  const path = join(cameraFolder, HOURS);
  if (!current) await writeFile(path, over.map(hourLine).join('')).catch(unlessNoRoom(undefined));
  return hours;
}

/** Undefined where it lasts far into the next hour: the time of the camera jumped, and the files are to be read. */
function plausible(hour: Hour | undefined): Hour | undefined {
  const end = hour?.ranges.at(-1)?.[1] ?? 0;
  return hour !== undefined && end > (hour.hour + 1) * HOUR_MS + LONGEST_FILE_MS ? undefined : hour;
}

export function hourLine(hour: Hour): string {
  return `${JSON.stringify(hour)}\n`;
}

async function readLines(path: string): Promise<Map<number, Hour>> {
  const text = await readFile(path, 'utf8').catch(unlessMissing(''));
  const hours = new Map<number, Hour>();
  for (const line of text.split('\n')) {
    try {
      if (line === '') continue;
      const hour = JSON.parse(line) as Hour;
      if (Number.isInteger(hour.hour) && Array.isArray(hour.ranges)) hours.set(hour.hour, hour);
    } catch {
      // cut off by a crash: the folder is read instead
    }
  }
  return hours;
}

async function walk(folder: string): Promise<number[]> {
  const hours: number[] = [];
  for (const [year, month, day] of await daysIn(folder)) {
    for (const hour of await list(join(folder, year, month, day))) {
      const parsed = parseHour(year, month, day, hour);
      if (parsed !== undefined) hours.push(parsed);
    }
  }
  return hours;
}

async function daysIn(folder: string): Promise<(readonly [year: string, month: string, day: string])[]> {
  const days: (readonly [string, string, string])[] = [];
  for (const year of (await list(folder)).filter((name) => /^\d{4}$/.test(name))) {
    for (const month of await list(join(folder, year))) {
      for (const day of await list(join(folder, year, month))) days.push([year, month, day]);
    }
  }
  return days;
}

const list = (path: string): Promise<string[]> => readdir(path).catch(unlessMissing<string[]>([]));

/** The files that a killed server left unfinished, cut after their last whole fragment; what holds none is removed. */
export async function salvage(spoolFolder: string): Promise<ArchiveFile[]> {
  const saved: ArchiveFile[] = [];
  for (const name of await readdir(spoolFolder).catch(unlessMissing<string[]>([]))) {
    const path = join(spoolFolder, name);
    const parsed = parseName(name);
    const scan = parsed === undefined ? undefined : await scanFile(path).catch(unlessUnreadable);
    if (parsed === undefined || scan === undefined) {
      await rm(path, { force: true });
      continue;
    }
    await truncate(path, scan.size);
    saved.push({ path, start: parsed.startMs, epoch: parsed.other, ...scan, done: false, motion: parsed.motion });
  }
  return saved;
}
