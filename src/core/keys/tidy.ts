import type { Sql } from '../../db/sql.ts';

const BATCH = 10_000;

/** Collected keys that nobody gave away are kept for 30 days after they were last touched. */
export async function tidyCollectedKeys(sql: Sql, now: Date): Promise<number> {
  const { count } = await sql`
    delete from collected_key where (camera_id, digits) in (
      select camera_id, digits from collected_key where last_at < ${now}::timestamptz - interval '30 days' limit ${BATCH})`;
  return count;
}
