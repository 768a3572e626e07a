import type { Db } from '../../../db/sql.ts';

/** Tables that nobody took. */
export async function tidyKeyTables(sql: Db): Promise<number> {
  const { count } = await sql`delete from key_table where expires_at < now()`;
  return count;
}
