import { factsOf } from '../locales/languages.ts';

/** Times in words. Instants are Unix seconds or RFC 3339; `zone` is an IANA name. */

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(factsOf(language).locale, { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

export const secondsOf = (instant: string): number => Date.parse(instant) / 1000;

/** 14:05 or 14:05:09. */
export function clockTime(time: number, zone: string, language: string, seconds = false): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return format(language, zone, seconds ? { ...options, second: '2-digit' } : options).format(time * 1000);
}

/** 22 Nov, with the year when it is not this one. */
export function shortDate(time: number, zone: string, language: string, now = Date.now() / 1000): string {
  const year = (at: number) => format('en', zone, { year: 'numeric' }).format(at * 1000);
  const options = { day: 'numeric', month: 'short' } as const;
  return format(language, zone, year(time) === year(now) ? options : { ...options, year: 'numeric' }).format(
    time * 1000,
  );
}

/** 22 November 2026, 14:05:09: exact, for hover, readers and confirmations. */
export function exactTime(time: number, zone: string, language: string): string {
  const day = format(language, zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(time * 1000);
  return `${day}, ${clockTime(time, zone, language, true)}`;
}

/** 22 Nov, 14:05: of what is read on another day too. */
export const dayTime = (time: number, zone: string, language: string, now = Date.now() / 1000): string =>
  `${shortDate(time, zone, language, now)}, ${clockTime(time, zone, language)}`;

/** 14:05 today, else 22 Nov, 14:05: of what is now. */
export function sinceTime(time: number, zone: string, language: string, now = Date.now() / 1000): string {
  const today = shortDate(time, zone, language, now) === shortDate(now, zone, language, now);
  return today ? clockTime(time, zone, language) : dayTime(time, zone, language, now);
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** 3 minutes ago; seconds are "now". */
export function relativeTime(time: number, language: string, now = Date.now() / 1000): string {
  const passed = time - now;
  const words = new Intl.RelativeTimeFormat(factsOf(language).locale, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(passed) >= size) return words.format(Math.trunc(passed / size), unit);
  }
  return words.format(0, 'second');
}

/** 1 Mar 2026 of `2026-03-01`: a day is the same day in every zone. */
export const dayText = (date: string, language: string): string =>
  shortDate(Date.parse(date) / 1000, 'UTC', language, 0);

/** November 2026 of `2026-11`. */
export function monthText(month: string, language: string): string {
  const text = format(language, 'UTC', { month: 'long', year: 'numeric' }).format(Date.parse(`${month}-01`));
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/ г\.$/, '');
}

/** The day (YYYY-MM-DD) that it is there. */
export const todayIn = (zone: string): string => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format();
