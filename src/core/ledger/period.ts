import type { Db, Fragment } from '../../db/sql.ts';
import { addDays, startOfDay } from '../time.ts';

/** Days of a time zone, both included; absent: open on that side. */
export interface Period {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * True of the entries `e` of a period. A charge belongs to the day that was charged, though it is entered in the night
 * after it; all else to the day on which it was entered. Undefined: the period has no end on either side.
 */
export function inPeriod(sql: Db, { from, to }: Period, timeZone: string): Fragment | undefined {
  if (from === undefined && to === undefined) return undefined;
  const byDay = [from && sql`e.day >= ${from}::text::date`, to && sql`e.day <= ${to}::text::date`];
  const byMoment = [
    from && sql`e.at >= ${startOfDay(from, timeZone)}`,
    to && sql`e.at < ${startOfDay(addDays(to, 1), timeZone)}`,
  ];
  return sql`((e.day is not null ${all(sql, byDay)}) or (e.day is null ${all(sql, byMoment)}))`;
}

const all = (sql: Db, conditions: readonly (Fragment | '' | undefined)[]): Fragment =>
  conditions.reduce<Fragment>((joined, one) => (one ? sql`${joined} and ${one}` : joined), sql``);
