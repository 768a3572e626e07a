import type { Db, Fragment } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { refuse } from '../errors.ts';
import { requireIntercom } from '../intercoms/hold.ts';
import { afterId, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { write } from '../write.ts';
import { requireNotCollecting } from './collection.ts';
import { settlePanelKeys } from './desired-keys.ts';
import { holdKeys } from './hold.ts';
import type { IntercomKey, KeyTime, PanelKeyState } from './key.ts';
import { contractsBehind, stateOf } from './of-panel.ts';

export interface IntercomKeyFilter extends Pick<PageRequest, 'after' | 'limit' | 'search'> {
  readonly time?: KeyTime | undefined;
  readonly state?: PanelKeyState | undefined;
}

/**
 * The keys of all contracts that open a door of the intercom, by id, those out of their time as well. `search`: digits, the
 * comment, a flat, a contract, or a login or name of its people. Not found: it is no intercom.
 */
export async function intercomKeys(
  core: Core,
  actor: Actor,
  id: number,
  filter: IntercomKeyFilter,
): Promise<Page<IntercomKey>> {
  requireMay(actor, 'keys.read');
  await requireIntercom(core, actor, id);
  const { after, limit, time, state } = filter;
  const sql = listReader(core);
  const rows = await sql<IntercomKey[]>`
    with contract as materialized (${contractsBehind(sql, id)})
    select k.id, k.digits, k.comment, jsonb_build_object('id', o.id, 'title', o.title) as organization, t.flat,
      k.valid_from, k.valid_until, ${timeOf(sql)} as time, case when h.digits is not null then ${stateOf(sql)} end as state, h.error
    from contract t join organization o on o.id = t.organization_id join access_key k on k.organization_id = o.id
    left join panel_key h on h.camera_id = ${id} and h.digits = k.digits
    where k.id > ${afterId(after)} ${matching(sql, filter.search)}
      ${time === undefined ? sql`` : sql`and ${timeOf(sql)} = ${time}`}
      ${state === undefined ? sql`` : sql`and h.digits is not null and ${stateOf(sql)} = ${state}`}
    order by k.id limit ${limit + 1}`;
  return toPage(rows, limit, (key) => key.id);
}

function matching(sql: Db, search = ''): Fragment {
  const text = likeText(search.trim());
  if (text === '') return sql``;
  const part = `%${text}%`;
  return sql`
    and (k.digits like ${part} or lower(k.comment) like ${part} or lower(t.flat) = ${search.trim().toLowerCase()} or lower(o.title) like ${part}
      or exists (select from membership m join app_user u on u.id = m.user_id
                 where m.organization_id = o.id and (lower(u.login) like ${part} or lower(u.name) like ${part})))`;
}

const timeOf = (sql: Db): Fragment => sql`
  case when k.valid_until <= now() then 'over' when k.valid_from > now() then 'coming' else 'valid' end`;

/**
 * Takes keys away from contracts of the intercom: all of these ids, or none where one is not of it. They go off every panel
 * where no other contract has them. Gives back how many went.
 */
export async function removeIntercomKeys(
  core: Core,
  actor: Actor,
  id: number,
  keyIds: readonly number[],
): Promise<number> {
  requireMay(actor, 'keys.manage');
  await requireIntercom(core, actor, id);
  const ids = [...new Set(keyIds)];
  const intent = { type: 'key.remove_many' as const, subject: `camera ${id}`, request: { keyIds: ids } };
  return await write(core, actor, intent, async (tx) => {
    const { sql } = tx;
    await requireNotCollecting(tx, id);
    const held = await sql<{ id: number; digits: string }[]>`
      select k.id, k.digits from access_key k join (${contractsBehind(sql, id)}) t on t.organization_id = k.organization_id
      where k.id = any(${ids}::int[]) and k.domain_id = ${actor.domainId}`;
    const known = new Set(held.map((key) => key.id));
    const unknown = ids.find((one) => !known.has(one));
    if (unknown !== undefined) throw refuse('key_not_found', { id: unknown });
    const digits = [...new Set(held.map((key) => key.digits))];
    await holdKeys(tx, digits);
    const gone = await sql<{ id: number; digits: string; organizationId: number }[]>`
      delete from access_key where id = any(${ids}::int[]) returning id, digits, organization_id`;
    for (const key of gone) {
      const changes = { digits: [key.digits, null], organizationId: [key.organizationId, null] } as const;
      tx.changed({ action: 'delete', objectKind: 'access_key', objectId: key.id, changes });
    }
    await settlePanelKeys(sql, { digits });
    return gone.length;
  });
}
