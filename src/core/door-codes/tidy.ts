import type { Db } from '../../db/sql.ts';

const BATCH = 1000;

/** Guests' codes go 24 hours after their end, what was counted at panels a day after. */
export async function tidyDoorCodes(sql: Db, now: Date): Promise<number> {
  const { count } = await sql`
    delete from door_code where id in (
      select id from door_code where valid_until < ${now}::timestamptz - interval '24 hours' order by valid_until limit ${BATCH})`;
  await sql`delete from panel_code_try where since < ${now}::timestamptz - interval '1 day'`;
  return count;
}
