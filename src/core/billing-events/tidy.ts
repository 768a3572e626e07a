import type { Sql } from '../../db/sql.ts';

const KEPT_DAYS = 90;
const BATCH = 5000;

/** Removes the oldest events after 90 days, a batch at a time; gives back how many went. Ids rise with the time. */
export async function tidyBillingEvents(sql: Sql): Promise<number> {
  const gone = await sql`
    delete from billing_event where id in (
      select o.id from (select id, at from billing_event order by id limit ${BATCH}) as o
      where o.at < now() - make_interval(days => ${KEPT_DAYS}))`;
  return gone.count;
}
