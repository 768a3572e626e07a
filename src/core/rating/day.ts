import { addDays, startOfDay } from '../time.ts';

/** A day (`YYYY-MM-DD`) of a month: `number` from 1 on, of `days`. */
export interface MonthDay {
  readonly number: number;
  readonly days: number;
}

export const monthOf = (date: string): string => `${date.slice(0, 7)}-01`;

export function inMonth(date: string): MonthDay {
  const [year = 0, month = 0, number = 0] = date.split('-').map(Number);
  return { number, days: new Date(Date.UTC(year, month, 0)).getUTCDate() };
}

/**
 * Where a day begins and ends. It begins where the day before it ended when that one was charged, so that no instant is
 * left out or counted twice when the time zone changed between them; a day that a zone leaves out is of no length.
 */
export function boundsOf(
  date: string,
  timeZone: string,
  endOfBefore?: Date,
): { readonly from: Date; readonly to: Date } {
  const from = endOfBefore ?? startOfDay(date, timeZone);
  const to = startOfDay(addDays(date, 1), timeZone);
  return { from, to: to.getTime() < from.getTime() ? from : to };
}

/** The day after the last one that was rated, or the first that is charged. */
export const nextDay = (last: string | null, chargingFrom: string): string =>
  last === null || last < chargingFrom ? chargingFrom : addDays(last, 1);
