import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { requireIntercom } from '../intercoms/hold.ts';
import { afterRows, type Page, type PageRequest, toRankedPage } from '../page.ts';
import { KEY_MODELS } from '../panels/panel.ts';
import { together } from '../together.ts';
import { type Write, write } from '../write.ts';
import { contractsBehind } from './of-panel.ts';
import { addKey } from './operations.ts';

/** Longer is forgotten, and collects the keys of whoever passes. */
const LONGEST_MS = 24 * 3_600_000;

/** A key that was touched to a panel while keys were collected there, and that no contract has there. */
interface CollectedKey {
  readonly digits: string;
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly touches: number;
}

/**
 * Collects the unknown keys that are touched to the panel until that moment, a day ahead at most; null: no more. They
 * open nothing by that. Refused where the panel keeps no keys. Until then the list of the intercom's keys deletes none, and
 * none is taken off its panel by a comparison; a contract, and whatever changes contracts, deletes its keys as ever.
 */
export async function collectKeys(core: Core, actor: Actor, id: number, until: Date | null): Promise<void> {
  requireMay(actor, 'keys.manage');
  const ahead = until === null ? 0 : until.getTime() - core.clock().getTime();
  if (until !== null && (ahead <= 0 || ahead > LONGEST_MS)) throw invalid('until', 'collection_time');
  const intent = { type: 'intercom.collect_keys' as const, subject: `camera ${id}`, request: { until } };
  await write(core, actor, intent, async (tx) => {
    const [panel] = await tx.sql<{ model: string | null; address: string; before: Date | null }[]>`
      select model, address, collecting_until as before from panel
      where camera_id = ${id} and domain_id = ${actor.domainId} for no key update`;
    if (!panel) throw refuse('intercom_not_found', { id });
    if (until !== null && (!KEY_MODELS.some((model) => model === panel.model) || panel.address === ''))
      throw refuse('panel_keeps_no_keys');
    await tx.sql`update panel set collecting_until = ${until} where camera_id = ${id}`;
    const changes = { collectingUntil: [panel.before, until] as const };
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
  });
}

/**
 * Throws while keys are collected at the intercom: one that is deleted now would come back as an unknown one. Holds its
 * panel, so that no collection begins before the write is committed.
 */
export async function requireNotCollecting({ sql, core }: Write, id: number): Promise<void> {
  const [panel] = await sql<{ until: Date | null }[]>`
    select collecting_until as until from panel where camera_id = ${id} for share`;
  if (panel?.until && panel.until > core.clock()) throw refuse('keys_being_collected');
}

/** Those touched last come first. Not found: it is no intercom. */
export async function collectedKeys(
  core: Core,
  actor: Actor,
  id: number,
  page: Pick<PageRequest, 'after' | 'limit'>,
): Promise<Page<CollectedKey>> {
  requireMay(actor, 'keys.read');
  await requireIntercom(core, actor, id);
  const start = afterRows(page);
  const sql = listReader(core);
  const rows = await sql<CollectedKey[]>`
    select c.digits, c.first_at, c.last_at, c.touches from collected_key c
    where c.camera_id = ${id} and not exists (
      select from access_key k join (${contractsBehind(sql, id)}) t on t.organization_id = k.organization_id
      where k.domain_id = ${actor.domainId} and ltrim(k.digits, '0') = ltrim(c.digits, '0'))
    order by c.last_at desc, c.digits offset ${start} limit ${page.limit + 1}`;
  return toRankedPage(rows, page.limit, start);
}

/** Who gets a key: a contract that opens a door of the intercom, or that of a flat there. */
type KeyHolder = { readonly organizationId: number } | { readonly flat: string };

/** Gives a collected key to a contract: it is one of its keys from now on, and goes onto its panels. */
export async function giveCollectedKey(
  core: Core,
  actor: Actor,
  id: number,
  digits: string,
  holder: KeyHolder,
): Promise<void> {
  requireMay(actor, 'keys.manage');
  await requireIntercom(core, actor, id);
  const organizationId = await contractFor(core, id, holder);
  await together(core, async (whole) => {
    await forget(whole, actor, id, digits);
    await addKey(whole, actor, organizationId, { digits });
  });
}

/** Not found: it was not collected there. */
export async function discardCollectedKey(core: Core, actor: Actor, id: number, digits: string): Promise<void> {
  requireMay(actor, 'keys.manage');
  await requireIntercom(core, actor, id);
  await forget(core, actor, id, digits);
}

async function forget(core: Core, actor: Actor, id: number, digits: string): Promise<void> {
  const intent = { type: 'intercom.discard_key' as const, subject: `camera ${id}`, request: { digits } };
  await write(core, actor, intent, async (tx) => {
    const { count } = await tx.sql`delete from collected_key where camera_id = ${id} and digits = ${digits}`;
    if (count === 0) throw refuse('some_key_not_found');
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes: { collectedKey: [digits, null] } });
  });
}

async function contractFor(core: Core, id: number, holder: KeyHolder): Promise<number> {
  const sql = reader(core);
  const behind = await sql<{ organizationId: number; flat: string | null }[]>`
    select * from (${contractsBehind(sql, id)}) b
    where ${'flat' in holder ? sql`lower(b.flat) = ${holder.flat.trim().toLowerCase()}` : sql`b.organization_id = ${holder.organizationId}`}
    limit 2`;
  const [first, second] = behind;
  if ('flat' in holder) {
    if (!first) throw invalid('flat', 'flat_without_contract', { flat: holder.flat });
    if (second) throw invalid('flat', 'flat_with_contracts', { flat: holder.flat });
  } else if (!first) throw invalid('organizationId', 'contract_opens_no_door');
  return first.organizationId;
}
