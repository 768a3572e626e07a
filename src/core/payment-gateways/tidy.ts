import type { Sql } from '../../db/sql.ts';
import { KEPT_DAYS } from './prepared.ts';

const BATCH = 1000;

/** Payments that apps prepared and nobody made. */
export async function tidyPrepared(sql: Sql): Promise<number> {
  const { count } = await sql`
    delete from prepared_payment where id in (
      select id from prepared_payment
      where entry_id is null and created_at < now() - make_interval(days => ${KEPT_DAYS}) order by created_at limit ${BATCH})`;
  return count;
}
