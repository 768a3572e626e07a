import { requireMay } from '../access/may.ts';
import { taken } from '../access/taken.ts';
import type { Actor } from '../actor.ts';
import { setEnabled } from '../blocks/blocks.ts';
import { type Core, listReader, reader } from '../core.ts';
import { requireDoorsInside } from '../doors/inside.ts';
import { invalid, refuse } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, checkText, checkUuid, differences, pick } from '../fields.ts';
import { defaultOrganizationId } from '../organizations/queries.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { dropGrantsOfFormer } from '../rights/handover.ts';
import { type Write, write } from '../write.ts';
import type { LockFields, LockView, NewLock } from './lock.ts';
import { countLocks, findLock, listLocks, lockLock } from './queries.ts';
import { removeLocks } from './removal.ts';

const LOCK_FIELDS = ['organizationId', 'title', 'postalAddress', 'comment', 'externalId'] as const;

export interface LockQuery extends PageRequest {
  readonly organizationId?: number | undefined;
}

export async function lockPage(core: Core, actor: Actor, query: LockQuery): Promise<Page<LockView>> {
  requireMay(actor, 'intercoms.read');
  const search = likeText((query.search ?? '').trim());
  const start = search === '' ? (query.offset ?? 0) : afterRows(query);
  const rows = await listLocks(listReader(core), actor.domainId, {
    organizationId: query.organizationId,
    search,
    after: search === '' ? afterId(query.after) : 0,
    offset: start,
    limit: query.limit + 1,
  });
  return search === '' ? toPage(rows, query.limit, (lock) => lock.id) : toRankedPage(rows, query.limit, start);
}

export async function lockCount(core: Core, actor: Actor, query: Omit<LockQuery, 'limit'>): Promise<number> {
  requireMay(actor, 'intercoms.read');
  const filter = { organizationId: query.organizationId, search: likeText((query.search ?? '').trim()) };
  return await countLocks(listReader(core), actor.domainId, filter, COUNT_CAP);
}

export async function lockById(core: Core, actor: Actor, id: number): Promise<LockView> {
  requireMay(actor, 'intercoms.read');
  const lock = await findLock(reader(core), actor.domainId, id);
  if (!lock) throw refuse('lock_not_found', { id });
  return lock;
}

/** Without an organization it is the default one's. */
export async function createLock(core: Core, actor: Actor, lock: NewLock): Promise<LockView> {
  requireMay(actor, 'intercoms.manage');
  check(lock);
  const id = await write(core, actor, { type: 'lock.create', request: lock }, async (tx) => {
    const organizationId = lock.organizationId ?? (await defaultOrganizationId(tx.sql, actor.domainId));
    await holdOrganization(tx, organizationId);
    if (lock.uuid !== undefined) await refuseTaken(tx, lock.uuid);
    const row = {
      ...pick(lock, LOCK_FIELDS),
      ...(lock.uuid === undefined ? {} : { uuid: lock.uuid }),
      organizationId,
      domainId: actor.domainId,
    };
    const [created] = await tx.sql<{ id: number }[]>`insert into lock ${tx.sql(row)} returning id`;
    const lockId = created?.id ?? 0;
    if (lock.enabled === false) await setEnabled(tx, 'device', lockId, false);
    const kept = await storeExtra(tx, 'lock', lockId, lock.extra);
    const { domainId, ...shown } = row;
    const changes = { ...additions({ ...shown, enabled: lock.enabled ?? true }), ...kept };
    tx.changed({ action: 'create', objectKind: 'lock', objectId: lockId, changes });
    tx.touched('door', lockId);
    return lockId;
  });
  return await lockById(core, actor, id);
}

export async function changeLock(core: Core, actor: Actor, id: number, fields: LockFields): Promise<LockView> {
  requireMay(actor, 'intercoms.manage');
  check(fields);
  await write(core, actor, { type: 'lock.change', subject: `lock ${id}`, request: fields }, async (tx) => {
    const networks =
      fields.organizationId === undefined ? undefined : await holdOrganization(tx, fields.organizationId);
    const before = await lockLock(tx.sql, actor.domainId, id);
    if (!before) throw refuse('lock_not_found', { id });
    const change = pick(fields, LOCK_FIELDS);
    if (change.organizationId !== undefined && change.organizationId !== before.organizationId) {
      await requireDoorsInside(tx, id, networks ?? []);
      await dropGrantsOfFormer(tx, id, change.organizationId);
    }
    if (Object.keys(change).length > 0) await tx.sql`update lock set ${tx.sql(change)} where id = ${id}`;
    const changes: Record<string, readonly [unknown, unknown]> = {
      ...differences<LockView>(before, change),
      ...(await storeExtra(tx, 'lock', id, fields.extra)),
    };
    if (fields.enabled !== undefined) Object.assign(changes, await setEnabled(tx, 'device', id, fields.enabled));
    tx.changed({ action: 'change', objectKind: 'lock', objectId: id, organizationId: before.organizationId, changes });
    tx.touched('door', id);
  });
  return await lockById(core, actor, id);
}

/** Its doors go with it, and the rights on it. */
export async function deleteLock(core: Core, actor: Actor, id: number): Promise<void> {
  requireMay(actor, 'intercoms.manage');
  await write(core, actor, { type: 'lock.delete', subject: `lock ${id}` }, async (tx) => {
    const rows = await tx.sql<{ id: number; title: string }[]>`
      select id, title from lock where domain_id = ${actor.domainId} and id = ${id} for update`;
    if (rows.length === 0) throw refuse('lock_not_found', { id });
    await removeLocks(tx, rows);
  });
}

function check(fields: NewLock): void {
  checkText('title', fields.title, 255);
  checkText('postalAddress', fields.postalAddress, 500);
  checkText('comment', fields.comment, 4000);
  checkText('externalId', fields.externalId, 255);
  checkUuid(fields.uuid);
}

async function refuseTaken(tx: Write, uuid: string): Promise<void> {
  const [other] = await tx.sql<{ id: number }[]>`
    select id from lock where domain_id = ${tx.actor.domainId} and uuid = ${uuid}`;
  if (other)
    throw taken(
      tx.actor,
      refuse('lock_uuid_taken_by', { uuid, id: other.id }, { existingId: other.id }),
      refuse('lock_uuid_taken', { uuid }),
    );
}

/** Its networks. */
async function holdOrganization(tx: Write, id: number): Promise<readonly string[]> {
  const [row] = await tx.sql<{ networks: string[] }[]>`
    select networks::text[] as networks from organization
    where id = ${id} and domain_id = ${tx.actor.domainId} for key share`;
  if (!row) throw invalid('organizationId', 'organization_unknown', { id });
  return row.networks;
}
