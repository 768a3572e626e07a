import type { Sql } from '../../db/sql.ts';

const BATCH = 10_000;

/** Removes a batch of events: those older than their domain keeps them, and those of cases that are gone. */
export async function tidyCaseEvents(sql: Sql, now: Date): Promise<number> {
  const old = await sql`
    delete from case_event where id = any(array(
      select e.id from domain d cross join lateral (
        select e.id from case_event e
        where e.domain_id = d.id and e.at < ${now}::timestamptz - make_interval(days => d.case_event_days)
        limit ${BATCH}) e
      limit ${BATCH}))`;
  return old.count > 0 ? old.count : await tidyOrphans(sql);
}

/** Goes from case to case through the index, so that a round in which none is gone reads a row a case. */
async function tidyOrphans(sql: Sql): Promise<number> {
  const { count } = await sql`
    with recursive of_case as (
      (select case_id from case_event order by case_id limit 1)
      union all
      select (select e.case_id from case_event e where e.case_id > o.case_id order by e.case_id limit 1)
      from of_case o where o.case_id is not null)
    delete from case_event where id = any(array(
      select e.id from of_case o join case_event e on e.case_id = o.case_id
      where not exists (select from analytics_case a where a.id = o.case_id) limit ${BATCH}))`;
  return count;
}
