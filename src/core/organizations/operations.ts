import type { Tx } from '../../db/sql.ts';
import { managedOrganizations, ownOrganizations, scopeOf } from '../access/scope.ts';
import { type Actor, isPrivileged, taken } from '../actor.ts';
import { forgetBlocks } from '../blocks/blocks.ts';
import { deleteCamerasOf } from '../cameras/removal.ts';
import { type Core, listReader, reader } from '../core.ts';
import { conflict, DomainError, forbidden, invalid, notFound } from '../errors.ts';
import { additions, checkInteger, checkText, differences, pick } from '../fields.ts';
import { createRootFolder } from '../folders/tree.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { type Write, write } from '../write.ts';
import { ORGANIZATION_FIELDS, type Organization, type OrganizationFields } from './organization.ts';
import {
  defaultOrganizationId,
  findOrganization,
  listOrganizations,
  lockOrganization,
  type OrganizationView,
} from './queries.ts';

/** Undefined: all of the domain. */
async function visibleIds(core: Core, actor: Actor): Promise<readonly number[] | undefined> {
  const user = await scopeOf(core, actor);
  if (!user || actor.kind !== 'user' || actor.mayViewOrganizations || actor.mayEditOrganizations) return undefined;
  return ownOrganizations(user);
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
  if (!found) throw notFound(`Organization ${id}`);
  return found;
}

/** The same for whoever needs no more than that it is there: nothing is counted. */
export async function requireOrganization(core: Core, actor: Actor, id: number): Promise<void> {
  const ids = await visibleIds(core, actor);
  const rows =
    ids && !ids.includes(id)
      ? []
      : await reader(core)`select from organization where id = ${id} and domain_id = ${actor.domainId}`;
  if (rows.length === 0) throw notFound(`Organization ${id}`);
}

