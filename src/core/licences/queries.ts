import type { Db } from '../../db/sql.ts';
import { assignedByLevel } from '../analytics/usage.ts';
import type { Core } from '../core.ts';
import type { Level, Licence } from './licence.ts';

interface Row {
  readonly level: Level;
  readonly total: number;
  readonly withdrawnAt: Date | null;
}

/** By level; none of a user who was never given any. */
export async function licencesOfUser(core: Core, sql: Db, userId: number): Promise<readonly Licence[]> {
  const rows = await sql<
    Row[]
  >`select level, total, withdrawn_at from licence where user_id = ${userId} order by level`;
  const assigned = rows.length > 0 ? await assignedByLevel(core, sql, userId) : {};
  return rows.map(({ level, total, withdrawnAt }) => {
    const used = assigned[level] ?? 0;
    return { level, total, used, free: Math.max(0, total - used), withdrawnAt };
  });
}

/** The levels that are open to a user: those that it has some licences of. */
export async function openLevels(sql: Db, userId: number): Promise<readonly Level[]> {
  const rows = await sql<{ level: Level }[]>`select level from licence where user_id = ${userId} and total > 0`;
  return rows.map(({ level }) => level);
}

/**
 * Removes the levels that were withdrawn before that moment, with the cases of theirs. What happened in these cases goes
 * as what of every case that is gone.
 */
export async function forgetWithdrawn(sql: Db, before: Date, limit: number): Promise<number> {
  const { count } = await sql`
    with due as (
      delete from licence where ctid = any(array(
        select ctid from licence where withdrawn_at <= ${before} limit ${limit} for update skip locked))
      returning user_id, level),
    cases as (delete from analytics_case a using due d where a.owner_id = d.user_id and a.level = d.level)
    select from due`;
  return count;
}

/** Stores how many there are now. A level that was never given and still has none leaves no row. */
export async function storeTotals(
  sql: Db,
  userId: number,
  totals: readonly { readonly level: Level; readonly total: number }[],
  now: Date,
): Promise<void> {
  for (const { level, total } of totals) {
    const withdrawnAt = total === 0 ? now : null;
    if (total === 0)
      await sql`
        update licence set total = 0, withdrawn_at = ${withdrawnAt}
        where user_id = ${userId} and level = ${level} and total > 0`;
    else
      await sql`
        insert into licence (user_id, level, total) values (${userId}, ${level}, ${total})
        on conflict (user_id, level) do update set total = excluded.total, withdrawn_at = null
        where licence.total <> excluded.total`;
  }
}
