import type { Db, Fragment } from '../../db/sql.ts';
import { APARTMENT, CONTRACT } from '../access/grants.ts';
import { likeText } from '../page.ts';
import type { PanelModel } from '../panels/panel.ts';
import type { Intercom, IntercomFilter, IntercomSettings } from './intercom.ts';

/**
 * The contracts that have this intercom or a lock behind its doors, each with its flat there; without one only where none
 * is known. `id` is an expression.
 */
export const linksAt = (sql: Db, id: Fragment): Fragment => sql`
  select organization_id, title, flat, apartment, by_flat from (
    select g.*, bool_or(g.flat is not null) over (partition by g.organization_id) as known from (${grantsAt(sql, id)}) g
  ) g where flat is not null or not known`;

const grantsAt = (sql: Db, id: Fragment): Fragment => sql`
  select o.id as organization_id, o.title, coalesce(g.flat, o.flat, o.apartment::text) as flat, coalesce(g.apartment, o.apartment) as apartment,
    bool_or(g.source = ${APARTMENT}) as by_flat
  from access_grant g join organization o on o.id = g.subject_id
  where g.subject_kind = 'organization' and g.object_kind = 'device' and g.source = any(${[CONTRACT, APARTMENT]}::text[])
    and (g.object_id = ${id} or g.object_id in (select d.lock_id from door d where d.camera_id = ${id}))
  group by o.id, coalesce(g.flat, o.flat, o.apartment::text), coalesce(g.apartment, o.apartment)`;

const ADDRESS = `coalesce(nullif(c.postal_address, ''),
  (select l.postal_address from door d join lock l on l.id = d.lock_id where d.camera_id = c.id and l.postal_address <> '' order by d.id limit 1), '')`;

/** What every row has; `p` is the panel, `c` its camera, `o` whose it is. */
const columns = (sql: Db): Fragment => sql`
  c.id, c.name, c.title, ${sql.unsafe(ADDRESS)} as address,
  (select min(d.entrance) from door d where d.camera_id = c.id) as entrance,
  jsonb_build_object('id', o.id, 'title', o.title) as organization, p.model,
  (select jsonb_build_object('since', u.since, 'reason', u.reason) from panel_outage u where u.camera_id = c.id and u.until is null) as silent,
  p.answered_at, (select count(*)::int from panel_key h where h.camera_id = c.id and h.next_attempt_at is not null) as keys_waiting,
  (select count(distinct lower(w.flat))::int from (${linksAt(sql, sql`c.id`)}) w) as flats`;

const from = (sql: Db): Fragment => sql`
  from panel p join camera c on c.id = p.camera_id join organization o on o.id = c.organization_id`;

function matching(sql: Db, domainId: number, filter: IntercomFilter): Fragment {
  const { search = '', organizationId, model, silent, keysWaiting } = filter;
  const text = likeText(search.trim());
  return sql`
    p.domain_id = ${domainId}
    ${organizationId === undefined ? sql`` : sql`and c.organization_id = ${organizationId}`}
    ${model === undefined ? sql`` : sql`and p.model = ${model}`}
    ${silent ? sql`and exists (select from panel_outage u where u.camera_id = c.id and u.until is null)` : sql``}
    ${keysWaiting ? sql`and exists (select from panel_key h where h.camera_id = c.id and h.next_attempt_at is not null)` : sql``}
    ${text === '' ? sql`` : sql`and (lower(c.title || ' ' || c.name || ' ' || p.address) like ${`%${text}%`} or lower(${sql.unsafe(ADDRESS)}) like ${`%${text}%`})`}`;
}

type Stored<T> = T & { readonly silent: { readonly since: string; readonly reason: string } | null };

/** JSON has no instants. */
const dated = <T extends { readonly silent: unknown }>(row: Stored<T>): T => ({
  ...row,
  silent: row.silent && { since: new Date(row.silent.since), reason: row.silent.reason },
});

/** By id, from `after` on. */
export async function listIntercoms(
  sql: Db,
  domainId: number,
  filter: IntercomFilter & { readonly after: number; readonly limit: number },
): Promise<readonly Intercom[]> {
  const rows = await sql<Stored<Intercom>[]>`
    select ${columns(sql)} ${from(sql)}
    where c.id = any(array(
      select c.id ${from(sql)} where ${matching(sql, domainId, filter)} and c.id > ${filter.after} order by c.id limit ${filter.limit}))
    order by c.id`;
  return rows.map((row) => dated<Intercom>(row));
}

export async function countIntercoms(sql: Db, domainId: number, filter: IntercomFilter, cap: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (select ${from(sql)} where ${matching(sql, domainId, filter)} limit ${cap}) as found`;
  return row?.count ?? 0;
}

/** A card as it is stored. */
export interface CardRow extends Intercom, IntercomSettings {
  readonly doorSecondsPassed: number | null;
  readonly model: PanelModel | null;
  readonly reachable: boolean;
  readonly hasSip: boolean;
  readonly collectingUntil: Date | null;
  readonly toldAt: Date | null;
  readonly doors: readonly { readonly id: number; readonly name: string; readonly entrance: number | null }[];
  readonly createdAt: Date;
}

export async function findIntercom(sql: Db, domainId: number, id: number): Promise<CardRow | undefined> {
  const [row] = await sql<Stored<CardRow>[]>`
    select ${columns(sql)}, p.connection, p.calls, p.door_seconds, p.door_seconds_passed, p.restrict_live, p.restrict_archive,
      p.flat_from, p.flat_to, p.address <> '' as reachable, p.sip_id is not null as has_sip, p.created_at,
      p.collecting_until, p.told_at,
      coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'entrance', d.entrance) order by d.entrance nulls last, d.id)
                from door d where d.camera_id = c.id), '[]') as doors
    ${from(sql)} where p.domain_id = ${domainId} and c.id = ${id}`;
  return row && dated<CardRow>(row);
}

/** The general settings, the panel's row held until the transaction ends. Undefined: it is none of the domain's. */
export async function holdSettings(sql: Db, domainId: number, id: number): Promise<IntercomSettings | undefined> {
  const [row] = await sql<IntercomSettings[]>`
    select connection, calls, door_seconds, restrict_live, restrict_archive, flat_from, flat_to
    from panel where camera_id = ${id} and domain_id = ${domainId} for no key update`;
  return row;
}

/** The first flat of the intercom with a contract that is beyond the range, and how many there are. */
export async function flatsBeyond(
  sql: Db,
  id: number,
  range: { readonly from: number; readonly to: number },
): Promise<{ readonly count: number; readonly first: string | null }> {
  const [row] = await sql<{ count: number; first: string | null }[]>`
    select count(*)::int as count, (array_agg(f.flat order by f.apartment))[1] as first from (
      select distinct w.flat, w.apartment from (${linksAt(sql, sql`${id}::int`)}) w
      where w.by_flat and (w.apartment < ${range.from} or w.apartment > ${range.to})) f`;
  return row ?? { count: 0, first: null };
}
