/** How long a guest is let in, as one chooses it. */
export const LENGTHS = ['hour', 'today', 'day', 'week'] as const;
export type Length = (typeof LENGTHS)[number];

const HOUR_MS = 3_600_000;
const HOURS: Readonly<Record<Exclude<Length, 'today'>, number>> = { hour: 1, day: 24, week: 168 };

/** When it ends, as RFC 3339: `today` is until midnight where the doors are. `now` in Unix ms. */
export function endOf(length: Length, zone: string, now: number): string {
  const ahead = length === 'today' ? untilMidnight(zone, now) : HOURS[length] * HOUR_MS;
  return new Date(now + ahead).toISOString();
}

/** In ms; by the clock on the wall, which skips an hour twice a year: then by that hour less or more. */
function untilMidnight(zone: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(now);
  const [hour = 0, minute = 0, second = 0] = ['hour', 'minute', 'second'].map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return 24 * HOUR_MS - ((hour * 60 + minute) * 60 + second) * 1000;
}
