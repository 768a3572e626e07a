import { join } from 'node:path';

/*
 * <data>/archive/<camera id>/2026/11/22/01/<start_ms>-<dur_ms>.mp4   60 s each, UTC
 *                                         /index.ndjson              one line for each file
 *                           /hours.ndjson                            one line for each hour that is over
 *                           /retention.json                          how long it is kept, while the camera is off
 *                           /motion.json                             up to when it is decided what motion was near
 * <data>/spool/<camera id>/<start_ms>-<epoch>[-m].mp4                the file being written; -m: by motion
 *
 * Folders are named by the id: names of cameras hold slashes, dots and worse, and never touch the disk.
 */

export const HOUR_MS = 3_600_000;
/** A file may begin this long before the hour, or the moment, that it reaches into. */
export const LONGEST_FILE_MS = 5 * 60_000;

/** Hours since 1970, UTC. */
export function hourOf(unixMs: number): number {
  return Math.floor(unixMs / HOUR_MS);
}

export function hourFolder(cameraFolder: string, hour: number): string {
  const iso = new Date(hour * HOUR_MS).toISOString();
  return join(cameraFolder, iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13));
}

/** The hour of four folder names, or undefined when they are not ours. */
export function parseHour(year: string, month: string, day: string, hour: string): number | undefined {
  const time = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  return Number.isNaN(time) ? undefined : hourOf(time);
}

export function fileName(startMs: number, durationMs: number): string {
  return `${startMs}-${durationMs}.mp4`;
}

export function spoolName(startMs: number, epoch: number, motion: boolean): string {
  return `${startMs}-${epoch}${motion ? '-m' : ''}.mp4`;
}

/** What a name of either kind says. */
export function parseName(
  name: string,
): { readonly startMs: number; readonly other: number; readonly motion: boolean } | undefined {
  const found = /^(\d{10,15})-(\d{1,15})(-m)?\.mp4$/.exec(name);
  if (found === null) return undefined;
  return { startMs: Number(found[1]), other: Number(found[2]), motion: found[3] !== undefined };
}
