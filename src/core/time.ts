/** The date (YYYY-MM-DD) that a clock on the wall shows there. */
export function localDate(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
}

/** Whether it is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** `YYYY-MM-DD HH:MM:SS` as a clock on the wall shows it there. */
export function wallTime(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at) => format.format(at).replace(', ', ' ');
}

/**
 * The instant at which a clock there shows `YYYY-MM-DD HH:MM:SS`: the first of two where the clock goes back, the one
 * as far after midnight where it goes forward. Undefined: there is no such day or hour.
 */
export function instantOf(timeZone: string, wall: string): Date | undefined {
  const read = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`);
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(wall) ? read(wall) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(wall.replace(' ', 'T'))) return undefined;
  const shows = wallTime(timeZone);
  const guess = (near: number) => new Date(at - (read(shows(new Date(near))) - near));
  const first = guess(at - DAY_MS);
  const second = guess(at + DAY_MS);
  return shows(first) !== wall && shows(second) === wall ? second : first;
}

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export interface LocalDay {
  readonly date: string;
  /** Unix ms; a day lasts 23 or 25 hours when the clocks change, and none where a zone skipped it. */
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The days of a month (`YYYY-MM`) between the zone's midnights. */
export function daysOfMonth(month: string, timeZone: string): readonly LocalDay[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const dateAt = localDate(timeZone);
  const starts = Array.from({ length: count + 1 }, (_, i) =>
    firstInstant(new Date(Date.UTC(year, number - 1, i + 1)), dateAt),
  );
  return starts.slice(0, -1).map((from, i) => ({
    date: `${month}-${String(i + 1).padStart(2, '0')}`,
    from,
    to: starts[i + 1] ?? from,
  }));
}

/** Where a day (`YYYY-MM-DD`) begins there: at midnight, at the first of two, or after one that the clocks leave out. */
export const startOfDay = (date: string, timeZone: string): Date =>
  new Date(firstInstant(new Date(`${date}T00:00:00Z`), localDate(timeZone)));

/** The same calendar some days later or earlier, whatever the clocks do. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The first instant whose local date is `day` or later, by halving: midnight itself may not exist. */
function firstInstant(day: Date, dateAt: (at: number) => string): number {
  const date = day.toISOString().slice(0, 10);
  let before = day.getTime() - 15 * HOUR_MS;
  let from = day.getTime() + 15 * HOUR_MS;
  while (from - before > 1000) {
    const middle = before + Math.floor((from - before) / 2000) * 1000;
    if (dateAt(middle) >= date) from = middle;
    else before = middle;
  }
  return from;
}