export async function createOrganization(
  core: Core,
  actor: Actor,
  fields: OrganizationFields,
): Promise<OrganizationView> {
  if (!mayEditOrganizations(actor)) throw forbidden('Only an administrator may add organizations');
  check(fields);
  checkText('title', fields.title ?? '', 255, 1);
  const id = await write(core, actor, { type: 'organization.create', request: fields }, async (tx) => {
    await checkOwner(tx, fields.ownerId);
    await checkOutsideUid(tx, fields.outsideUid);
    const row = { title: '', ...pick(fields, ORGANIZATION_FIELDS), domainId: actor.domainId };
    const [created] = await tx.sql<{ id: number }[]>`insert into organization ${tx.sql(row)} returning id`;
    const organizationId = created?.id ?? 0;
    await createRootFolder(tx.sql, organizationId, 'Cameras');
    if (fields.ownerId) await addOwner(tx, organizationId, fields.ownerId);
    tx.changed({
      action: 'create',
      objectKind: 'organization',
      objectId: organizationId,
      changes: additions(pick(fields, ORGANIZATION_FIELDS)),
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
  fields: OrganizationFields,
): Promise<OrganizationView> {
  check(fields);
  if (fields.title !== undefined) checkText('title', fields.title, 255, 1);
  await requireOrganization(core, actor, id);
  await write(
    core,
    actor,
    { type: 'organization.change', subject: `organization ${id}`, request: fields },
    async (tx) => {
      const before = await lockOrganization(tx.sql, actor.domainId, id);
      const change = pick(fields, ORGANIZATION_FIELDS);
      await allowChange(core, actor, before, change);
      await checkOwner(tx, fields.ownerId);
      if (fields.outsideUid !== before.outsideUid) await checkOutsideUid(tx, fields.outsideUid);
      if (Object.keys(change).length > 0) await tx.sql`update organization set ${tx.sql(change)} where id = ${id}`;
      if (fields.ownerId && fields.ownerId !== before.ownerId) await addOwner(tx, id, fields.ownerId);
      if (before.ownerId !== null && fields.ownerId !== undefined && fields.ownerId !== before.ownerId)
        tx.touched('user', before.ownerId);
      tx.changed({ action: 'change', objectKind: 'organization', objectId: id, changes: differences(before, change) });
      tx.touched('organization', id);
    },
  );
  return await visibleOrganization(core, actor, id);
}

/** With `force` its cameras go too; members who are left without an organization move to the default one. */
export async function deleteOrganization(core: Core, actor: Actor, id: number, force: boolean): Promise<void> {
  if (!mayEditOrganizations(actor)) {
    await requireOrganization(core, actor, id);
    throw forbidden('Only an administrator may delete organizations');
  }
  await write(
    core,
    actor,
    { type: 'organization.delete', subject: `organization ${id}`, request: { force } },
    async (tx) => {
      const before = await lockOrganization(tx.sql, actor.domainId, id);
      if (before.isDefault) throw conflict('The default organization cannot be deleted');
      const [count] = await tx.sql<{ cameras: number; users: number }[]>`
      select (select count(*)::int from camera where organization_id = ${id}) as cameras,
             (select count(*)::int from membership where organization_id = ${id} and user_id is distinct from ${before.ownerId}) as users`;
      if (count && !force && count.cameras + count.users > 0) {
        throw conflict(
          `Organization ${id} has ${count.cameras} cameras and ${count.users} users: move them first, or delete with force`,
        );
      }
      await deleteCamerasOf(tx, id);
      await rehome(tx, id);
      await tx.sql`delete from access_grant where (subject_kind = 'organization' and subject_id = ${id}) or (object_kind = 'organization' and object_id = ${id})
      or (object_kind = 'folder' and object_id in (select f.id from folder f where f.organization_id = ${id}))`;
      await forgetBlocks(tx.sql, 'organization', [id]);
      await tx.sql`delete from organization where id = ${id}`;
      tx.changed({
        action: 'delete',
        objectKind: 'organization',
        objectId: id,
        changes: { title: [before.title, null] },
      });
      tx.touched('organization', id);
    },
  );
}

export const mayEditOrganizations = (actor: Actor): boolean =>
  isPrivileged(actor) || (actor.kind === 'user' && actor.mayEditOrganizations && !actor.readonly);

/** May add, change and remove its users. */
export async function requireUserManager(core: Core, actor: Actor, organizationId: number): Promise<void> {
  if (isPrivileged(actor)) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !managedOrganizations(user).includes(organizationId))
    throw forbidden(`You may not manage the users of organization ${organizationId}`);
}

async function allowChange(core: Core, actor: Actor, before: Organization, change: OrganizationFields): Promise<void> {
  if (mayEditOrganizations(actor)) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || before.ownerId !== user.id)
    throw forbidden('Only the owner or an administrator may change the organization');
  const beyond = Object.keys(differences(before, change)).filter(
    (name) =>
      name !== 'title' &&
      name !== 'note' &&
      before[name as keyof Organization] !== change[name as keyof OrganizationFields],
  );
  if (beyond.length > 0) throw forbidden(`Only an administrator may change ${beyond.join(', ')}`);
}

async function checkOwner(tx: Write, ownerId: number | null | undefined): Promise<void> {
  if (ownerId === null || ownerId === undefined) return;
  const rows =
    await tx.sql`select from app_user where id = ${ownerId} and domain_id = ${tx.actor.domainId} for key share`;
  if (rows.length === 0) throw invalid('ownerId', `there is no user ${ownerId}`);
}

async function checkOutsideUid(tx: Write, uid: string | null | undefined): Promise<void> {
  if (uid === null || uid === undefined) return;
  const [other] = await tx.sql<
    { id: number }[]
  >`select id from organization where domain_id = ${tx.actor.domainId} and outside_uid = ${uid}`;
  if (other) throw taken(tx.actor, `The outside uid ${uid}`, 'organization', other.id);
}

async function addOwner(tx: Write, organizationId: number, userId: number): Promise<void> {
  await tx.sql`
    insert into membership (organization_id, user_id, edit_cameras, edit_users, view_statistics, edit_lists, view_lists)
    values (${organizationId}, ${userId}, true, true, true, true, true)
    on conflict (organization_id, user_id) do update
      set edit_cameras = true, edit_users = true, view_statistics = true, edit_lists = true, view_lists = true`;
  tx.touched('user', userId);
}

async function rehome(tx: Write, organizationId: number): Promise<void> {
  const fallback = await defaultOrganizationId(tx.sql, tx.actor.domainId);
  const moved = await tx.sql<{ userId: number }[]>`
    insert into membership (organization_id, user_id)
    select ${fallback}, m.user_id from membership m
    where m.organization_id = ${organizationId}
      and not exists (select from membership o where o.user_id = m.user_id and o.organization_id <> ${organizationId})
    on conflict do nothing returning user_id`;
  for (const { userId } of moved) tx.touched('user', userId);
}

function check(fields: OrganizationFields): void {
  checkText('title', fields.title, 255);
  checkText('note', fields.note, 4000);
  for (const name of ['contractNumber', 'outsideUid', 'externalId'] as const)
    checkText(name, fields[name], 255, fields[name] === undefined ? 0 : 1);
  for (const name of ['cameraLimit', 'userLimit', 'archiveLimitGb'] as const) checkInteger(name, fields[name]);
}

/** Refuses a member too many. Call it under the organization's lock. */
export async function checkUserRoom(sql: Tx, organization: Organization): Promise<void> {
  if (organization.userLimit === null) return;
  const [count] = await sql<{ users: number }[]>`
    select count(*)::int as users from membership where organization_id = ${organization.id}`;
  checkLimit('user', organization, count?.users ?? 0, 1);
}

/** Refuses when `adding` more would pass the limit. Call it under the organization's lock. */
export function checkLimit(what: 'camera' | 'user', organization: Organization, count: number, adding: number): void {
  const limit = what === 'camera' ? organization.cameraLimit : organization.userLimit;
  if (limit !== null && count + adding > limit) {
    throw new DomainError(
      'limit',
      `Organization ${organization.id} may have ${limit} ${what}s (${what}_limit) and has ${count}`,
    );
  }
}
