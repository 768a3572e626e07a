import type { Db, Fragment } from '../../../db/sql.ts';
import { SHARE } from '../../access/grants.ts';
import type { Core } from '../../core.ts';
import type { HeardReport } from './report.ts';

/** Most keys that are kept of one panel: whoever forges messages fills no table. */
const MOST_COLLECTED = 1000;

/**
 * Writes what panels told into the log of their doors, in the order in which it was heard, and unknown keys to the
 * collected ones where they are collected. One statement, however many. Gives back how many events were stored: of
 * panels that are gone there are none, and tones in a call that our telephone exchange tells of are left to it.
 */
export async function storeReports(core: Core, heard: readonly HeardReport[]): Promise<number> {
  const { sql } = core;
  const [row] = await sql<{ stored: number }[]>`
    with told as materialized (${told(sql, heard)}),
    placed as materialized (
      select t.*, p.domain_id, p.collecting_until, c.title, d.id as door_id, d.name as door_name, d.lock_id
      from told t join panel p on p.camera_id = t.camera_id join camera c on c.id = p.camera_id
      left join lateral (
        select id, name, lock_id from door where door.camera_id = t.camera_id and t.entry is distinct from 'second'
        order by command <> '', id limit 1) d on true
      where t.by is distinct from 'tones' or p.sip_id is null),
    behind as materialized (${contractsBehindAll(sql)}),
    candidate as materialized (${candidates(sql)}),
    whose as materialized (
      select place, min(digits) as digits, case
        when count(distinct organization_id) = 1 then min(organization_id)
        when count(distinct organization_id) filter (where of_flat) = 1 then min(organization_id) filter (where of_flat) end as organization_id
      from candidate group by place),
    heard as (update panel set told_at = ${core.clock()} where camera_id in (select camera_id from placed)),
    collected as (${collect(sql, core.clock())}),
    stored as (
      insert into door_event (domain_id, at, kind, result, door_id, door_name, lock_id, camera_id, organization_id, who, detail, told_by_panel)
      select t.domain_id, t.at, case t.kind when 'call' then 'call_answered' else t.kind end,
        case when t.opened then 'opened' else 'refused' end, t.door_id, coalesce(t.door_name, t.title), t.lock_id, t.camera_id,
        w.organization_id, coalesce(w.digits, t.digits, ''), ${detail(sql)}, true
      from placed t left join whose w on w.place = t.place order by t.place
      returning 1)
    select count(*)::int as stored from stored`;
  return row?.stored ?? 0;
}

function told(sql: Db, heard: readonly HeardReport[]): Fragment {
  const rows = heard.map(({ at, cameraId, report }) =>
    JSON.stringify({ opened: true, ...report, at, camera_id: cameraId }),
  );
  return sql`
    select t.*, r.place from unnest(${rows}::text[]) with ordinality as r (report, place), jsonb_to_record(r.report::jsonb) as t
      (at timestamptz, camera_id int, kind text, opened boolean, digits text, apartment int, entry text, by text)`;
}

/** The contracts that open a door of these panels, or own its lock, each with the numbers of its flats there. */
const contractsBehindAll = (sql: Db): Fragment => sql`
  select distinct r.camera_id, r.organization_id, coalesce(r.apartment, o.apartment) as apartment from (
    select d.camera_id, g.subject_id as organization_id, g.apartment from door d
    join access_grant g on g.object_kind = 'device' and g.object_id = d.lock_id and g.subject_kind = 'organization'
    where d.camera_id in (select camera_id from placed) and g.actions and g.source <> ${SHARE}
    union all
    select d.camera_id, l.organization_id, null from door d join lock l on l.id = d.lock_id
    where d.camera_id in (select camera_id from placed)
  ) r join organization o on o.id = r.organization_id`;

/** Whose it may have been: of a key the contracts that have it there, of a code or a call those of its flat. */
const candidates = (sql: Db): Fragment => sql`
  select t.place, k.organization_id, k.digits, b.apartment = t.apartment as of_flat
  from placed t
  join access_key k on k.domain_id = t.domain_id and ltrim(k.digits, '0') = ltrim(t.digits, '0')
  join behind b on b.camera_id = t.camera_id and b.organization_id = k.organization_id
  union all
  select t.place, b.organization_id, null, true
  from placed t join behind b on b.camera_id = t.camera_id and b.apartment = t.apartment
  where t.digits is null`;

/** Where as many are kept as may be, those that are there are counted all the same. */
const collect = (sql: Db, now: Date): Fragment => sql`
  insert into collected_key as c (camera_id, digits, first_at, last_at, touches)
  select t.camera_id, t.digits, min(t.at), max(t.at), count(*)::int
  from placed t left join whose w on w.place = t.place
  where t.digits is not null and w.place is null and t.collecting_until > ${now}
    and ((select count(*) from collected_key o where o.camera_id = t.camera_id) < ${MOST_COLLECTED}
      or exists (select from collected_key o where o.camera_id = t.camera_id and o.digits = t.digits))
  group by t.camera_id, t.digits
  on conflict (camera_id, digits) do update set last_at = excluded.last_at, touches = c.touches + excluded.touches`;

/** The console has the words for each. */
const detail = (sql: Db): Fragment => sql`
  case when t.kind = 'key' and not t.opened and w.place is null then 'Unknown key'
    when t.kind = 'key' and not t.opened then 'The key is not on the panel'
    when t.kind = 'key' and w.place is null then 'Of no contract here'
    when t.kind = 'code' and not t.opened then 'Unknown code'
    when t.by = 'handset' then 'By the handset'
    when t.by = 'tones' then 'During the call'
    when t.entry = 'second' then 'At the second door'
    else '' end`;
