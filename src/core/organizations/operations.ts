import { may, requireMay } from '../access/may.ts';
import { managedOrganizations, ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { liftContractState } from '../billing/contract-state.ts';
import { setEnabled, setSignInLock } from '../blocks/blocks.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { storeExtra } from '../extra/store.ts';
import { additions, differences, pick } from '../fields.ts';
import { createRootFolder } from '../folders/tree.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { checkedFields, checkReferences } from './checks.ts';
import {
  ORGANIZATION_FIELDS,
  type Organization,
  type OrganizationChange,
  type OrganizationFields,
} from './organization.ts';
import { findOrganization, listOrganizations, lockOrganization, type OrganizationView } from './queries.ts';

/** Undefined: all of the domain. */
export async function visibleIds(core: Core, actor: Actor): Promise<readonly number[] | undefined> {
  const user = await scopeOf(core, actor);
  return user && !may(actor, 'organizations.see-all') ? ownOrganizations(user) : undefined;
}

export async function organizationPage(core: Core, actor: Actor, page: PageRequest): Promise<Page<OrganizationView>> {
  const search = likeText((page.search ?? '').trim());
  const start = search === '' ? (page.offset ?? 0) : afterRows(page);
  const rows = await listOrganizations(listReader(core), actor.domainId, {
    after: search === '' ? afterId(page.after) : 0,
    offset: start,
    limit: page.limit + 1,
    search,
    ids: await visibleIds(core, actor),
  });
  return search === '' ? toPage(rows, page.limit, (o) => o.id) : toRankedPage(rows, page.limit, start);
}

export async function organizationCount(core: Core, actor: Actor, search = ''): Promise<number> {
  const sql = listReader(core);
  const ids = await visibleIds(core, actor);
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select from organization o where o.domain_id = ${actor.domainId} ${ids ? sql`and o.id = any(${[...ids]}::int[])` : sql``}
        and lower(o.title || ' ' || coalesce(o.contract_number, '') || ' ' || coalesce(o.outside_uid, '')) like ${`%${likeText(search.trim())}%`}
      limit ${COUNT_CAP}) as found`;
  return row?.count ?? 0;
}

/** Not found for those who may not see it: a foreign id and an unknown one are answered alike. */
export async function visibleOrganization(core: Core, actor: Actor, id: number): Promise<OrganizationView> {
  const ids = await visibleIds(core, actor);
  const found = ids && !ids.includes(id) ? undefined : await findOrganization(reader(core), actor.domainId, id);
  if (!found) throw refuse('organization_not_found', { id });
  return found;
}

/** The same for whoever needs no more than that it is there: nothing is counted. */
export async function requireOrganization(core: Core, actor: Actor, id: number): Promise<void> {
  const ids = await visibleIds(core, actor);
  const rows =
    ids && !ids.includes(id)
      ? []
      : await reader(core)`select from organization where id = ${id} and domain_id = ${actor.domainId}`;
  if (rows.length === 0) throw refuse('organization_not_found', { id });
}

export async function createOrganization(
  core: Core,
  actor: Actor,
  asked: OrganizationChange,
): Promise<OrganizationView> {
  requireMay(actor, 'organizations.manage');
  const fields = checkedFields({ ...asked, title: asked.title ?? '' });
  const id = await write(core, actor, { type: 'organization.create', request: asked }, async (tx) => {
    await checkReferences(tx, fields);
    const row = { ...fields, domainId: actor.domainId };
    const [created] = await tx.sql<{ id: number }[]>`insert into organization ${tx.sql(row)} returning id`;
    const organizationId = created?.id ?? 0;
    await createRootFolder(tx.sql, organizationId, 'Cameras');
    if (fields.ownerId) await addOwner(tx, organizationId, fields.ownerId);
    if (asked.enabled === false) await setEnabled(tx, 'organization', organizationId, false);
    const { locked, reason } = asked.signInLock ?? { locked: false };
    if (locked) await setSignInLock(tx, organizationId, true, reason);
    const kept = await storeExtra(tx, 'organization', organizationId, asked.extra);
    tx.changed({
      action: 'create',
      objectKind: 'organization',
      objectId: organizationId,
      changes: { ...additions({ ...fields, enabled: asked.enabled }), ...kept },
    });
    tx.touched('organization', organizationId);
    return organizationId;
  });
  return await visibleOrganization(core, actor, id);
}

/** Owners may change the title and the note; limits and ties to the billing are the provider's. */
export async function changeOrganization(
  core: Core,
  actor: Actor,
  id: number,
  { extra, ...asked }: OrganizationChange,
): Promise<OrganizationView> {
  const fields = checkedFields(asked);
  await requireOrganization(core, actor, id);
  const subject = `organization ${id}`;
  await write(core, actor, { type: 'organization.change', subject, request: { ...asked, extra } }, async (tx) => {
    const before = await lockOrganization(tx.sql, actor.domainId, id);
    await allowChange(core, actor, before, asked);
    await checkReferences(tx, fields, before);
    if (before.outsideUid !== null && fields.outsideUid === null) await liftContractState(tx, before.outsideUid);
    if (Object.keys(fields).length > 0) await tx.sql`update organization set ${tx.sql(fields)} where id = ${id}`;
    if (fields.ownerId && fields.ownerId !== before.ownerId) await addOwner(tx, id, fields.ownerId);
    if (before.ownerId !== null && fields.ownerId !== undefined && fields.ownerId !== before.ownerId)
      tx.touched('user', before.ownerId);
    const changes: Record<string, readonly [unknown, unknown]> = {
      ...differences(before, fields),
      ...(await storeExtra(tx, 'organization', id, extra)),
    };
    if (asked.enabled !== undefined) Object.assign(changes, await setEnabled(tx, 'organization', id, asked.enabled));
    tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes });
    tx.touched('organization', id);
    if (asked.signInLock) await setSignInLock(tx, id, asked.signInLock.locked, asked.signInLock.reason);
  });
  return await visibleOrganization(core, actor, id);
}

/** May add, change and remove its users. */
export async function requireUserManager(core: Core, actor: Actor, organizationId: number): Promise<void> {
  if (may(actor, 'users.manage')) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !managedOrganizations(user).includes(organizationId))
    throw refuse('organization_users_closed', { id: organizationId });
}

async function allowChange(core: Core, actor: Actor, before: Organization, asked: OrganizationChange): Promise<void> {
  if (may(actor, 'organizations.manage')) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || before.ownerId !== user.id) throw refuse('organization_closed');
  const { enabled, signInLock, ...fields } = asked;
  const told = Object.entries(differences<OrganizationFields>(before, pick(fields, ORGANIZATION_FIELDS)));
  const beyond = told
    .filter(([name, [was, is]]) => name !== 'title' && name !== 'note' && JSON.stringify(was) !== JSON.stringify(is))
    .map(([name]) => name);
  if (enabled !== undefined) beyond.push('enabled');
  if (signInLock !== undefined) beyond.push('signInLock');
  if (beyond.length > 0) throw refuse('organization_fields_closed', { fields: beyond });
}

async function addOwner(tx: Write, organizationId: number, userId: number): Promise<void> {
  await tx.sql`
    insert into membership (organization_id, user_id, edit_cameras, edit_users, view_statistics, edit_lists, view_lists)
    values (${organizationId}, ${userId}, true, true, true, true, true)
    on conflict (organization_id, user_id) do update
      set edit_cameras = true, edit_users = true, view_statistics = true, edit_lists = true, view_lists = true`;
  tx.touched('user', userId);
}
