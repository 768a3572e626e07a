import type { Db } from '../../db/sql.ts';
import type { Level, Licence } from './licence.ts';

interface Row {
  readonly level: Level;
  readonly total: number;
  readonly withdrawnAt: Date | null;
}

/** By level; none of a user who was never given any. */
export async function licencesOfUser(sql: Db, userId: number): Promise<readonly Licence[]> {
  const rows = await sql<
    Row[]
  >`select level, total, withdrawn_at from licence where user_id = ${userId} order by level`;
  const used = await usedOfUser(sql, userId);
  return rows.map(({ level, total, withdrawnAt }) => ({
    ...{ level, total, used: used[level] },
    ...{ free: Math.max(0, total - used[level]), withdrawnAt },
  }));
}

/** Cases of analytics, the user's and its sub-users', are to be counted here by their cameras. There are none yet. */
async function usedOfUser(_sql: Db, _userId: number): Promise<Readonly<Record<Level, number>>> {
  return { 1: 0, 2: 0, 3: 0 };
}

/** Removes the levels that were withdrawn before that moment. Cases of analytics are to go with them here. */
export async function forgetWithdrawn(sql: Db, before: Date, limit: number): Promise<number> {
  const { count } = await sql`
    delete from licence where ctid = any(array(
      select ctid from licence where withdrawn_at <= ${before} limit ${limit} for update skip locked))`;
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
