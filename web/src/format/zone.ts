/** Wall clocks of IANA time zones. Times are Unix seconds. */

const formats = new Map<string, Intl.DateTimeFormat>();

function partsFormat(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What is shown on the clock in `zone`, as if it were UTC (Unix seconds): good for rounding to local hours and days. */
export function wallSeconds(zone: string, time: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of partsFormat(zone).formatToParts(Math.floor(time) * 1000)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

/** Seconds that the clock in `zone` is ahead of UTC at `time`. */
export function offsetAt(zone: string, time: number): number {
  return wallSeconds(zone, time) - Math.floor(time);
}

/** The instant at which the clock in `zone` shows `wall`; the first of the two where the clock goes back. */
export function instantOf(zone: string, wall: number): number {
  const first = wall - offsetAt(zone, wall - 86_400);
  if (wallSeconds(zone, first) === wall) return first;
  const second = wall - offsetAt(zone, wall + 86_400);
  return wallSeconds(zone, second) === wall ? second : first;
}

/** "UTC+3", "UTC−3:30", "UTC". */
export function offsetLabel(zone: string, time: number): string {
  const minutes = Math.round(offsetAt(zone, time) / 60);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `zone` when this browser knows it, else UTC. */
export function knownZone(zone: string): string {
  try {
    partsFormat(zone);
    return zone;
  } catch {
    return 'UTC';
  }
}
