import type { Retention } from './camera-archive.ts';
import { HOUR_MS } from './layout.ts';

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

/** Bytes to give back before the disk is full: wanted are 5 % of it, but no more than 5 GB. */
export function bytesToFree(disk: { readonly free: number; readonly total: number }): number {
  const reserve = Math.min(disk.total * 0.05, 5e9);
  return Math.max(0, Math.ceil(reserve - disk.free));
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
