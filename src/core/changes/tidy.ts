import type { Db } from '../../db/sql.ts';

const KEPT_MINUTES = 60;
const BATCH = 10_000;

/** Followers are seconds behind at the most; whoever was away for longer reads everything anew. */
export async function tidyChangeLog(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from change_log where seq in (
      select seq from change_log where at < now() - make_interval(mins => ${KEPT_MINUTES}) order by seq limit ${BATCH})`;
  return count;
}
