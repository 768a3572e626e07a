import type { Tx } from '../../db/sql.ts';
import { APARTMENT } from '../access/grants.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { settleLinkedLocks } from '../contracts/apartments.ts';
import type { Core } from '../core.ts';
import { invalid, refuse, type Said } from '../errors.ts';
import { type FlatRange, outOfRange } from '../intercoms/range.ts';
import { type Flat, parseFlat } from '../organizations/flat.ts';
import { type Write, write } from '../write.ts';
import { refuseWrong } from './cameras.ts';
import { holdSubscriber } from './queries.ts';

/** An intercom as the billing names it, and the flat there as it is written; null: that of the contract. */
export interface WantedIntercom {
  readonly intercom: number | { readonly externalId: string };
  readonly flat: string | null;
}

const MAX_ENTRIES = 1000;

/** A contract's flat at an intercom. */
export interface Link {
  readonly cameraId: number;
  readonly flat: string | null;
  readonly apartment: number | null;
}

/**
 * Makes the intercoms that a subscriber's contract is linked to those of the list, each with its flat, and no others. A
 * link is a right on the intercom and on the locks behind its doors: calls, doors and keys go by its flat. Entries that
 * are unknown, no intercom or doubled, and flats that are none, are refused by their place (`sync.3`).
 */
export async function syncIntercoms(
  core: Core,
  actor: Actor,
  login: string,
  wanted: readonly WantedIntercom[],
): Promise<void> {
  requireMay(actor, 'contracts.manage');
  requireMay(actor, 'users.manage');
  if (wanted.length > MAX_ENTRIES) throw invalid('sync', 'too_many_at_most', { limit: MAX_ENTRIES });
  const intent = { type: 'subscriber.intercoms' as const, subject: login, request: { login, intercoms: wanted } };
  await write(core, actor, intent, async (tx) => {
    const holder = await holdSubscriber(tx.sql, actor.domainId, login);
    if (!holder) throw refuse('subscriber_not_found', { login });
    const { organizationId } = holder;
    if (organizationId === null) throw refuse('subscriber_without_contract', { login: holder.login });
    await tx.sql`select from organization where id = ${organizationId} for no key update`;
    await holdPanels(tx.sql, actor.domainId, wanted);
    const links = linksOf(wanted, await resolved(tx.sql, actor.domainId, wanted));
    await storeLinks(tx, organizationId, links);
  });
}

interface Found {
  readonly ord: number;
  readonly found: number;
  readonly cameraId: number | null;
  /** What flats it serves; both null: any. */
  readonly flatFrom: number | null;
  readonly flatTo: number | null;
}

const idsOf = (wanted: readonly WantedIntercom[]) => ({
  ids: wanted.map(({ intercom }) => (typeof intercom === 'number' ? intercom : null)),
  externalIds: wanted.map(({ intercom }) => (typeof intercom === 'number' ? null : intercom.externalId)),
});

/** Nobody changes the ranges of flats of these panels before the links are written. */
async function holdPanels(sql: Tx, domainId: number, wanted: readonly WantedIntercom[]): Promise<void> {
  if (wanted.length === 0) return;
  const { ids, externalIds } = idsOf(wanted);
  await sql`
    select from panel p join camera c on c.id = p.camera_id
    where c.domain_id = ${domainId} and (c.id = any(${ids}::int[]) or c.external_id = any(${externalIds}::text[]))
    order by p.camera_id for share of p`;
}

async function resolved(sql: Tx, domainId: number, wanted: readonly WantedIntercom[]): Promise<readonly Found[]> {
  const { ids, externalIds } = idsOf(wanted);
  return await sql<Found[]>`
    select w.ord::int, p.found, p.camera_id, r.flat_from, r.flat_to
    from unnest(${ids}::int[], ${externalIds}::text[]) with ordinality w (id, external_id, ord)
    cross join lateral (
      select count(*)::int as found, min(c.id) as camera_id from camera c join panel p on p.camera_id = c.id
      where c.domain_id = ${domainId} and (c.id = w.id or c.external_id = w.external_id)) p
    left join panel r on r.camera_id = p.camera_id
    order by w.ord`;
}

