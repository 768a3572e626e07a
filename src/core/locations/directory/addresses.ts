import { requireMay } from '../../access/may.ts';
import { type Actor, actorName } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import { invalid, refuse } from '../../errors.ts';
import { additions, checkText } from '../../fields.ts';
import { likeText, type Page, type PageRequest } from '../../page.ts';
import { write } from '../../write.ts';
import { cleanCode } from '../codes.ts';
import { checkLocation, checkPlace } from '../location.ts';
import type { Address } from './lookup.ts';

/** An address of the directory with the titles above it. */
export interface AddressView extends Address {
  readonly titles: readonly string[];
  readonly source: string;
}

/** By code; with a search those whose code or title begins with it. */
export async function addressPage(core: Core, actor: Actor, page: PageRequest): Promise<Page<AddressView>> {
  requireMay(actor, 'locations.read');
  const sql = listReader(core);
  const text = (page.search ?? '').trim();
  const like = `${likeText(text)}%`;
  const hits = sql`
    select h.code from address_code h where h.domain_id = ${actor.domainId} and h.code = ${text}
    union all
    (select h.code from address_code h where h.domain_id = ${actor.domainId} and lower(h.title) like ${like} limit ${LOOKED_AT})`;
  const rows = await sql<AddressView[]>`
    with found as materialized (
      select a.* from address_code a
      where a.domain_id = ${actor.domainId} and a.code > ${page.after ?? ''}
        ${text === '' ? sql`` : sql`and a.code in (${hits})`}
      order by a.code limit ${page.limit + 1})
    select f.code, f.parent_code, f.level, f.title, f.latitude, f.longitude, f.source,
      array(with recursive up as (
        select f.code, f.parent_code, f.title, 1 as step
        union all
        select a.code, a.parent_code, a.title, up.step + 1 from address_code a join up on a.code = up.parent_code
        where a.domain_id = ${actor.domainId} and up.step < 32) select title from up order by step desc) as titles
    from found f order by f.code`;
  const items = rows.slice(0, page.limit);
  return { items, next: rows.length > page.limit ? (items.at(-1)?.code ?? null) : null };
}

/** A search that matches more than this shows these alone. */
const LOOKED_AT = 2000;

/** Adds one address to the directory; what waits for its code is done by itself then. */
export async function addAddress(core: Core, actor: Actor, asked: Address): Promise<void> {
  requireMay(actor, 'locations.manage');
  const code = cleanCode(asked.code);
  const parentCode = asked.parentCode === null ? null : cleanCode(asked.parentCode);
  const title = asked.title.trim();
  const { level, latitude, longitude } = asked;
  checkText('title', title, 255, 1);
  checkLocation({ latitude, longitude });
  checkPlace({ latitude, longitude });
  const intent = { type: 'address_code.create' as const, subject: `address code ${code}`, request: { ...asked, code } };
  await write(core, actor, intent, async (tx) => {
    const { domainId } = actor;
    const [parent] = await tx.sql`
      select from address_code where domain_id = ${domainId} and code = ${parentCode} for key share`;
    if (parentCode !== null && !parent) throw invalid('parentCode', 'address_parent_unknown');
    const [brother] = await tx.sql<{ code: string }[]>`
      select code from address_code where domain_id = ${domainId} and coalesce(parent_code, '') = ${parentCode ?? ''}
        and lower(title) = lower(${title}) and code <> ${code} limit 1`;
    if (brother) throw refuse('address_title_exists', { title, code: brother.code });
    const made = await tx.sql`
      insert into address_code (domain_id, code, parent_code, level, title, latitude, longitude, source)
      values (${domainId}, ${code}, ${parentCode}, ${level}, ${title}, ${latitude}, ${longitude}, ${actorName(actor)})
      on conflict do nothing returning code`;
    if (made.length === 0) throw refuse('address_code_exists', { code });
    const changes = additions({ code, parentCode, level, title, latitude, longitude });
    tx.changed({ action: 'create', objectKind: 'address_code', objectId: 0, changes });
    tx.touched('address_code');
  });
}
