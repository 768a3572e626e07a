import type { Sql } from '../../db/sql.ts';

/** How long a statement that was only looked at is kept: it names payers. */
const LOOKED_AT_HOURS = 24;

/** Statements that nobody committed, one at a time: each may have 50,000 payments. */
export async function tidyStatements(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from bank_statement where id = (
      select id from bank_statement
      where committed_at is null and uploaded_at < now() - make_interval(hours => ${LOOKED_AT_HOURS})
      order by id limit 1)`;
  return count;
}