const NOT_FOUND = { cameraId: null, found: 0, flatFrom: null, flatTo: null };

function linksOf(wanted: readonly WantedIntercom[], found: readonly Found[]): readonly Link[] {
  const wrong: Record<string, Said> = {};
  const seen = new Set<number>();
  const links: Link[] = [];
  wanted.forEach((one, i) => {
    const { cameraId, found: count, ...range } = found[i] ?? NOT_FOUND;
    const why = whyNot(one, cameraId, count, seen);
    const flat = one.flat === null ? null : parseFlat(one.flat);
    const flatWrong = whyNoFlat(flat, range);
    if (why) wrong[`sync.${i}`] = why;
    else if (flatWrong) wrong[`sync.${i}.flat`] = flatWrong;
    else if (cameraId !== null) links.push({ cameraId, flat: flat?.flat ?? null, apartment: flat?.apartment ?? null });
    if (cameraId !== null) seen.add(cameraId);
  });
  refuseWrong(wrong);
  return links.toSorted((a, b) => a.cameraId - b.cameraId);
}

function whyNoFlat(flat: Flat | null | undefined, range: FlatRange): Said | undefined {
  if (flat === undefined) return { reason: 'flat_malformed', params: {} };
  return flat === null ? undefined : outOfRange(flat.apartment, range);
}

function whyNot(
  { intercom }: WantedIntercom,
  cameraId: number | null,
  count: number,
  seen: ReadonlySet<number>,
): Said | undefined {
  const id = typeof intercom === 'number' ? intercom : intercom.externalId;
  if (cameraId === null) return { reason: 'intercom_unknown', params: { id } };
  if (count > 1) return { reason: 'code_of_several', params: { code: id } };
  return seen.has(cameraId) ? { reason: 'items_doubled', params: {} } : undefined;
}

/** Makes the contract's links, which it is held for, these and no others. By camera. */
export async function storeLinks(tx: Write, organizationId: number, links: readonly Link[]): Promise<void> {
  const { sql } = tx;
  const ids = links.map(({ cameraId }) => cameraId);
  const held = await sql`select id from camera where id = any(${ids}::int[]) order by id for key share`;
  if (held.length < ids.length) throw refuse('changes_met');
  const before = await linksNow(sql, organizationId);
  const same = JSON.stringify(before) === JSON.stringify(links);
  if (same) return;
  await sql`
    delete from access_grant where subject_kind = 'organization' and subject_id = ${organizationId} and object_kind = 'device'
      and source = ${APARTMENT} and object_id in (select c.id from camera c) and object_id <> all(${ids}::int[])`;
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, actions, flat, apartment)
    select 'organization', ${organizationId}, 'device', w.id, ${APARTMENT}, true, true, true, true, true, w.flat, w.apartment
    from unnest(${ids}::int[], ${links.map(({ flat }) => flat)}::text[], ${links.map(({ apartment }) => apartment)}::int[]) as w (id, flat, apartment)
    on conflict (subject_kind, subject_id, object_kind, object_id, source)
      do update set flat = excluded.flat, apartment = excluded.apartment`;
  await settleLinkedLocks(tx, { organizationIds: [organizationId] });
  const told = (list: readonly Link[]) =>
    list.map(({ cameraId, flat }) => (flat === null ? `${cameraId}` : `${cameraId}: ${flat}`));
  const changes = { intercoms: [told(before), told(links)] as const };
  tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
  tx.touched('organization', organizationId);
  tx.touched('door', organizationId);
}

/** By camera; the keys in the order of `Link`. */
export const linksNow = async (sql: Tx, organizationId: number): Promise<readonly Link[]> => [
  ...(await sql<Link[]>`
    select g.object_id as camera_id, g.flat, g.apartment from access_grant g join camera c on c.id = g.object_id
    where g.subject_kind = 'organization' and g.subject_id = ${organizationId} and g.object_kind = 'device' and g.source = ${APARTMENT}
    order by g.object_id`),
];
