import type { Db, Fragment } from '../../db/sql.ts';

/**
 * `insert ...` of what cases of motion say of a camera's motion, part of the statement that stores the motion itself:
 * neither is there without the other, and one that goes on changes the end of the event that it is. `motion` has
 * `camera_id`, `began_at` and `ended_at`. Of a motion that began before a case was made or its window opened, the event
 * begins with the motion. Gives back `id`, `case_id`, and `fresh` for those that began.
 */
export const motionEvents = (sql: Db, motion: Fragment, at: Date): Fragment => sql`
  insert into case_event (domain_id, case_id, camera_id, at, until)
  select a.domain_id, a.id, m.camera_id, m.began_at, m.ended_at
  from (${motion}) m
  join analytics_case_camera k on k.camera_id = m.camera_id
  join analytics_case a on a.id = k.case_id join domain d on d.id = a.domain_id
  where a.type = 'motion' and not a.paused and ${inSchedule(sql, at)}
  on conflict (case_id, camera_id, at) where engine_id is null do update set until = excluded.until
  returning id, case_id, xmax = 0 as fresh`;

/** Whether a case `a` of the domain `d` is at work at that moment; a window that ends before it begins goes on past midnight. */
const inSchedule = (sql: Db, at: Date): Fragment => sql`
  (a.schedule is null or exists (
    select from jsonb_to_recordset(a.schedule) as w(days jsonb, "from" text, "to" text),
      lateral (select ${at}::timestamptz at time zone d.time_zone as local) t,
      lateral (select to_char(t.local, 'HH24:MI') as clock, extract(isodow from t.local)::int as today,
        extract(isodow from t.local - interval '1 day')::int as yesterday) n
    where (w.days @> to_jsonb(n.today) and n.clock >= w."from" and (n.clock < w."to" or w."to" < w."from"))
      or (w."to" < w."from" and w.days @> to_jsonb(n.yesterday) and n.clock < w."to")))`;
