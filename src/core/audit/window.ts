import type { Db } from '../../db/sql.ts';
import type { Page } from '../page.ts';

/** Rows that one search reads at the most: there is no index of what they say. */
const MAX_SEARCHED = 1_000_000;

/** The id above which a search of the newest rows stays; 0: it reads to the end. */
export async function searchFloor(
  sql: Db,
  table: 'audit_change' | 'billing_event',
  search: string | undefined,
  after: number,
): Promise<number> {
  if ((search ?? '').trim() === '') return 0;
  const top = after > 0 ? after - 1 : await newest(sql, table);
  return Math.max(0, top - MAX_SEARCHED);
}

/** A search that found less than a page above its floor goes on below it. */
export const goingOn = <T>(page: Page<T>, floor: number): Page<T> =>
  page.next === null && floor > 0 ? { ...page, next: String(floor + 1) } : page;

async function newest(sql: Db, table: string): Promise<number> {
  const [row] = await sql<{ top: number }[]>`select coalesce(max(id), 0)::bigint as top from ${sql(table)}`;
  return row?.top ?? 0;
}
