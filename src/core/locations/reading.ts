import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { likeText, type Page, type PageRequest, toPage } from '../page.ts';
import type { LocationView } from './location.ts';
import { findLocation, selectLocations } from './queries.ts';

export async function locationById(core: Core, actor: Actor, id: number): Promise<LocationView> {
  requireMay(actor, 'locations.read');
  return await findLocation(reader(core), actor.domainId, id);
}

/** Those directly below one, by title; null: at the top. With a search, those anywhere whose title or code it is part of. */
export async function locationPage(
  core: Core,
  actor: Actor,
  parentId: number | null,
  page: PageRequest,
): Promise<Page<LocationView>> {
  requireMay(actor, 'locations.read');
  const text = (page.search ?? '').trim();
  return text === '' ? await children(core, actor, parentId, page) : await found(core, actor, text, page);
}

async function children(core: Core, actor: Actor, parentId: number | null, page: PageRequest) {
  const sql = listReader(core);
  const { title, id } = readCursor(page.after);
  const rows = await sql<LocationView[]>`
    ${selectLocations(sql)}
    where l.domain_id = ${actor.domainId} and coalesce(l.parent_id, 0) = ${parentId ?? 0}
      ${id === 0 ? sql`` : sql`and (lower(l.title), l.id) > (lower(${title}), ${id})`}
    order by lower(l.title), l.id limit ${page.limit + 1}`;
  return toPage(rows, page.limit, cursorOf);
}

/** A code before titles, and whole titles before parts of them. */
async function found(core: Core, actor: Actor, text: string, page: PageRequest): Promise<Page<LocationView>> {
  const sql = listReader(core);
  const { domainId } = actor;
  const like = likeText(text);
  const rows = await sql<LocationView[]>`
    with found as materialized (
      select id, min(rank) as rank from (
        select k.location_id as id, 0 as rank from location_code k where k.domain_id = ${domainId} and k.code = ${text}
        union all
        (select n.id, case when lower(n.title) like ${like} then 1 when lower(n.title) like ${`${like}%`} then 2 else 3 end
         from location n where n.domain_id = ${domainId} and lower(n.title) like ${`%${like}%`} limit ${LOOKED_AT})) as each
      group by id order by 2, 1 limit ${page.limit + 1})
    ${selectLocations(sql)} join found on found.id = l.id order by found.rank, l.id`;
  return { items: rows.slice(0, page.limit), next: null };
}

/** A search that matches more than this is ranked among these alone. */
const LOOKED_AT = 2000;

const cursorOf = ({ title, id }: LocationView): string =>
  Buffer.from(JSON.stringify([title, id])).toString('base64url');

/** Anything else than a cursor of ours starts at the beginning. */
function readCursor(after: string | undefined): { readonly title: string; readonly id: number } {
  try {
    const [title, id] = JSON.parse(Buffer.from(after ?? '', 'base64url').toString('utf8')) as unknown[];
    if (typeof title === 'string' && Number.isInteger(id) && !title.includes('\u0000'))
      return { title, id: Number(id) };
  } catch {
    // No cursor.
  }
  return { title: '', id: 0 };
}
