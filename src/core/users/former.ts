import type { Db } from '../../db/sql.ts';

/** What a deleted user did and what was done with it is removed after this many days. */
const KEPT_DAYS = 30;
const USERS = 100;
const BATCH = 10_000;

/**
 * Removes a batch of what was written down of users who were deleted 30 days before `now`: audit, billing events, door
 * events and viewings of theirs. A user of whom nothing is left is forgotten, and counts as a row. What belongs to the
 * contract stays: invoices, the ledger, tickets, and the audit of other objects by other people.
 */
export async function tidyFormerUsers(sql: Db, now: Date): Promise<number> {
  const due = await sql<{ id: number }[]>`
    select id from former_user
    where deleted_at <= ${now}::timestamptz - make_interval(days => ${KEPT_DAYS}) order by deleted_at limit ${USERS}`;
  if (due.length === 0) return 0;
  const ids = due.map(({ id }) => id);
  const subjects = due.map(({ id }) => `user ${id}`);
  const gone = await sql`
    with audits as (
      delete from audit_change where id in (
        select id from audit_change where actor_kind = 'user' and actor_id = any(${ids}::int[])
        union select id from audit_change where object_kind = 'user' and object_id = any(${ids}::int[]) limit ${BATCH})
      returning 1),
    events as (
      delete from billing_event where id in (
        select id from billing_event where user_id = any(${ids}::int[])
        union select id from billing_event where subject like 'user %' and subject = any(${subjects}::text[])
        union select e.id from former_user f join billing_event e
          on e.type = 'user.create' and e.subject = f.login and e.domain_id = f.domain_id and e.at <= f.deleted_at
          where f.id = any(${ids}::int[])
        limit ${BATCH})
      returning 1),
    doors as (
      delete from door_event where id in (
        select id from door_event where user_id = any(${ids}::int[]) limit ${BATCH})
      returning 1),
    viewings as (
      delete from viewing where id in (
        select id from viewing where viewer_kind = 'user' and viewer_id = any(${ids}::int[]) limit ${BATCH})
      returning 1)
    select from audits union all select from events union all select from doors union all select from viewings`;
  if (gone.count > 0) return gone.count;
  const { count } = await sql`delete from former_user where id = any(${ids}::int[])`;
  return count;
}
