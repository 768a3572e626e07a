import type { Sql } from '../../db/sql.ts';

const KEPT_DAYS = 90;
const BATCH = 5000;

/** Removes the events that are 90 days old `now`, a batch at a time; gives back how many went. Ids rise with the time. */
export async function tidyBillingEvents(sql: Sql, now: Date): Promise<number> {
  const gone = await sql`
    delete from billing_event where id in (
      select o.id from (select id, at from billing_event order by id limit ${BATCH}) as o
      where o.at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}))`;
  return gone.count;
}
