import type { Language } from '../../core/languages/languages.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const NO_BREAK = '\u00a0';

/** YYYY-MM-DD as `30.11.2026` or `30 Nov 2026`. */
export function writtenDay(day: string, language: Language): string {
  const { year, month, date } = partsOf(day);
  return language === 'ru'
    ? `${date}.${month}.${year}`
    : [Number(date), MONTHS[Number(month) - 1] ?? month, year].join(NO_BREAK);
}

/** Both days included: `01.11–30.11.2026`, `1–30 Nov 2026`. */
export function writtenPeriod(from: string, to: string, language: Language): string {
  if (from === to) return writtenDay(from, language);
  const first = partsOf(from);
  const last = partsOf(to);
  if (first.year !== last.year) return `${writtenDay(from, language)} – ${writtenDay(to, language)}`;
  if (language === 'ru') return `${first.date}.${first.month}–${writtenDay(to, language)}`;
  if (first.month === last.month) return `${Number(first.date)}–${writtenDay(to, language)}`;
  return `${writtenDay(from, language).slice(0, -5)} – ${writtenDay(to, language)}`;
}

function partsOf(day: string) {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month, date };
}
