import { HOUR_MS } from './layout.ts';
import type { Retention } from './retention-file.ts';

interface Weighed {
  readonly hour: number;
  readonly bytes: number;
}

/** Hours of one camera to remove: those that are wholly older than the depth, then the oldest over the size. */
export function surplusHours(hours: readonly Weighed[], retention: Retention, now: number): number[] {
  const horizon = now - retention.depthSeconds * 1000;
  const sorted = [...hours].sort((a, b) => a.hour - b.hour);
  const kept = sorted.filter(({ hour }) => (hour + 1) * HOUR_MS > horizon);
  const surplus = sorted.filter(({ hour }) => (hour + 1) * HOUR_MS <= horizon).map(({ hour }) => hour);
  let bytes = kept.reduce((sum, hour) => sum + hour.bytes, 0);
  // The newest hour stays: it is being written.
  for (const hour of kept.slice(0, -1)) {
    if (retention.maxBytes === undefined || bytes <= retention.maxBytes) break;
    bytes -= hour.bytes;
    surplus.push(hour.hour);
  }
  return surplus;
}

/** How much of a disk is to be free, in bytes, in falling order. */
export interface Marks {
  /** Wanted: hours that are over go for it, each minute. */
  readonly reserve: number;
  /** So much is made free when it gets short, of the present hour too. */
  readonly resume: number;
  /** Less is short. */
  readonly low: number;
  /** Nothing is recorded below it: a database on the same disk that cannot write its log ends, and so does all else. */
  readonly floor: number;
}

/** 5 % of it are wanted, but no more than 5 GB. */
export function marksOf(total: number): Marks {
  const reserve = Math.min(total * 0.05, 5e9);
  const floor = Math.min(reserve / 4, 256e6);
  return { reserve, resume: 3 * floor, low: 2 * floor, floor };
}

/** Bytes to give back before the disk is full. */
export function bytesToFree(disk: { readonly free: number; readonly total: number }): number {
  return Math.max(0, Math.ceil(marksOf(disk.total).reserve - disk.free));
}

/** The oldest hours over all cameras that together free the bytes; never the present hour. */
export function oldestHours<T extends Weighed>(hours: readonly T[], bytes: number, now: number): T[] {
  const present = Math.floor(now / HOUR_MS);
  const chosen: T[] = [];
  let freed = 0;
  for (const hour of [...hours].sort((a, b) => a.hour - b.hour)) {
    if (freed >= bytes || hour.hour >= present) break;
    chosen.push(hour);
    freed += hour.bytes;
  }
  return chosen;
}

/** The oldest files over all cameras that together free the bytes. */
export function oldestFiles<T extends { readonly start: number; readonly size: number }>(
  files: readonly T[],
  bytes: number,
): T[] {
  const chosen: T[] = [];
  let freed = 0;
  for (const file of [...files].sort((a, b) => a.start - b.start)) {
    if (freed >= bytes) break;
    chosen.push(file);
    freed += file.size;
  }
  return chosen;
}
