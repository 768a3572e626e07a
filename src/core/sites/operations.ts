import type { Db, Tx } from '../../db/sql.ts';
import { may } from '../access/may.ts';
import { editableOrganizations, ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { additions, checkNumber, checkText, differences, pick } from '../fields.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { write } from '../write.ts';
import { SITE_FIELDS, type Site, type SiteFields, type SiteView } from './site.ts';

/** Of one organization, by id. */
export async function sites(core: Core, actor: Actor, organizationId: number): Promise<readonly SiteView[]> {
  await requireOrganization(core, actor, organizationId);
  return await select(listReader(core), actor.domainId, { organizationId });
}

/** Not found for those who do not belong to its organization. */
export async function siteById(core: Core, actor: Actor, id: number): Promise<SiteView> {
  const [site] = await select(reader(core), actor.domainId, { id });
  const user = await scopeOf(core, actor);
  if (!site || (user && !ownOrganizations(user).includes(site.organizationId))) throw refuse('site_not_found', { id });
  return site;
}

/** `organizationId` and a name are needed. */
export async function createSite(
  core: Core,
  actor: Actor,
  fields: SiteFields & Pick<Site, 'organizationId' | 'name'>,
): Promise<SiteView> {
  check(fields);
  await requireSiteEditor(core, actor, fields.organizationId);
  const subject = `organization ${fields.organizationId}`;
  const id = await write(core, actor, { type: 'site.create', subject, request: fields }, async (tx) => {
    await holdOrganization(tx.sql, actor.domainId, fields.organizationId);
    const row = pick(fields, SITE_FIELDS);
    const [created] = await tx.sql<{ id: number }[]>`insert into site ${tx.sql(row)} returning id`;
    const siteId = created?.id ?? 0;
    tx.changed({ action: 'create', objectKind: 'site', objectId: siteId, changes: additions(row) });
    return siteId;
  });
  return await siteById(core, actor, id);
}

/** It goes to another organization only while no camera stands there. */
export async function changeSite(core: Core, actor: Actor, id: number, fields: SiteFields): Promise<SiteView> {
  check(fields);
  const known = await siteById(core, actor, id);
  await requireSiteEditor(core, actor, known.organizationId);
  if (fields.organizationId !== undefined) await requireSiteEditor(core, actor, fields.organizationId);
  await write(core, actor, { type: 'site.change', subject: `site ${id}`, request: fields }, async (tx) => {
    if (fields.organizationId !== undefined) await holdOrganization(tx.sql, actor.domainId, fields.organizationId);
    const before = await lockSite(tx.sql, id);
    const change = pick(fields, SITE_FIELDS);
    if (change.organizationId !== undefined && change.organizationId !== before.organizationId) {
      const rows = await tx.sql`select from camera where site_id = ${id} limit 1`;
      if (rows.length > 0) throw refuse('site_has_cameras', { id });
    }
    if (Object.keys(change).length > 0) await tx.sql`update site set ${tx.sql(change)} where id = ${id}`;
    const { organizationId } = before;
    const changes = differences<Site>(before, change);
    tx.changed({ action: 'change', objectKind: 'site', objectId: id, organizationId, changes });
  });
  return await siteById(core, actor, id);
}

/** Its cameras stay, without a site. */
export async function deleteSite(core: Core, actor: Actor, id: number): Promise<void> {
  const known = await siteById(core, actor, id);
  await requireSiteEditor(core, actor, known.organizationId);
  await write(core, actor, { type: 'site.delete', subject: `site ${id}` }, async (tx) => {
    // The site before its cameras, as those who put a camera there do it.
    const site = await lockSite(tx.sql, id);
    const cameras = await tx.sql<{ id: number }[]>`
      select id from camera where site_id = ${id} order by id for no key update`;
    await tx.sql`update camera set site_id = null where site_id = ${id}`;
    await tx.sql`delete from site where id = ${id}`;
    const { organizationId } = site;
    tx.changed({
      action: 'delete',
      objectKind: 'site',
      objectId: id,
      organizationId,
      changes: { name: [site.name, null] },
    });
    for (const camera of cameras) {
      const changes = { siteId: [id, null] } as const;
      tx.changed({ action: 'change', objectKind: 'camera', objectId: camera.id, changes });
      tx.touched('camera', camera.id);
    }
  });
}

function check(fields: SiteFields): void {
  checkText('name', fields.name, 255, 1);
  checkText('address', fields.address, 500);
  checkNumber('latitude', fields.latitude, -90, 90);
  checkNumber('longitude', fields.longitude, -180, 180);
}

const select = (sql: Db, domainId: number, by: { readonly id: number } | { readonly organizationId: number }) =>
  sql<SiteView[]>`
    select s.id, s.organization_id, s.name, s.address, s.latitude, s.longitude, s.created_at,
      (select count(*)::int from camera c where c.site_id = s.id) as camera_count
    from site s join organization o on o.id = s.organization_id
    where o.domain_id = ${domainId} and ${'id' in by ? sql`s.id = ${by.id}` : sql`s.organization_id = ${by.organizationId}`}
    order by s.id`;

async function lockSite(sql: Tx, id: number): Promise<Site> {
  const [site] = await sql<Site[]>`select * from site where id = ${id} for update`;
  if (!site) throw refuse('site_not_found', { id });
  return site;
}

async function holdOrganization(sql: Tx, domainId: number, id: number): Promise<void> {
  const rows = await sql`select from organization where id = ${id} and domain_id = ${domainId} for key share`;
  if (rows.length === 0) throw refuse('organization_not_found', { id });
}

/** Whoever may edit an organization's cameras may edit its sites. */
async function requireSiteEditor(core: Core, actor: Actor, organizationId: number): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  if (may(actor, 'sites.manage')) return;
  const user = await scopeOf(core, actor);
  if (!user || user.readonly || !editableOrganizations(user).includes(organizationId))
    throw refuse('sites_closed', { id: organizationId });
}
