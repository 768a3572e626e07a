import type { Tx } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { DomainError, type FieldRefusals, invalid, refuse, type Said } from '../errors.ts';
import { checkText } from '../fields.ts';
import { withdrawAttachments } from '../locations/pending/store.ts';
import { type Write, write } from '../write.ts';
import { holdSubscriber } from './queries.ts';
import {
  grantChanges,
  type HeldGrant,
  privateCode,
  type Resolved,
  WANTED_LISTS,
  type WantedCameras,
  type WantedList,
} from './wanted.ts';

/** The source of grants that a billing's full state gives and takes; what other hands gave stays. */
export const SUBSCRIBED = 'subscription';
/** Of the four lists together. */
const MAX_ENTRIES = 10_000;

/**
 * Makes the cameras and folders that a billing gave a subscriber those of the lists, and no others: live, archive,
 * downloads and pictures. What is said again changes nothing. Entries that are unknown, another domain's or doubled
 * are refused by their place (`cameraIds.3`), and nothing is changed.
 */
export async function syncCameras(core: Core, actor: Actor, login: string, wanted: WantedCameras): Promise<void> {
  requireMay(actor, 'users.manage');
  check(wanted);
  const intent = { type: 'subscriber.cameras' as const, subject: login, request: { login, ...told(wanted) } };
  await write(core, actor, intent, async (tx) => {
    // Sent together; the second sees what the first waited for.
    const [holder, rows] = await Promise.all([
      holdSubscriber(tx.sql, actor.domainId, login),
      resolved(tx.sql, actor.domainId, login, wanted),
    ]);
    if (!holder) throw refuse('subscriber_not_found', { login });
    tx.later(withdrawAttachments(tx.sql, actor.domainId, holder.id));
    const named = rows.filter((row) => row.list !== null) as readonly Resolved[];
    const held = rows.filter((row) => row.list === null) as readonly (HeldGrant & { list: null })[];
    const grants = grantsOf(wanted, named);
    const { gone, put } = grantChanges(held, grants);
    if (gone.length + put.length === 0) return;
    await store(tx, holder.id, gone, put);
    note(tx, holder.id, held, grants);
  });
}

/** The lists that have something, an entry as its value alone where it is not blocked. */
const told = (wanted: WantedCameras) =>
  Object.fromEntries(
    WANTED_LISTS.filter((list) => wanted[list].length > 0).map((list) => [
      list,
      wanted[list].map((entry) => (entry.blocked ? entry : entry.value)),
    ]),
  );

function check(wanted: WantedCameras): void {
  const count = WANTED_LISTS.reduce((sum, list) => sum + wanted[list].length, 0);
  if (count > MAX_ENTRIES) throw invalid('cameraIds', 'too_many_at_most', { limit: MAX_ENTRIES });
  for (const { value } of wanted.cameraExternalIds) checkText('cameraExternalIds', value, 255);
  for (const { value } of wanted.publicGroups) checkText('publicGroups', value, 64);
  for (const { value } of wanted.privateGroups) checkText('privateGroups', privateCode(value), 64);
}

type Row = Resolved | (HeldGrant & { readonly list: null });

const values = <T>(list: readonly { readonly value: T }[]): T[] => list.map(({ value }) => value);

/** What every entry stands for, and the grants that the billing gave before, by one statement; empty lists are not in it. */
async function resolved(sql: Tx, domainId: number, login: string, wanted: WantedCameras): Promise<readonly Row[]> {
  const { cameraIds, cameraExternalIds, publicGroups, privateGroups } = wanted;
  const byId = sql`
    union all
    select 'cameraIds', w.ord::int, 'device', (c.id is not null)::int, c.id, false
    from unnest(${values(cameraIds)}::int[]) with ordinality w (id, ord)
    left join camera c on c.id = w.id and c.domain_id = ${domainId}`;
  const byExternalId = sql`
    union all
    select 'cameraExternalIds', w.ord::int, 'device', c.found, c.id, false
    from unnest(${values(cameraExternalIds)}::text[]) with ordinality w (id, ord)
    cross join lateral (
      select count(*)::int as found, min(c.id) as id from camera c where c.domain_id = ${domainId} and c.external_id = w.id) c`;
  const byCode = (list: WantedList, codes: readonly string[]) => sql`
    union all
    select ${list}::text, w.ord::int, 'folder', f.found, f.id, false
    from unnest(${[...codes]}::text[]) with ordinality w (code, ord)
    cross join lateral (
      select count(*)::int as found, min(f.id) as id from folder f join organization o on o.id = f.organization_id
      where o.domain_id = ${domainId} and f.outside_ids @> array[w.code] and f.outside_ids <> '{}') f`;
  return await sql<Row[]>`
    select null as list, 0 as ord, g.object_kind, 1 as found, g.object_id, g.suspended is not null as blocked
    from app_user u join access_grant g on g.subject_kind = 'user' and g.subject_id = u.id and g.source = ${SUBSCRIBED}
    where u.domain_id = ${domainId} and lower(u.login) = lower(${login}) and u.kind = 'subscriber'
    ${cameraIds.length > 0 ? byId : sql``}
    ${cameraExternalIds.length > 0 ? byExternalId : sql``}
    ${publicGroups.length > 0 ? byCode('publicGroups', values(publicGroups)) : sql``}
    ${privateGroups.length > 0 ? byCode('privateGroups', values(privateGroups).map(privateCode)) : sql``}`;
}

