import type { Db, Fragment } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { afterRows, likeText, type Page, type PageRequest, toRankedPage } from '../page.ts';
import type { FlatQuery, IntercomFlat } from './flat.ts';
import { requireIntercom } from './hold.ts';
import { linksAt } from './queries.ts';

const SHOWN_PEOPLE = 5;

/** `total`: how many match. */
export interface FlatPage extends Page<IntercomFlat> {
  readonly total: number;
}

/**
 * The flats of an intercom by number, those of unknown flats last: linked ones, ones with settings of their own and, where
 * it is asked for, all others of the range. A page of a house of any size is one statement. Not found: it is no intercom.
 */
export async function flatsOf(core: Core, actor: Actor, id: number, query: FlatQuery & PageRequest): Promise<FlatPage> {
  requireMay(actor, 'intercoms.read');
  const { flatFrom, flatTo } = await requireIntercom(core, actor, id);
  const start = afterRows(query);
  const sql = listReader(core);
  const rows = await sql<(IntercomFlat & { total: number })[]>`
    with link as materialized (select w.*, coalesce(lower(w.flat), '') as code from (${linksAt(sql, sql`${id}::int`)}) w),
    flat as materialized (
      select code, max(flat) as flat, max(apartment) as apartment from (
        select code, flat, apartment from link
        union all select flat, flat, apartment from intercom_flat where camera_id = ${id}
        ${query.empty && flatFrom !== null ? sql`union all select n::text, n::text, n from generate_series(${flatFrom}::int, ${flatTo}::int) n` : sql``}
      ) every group by code),
    found as materialized (
      select f.*, s.calls, s.connection from flat f
      left join intercom_flat s on s.camera_id = ${id} and s.flat = f.code
      where ${matching(sql, query)})
    select nullif(f.code, '') is not null as known, f.flat, f.apartment, f.calls, f.connection,
      (select count(*)::int from found) as total,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.organization_id, 'title', l.title, 'byFlat', l.by_flat,
          'people', ${peopleOf(sql)}, 'peopleCount', (select count(*) from membership m where m.organization_id = l.organization_id),
          'keyCount', (select count(*) from access_key k where k.organization_id = l.organization_id)) order by l.organization_id)
        from link l where l.code = f.code), '[]') as contracts
    from found f order by f.apartment nulls last, f.code offset ${start} limit ${query.limit + 1}`;
  const flats = rows.map(({ flat, apartment, calls, connection, contracts }) => ({
    flat,
    apartment,
    calls,
    connection,
    contracts,
  }));
  return { ...toRankedPage(flats, query.limit, start), total: rows[0]?.total ?? 0 };
}

const peopleOf = (sql: Db): Fragment => sql`
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'login', u.login, 'name', u.name) order by u.id) from (
    select u.id, u.login, u.name from membership m join app_user u on u.id = m.user_id
    where m.organization_id = l.organization_id order by u.id limit ${SHOWN_PEOPLE}) u), '[]')`;

function matching(sql: Db, { search = '', individual }: FlatQuery): Fragment {
  const text = likeText(search.trim());
  const own = individual ? sql`(s.calls is not null or s.connection is not null)` : sql`true`;
  if (text === '') return own;
  const part = `%${text}%`;
  return sql`${own} and (f.code like ${`${text}%`} or f.code in (
    select l.code from link l where lower(l.title) like ${part}
    union select l.code from link l join access_key k on k.organization_id = l.organization_id and k.digits like ${part}
    union select l.code from link l join membership m on m.organization_id = l.organization_id join app_user u on u.id = m.user_id
      where lower(u.login) like ${part} or lower(u.name) like ${part}))`;
}