/** The grants of the lists; throws for every entry that cannot be one. */
function grantsOf(wanted: WantedCameras, named: readonly Resolved[]): readonly HeldGrant[] {
  const wrong: Record<string, Said> = {};
  const seen = new Set<string>();
  const grants: HeldGrant[] = [];
  for (const { list, ord, found, objectKind, objectId } of inOrder(named)) {
    const entry = wanted[list][ord - 1];
    const key = `${objectKind} ${objectId}`;
    const why = objectId === null || found !== 1 ? missing(list, entry?.value, found) : doubled(seen.has(key));
    if (why) wrong[`${list}.${ord - 1}`] = why;
    seen.add(key);
    if (objectId !== null) grants.push({ objectKind, objectId, blocked: entry?.blocked ?? false });
  }
  refuseWrong(wrong);
  return grants;
}

const inOrder = (named: readonly Resolved[]): readonly Resolved[] =>
  named.toSorted((a, b) => WANTED_LISTS.indexOf(a.list) - WANTED_LISTS.indexOf(b.list) || a.ord - b.ord);

const doubled = (twice: boolean): Said | undefined => (twice ? { reason: 'items_doubled', params: {} } : undefined);

function missing(list: WantedList, value: WantedCameras[WantedList][number]['value'] | undefined, found: number): Said {
  const code = typeof value === 'object' ? privateCode(value) : String(value);
  if (found > 1) return { reason: 'code_of_several', params: { code } };
  if (list === 'publicGroups' || list === 'privateGroups') return { reason: 'group_code_unknown', params: { code } };
  return { reason: 'camera_unknown', params: { id: code } };
}

/** Says no to all of them at once. */
export function refuseWrong(wrong: FieldRefusals): void {
  const [first] = Object.values(wrong);
  if (first) throw new DomainError(first, {}, wrong);
}

/** Objects are held first, as nobody may delete them meanwhile: folders, then cameras. */
async function store(tx: Write, userId: number, gone: readonly HeldGrant[], put: readonly HeldGrant[]): Promise<void> {
  const { sql } = tx;
  const ids = (grants: readonly HeldGrant[], kind: HeldGrant['objectKind']) =>
    grants.filter(({ objectKind }) => objectKind === kind).map(({ objectId }) => objectId);
  const folders = ids(put, 'folder');
  const devices = ids(put, 'device');
  const holding = [
    folders.length > 0 ? sql`select id from folder where id = any(${folders}::int[]) order by id for key share` : [],
    devices.length > 0 ? sql`select id from camera where id = any(${devices}::int[]) order by id for key share` : [],
    sql`
      delete from access_grant g using unnest(${gone.map((g) => g.objectKind)}::text[], ${gone.map((g) => g.objectId)}::int[]) as w (kind, id)
      where g.subject_kind = 'user' and g.subject_id = ${userId} and g.object_kind = w.kind and g.object_id = w.id and g.source = ${SUBSCRIBED}`,
  ] as const;
  const [heldFolders, heldDevices] = await Promise.all(holding);
  if (heldFolders.length + heldDevices.length < put.length) throw refuse('changes_met');
  if (put.length === 0) return;
  tx.later(sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, suspended)
    select 'user', ${userId}, w.kind, w.id, ${SUBSCRIBED}, true, true, true, true, w.suspended
    from unnest(${put.map((g) => g.objectKind)}::text[], ${put.map((g) => g.objectId)}::int[], ${put.map((g) => (g.blocked ? 'unpaid' : null))}::text[]) as w (kind, id, suspended)
    on conflict (subject_kind, subject_id, object_kind, object_id, source) do update set suspended = excluded.suspended`);
}

function note(tx: Write, userId: number, before: readonly HeldGrant[], after: readonly HeldGrant[]): void {
  const changes: Record<string, readonly [unknown, unknown]> = {};
  const sides = (name: string, which: (grant: HeldGrant) => boolean) => {
    const [was, is] = [before, after].map((grants) => new Set(grants.filter(which).map(({ objectId }) => objectId)));
    const only = (a: Set<number> | undefined, b: Set<number> | undefined) =>
      [...(a ?? [])].filter((id) => !b?.has(id)).sort((x, y) => x - y);
    changes[name] = [only(was, is), only(is, was)];
  };
  sides('cameras', ({ objectKind }) => objectKind === 'device');
  sides('folders', ({ objectKind }) => objectKind === 'folder');
  sides('blockedCameras', ({ objectKind, blocked }) => objectKind === 'device' && blocked);
  sides('blockedFolders', ({ objectKind, blocked }) => objectKind === 'folder' && blocked);
  tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
  tx.touched('user', userId);
}
