import { SHARE } from '../access/grants.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { forgetUnshared } from '../copies/copies.ts';
import { type Core, listReader } from '../core.ts';
import { invalid } from '../errors.ts';
import { requireOrganization, requireUserManager } from '../organizations/operations.ts';
import { type Write, write } from '../write.ts';
import { lockGroups } from './groups.ts';

/**
 * Shares groups, with all below them, with another organization: all of them or none. Its owner and whoever holds a
 * grant on the whole of it see their cameras; others need a grant through it. Sharing again changes nothing.
 */
export async function shareGroups(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderIds: readonly number[],
): Promise<void> {
  await changeShares(core, actor, 'folder.share', organizationId, folderIds, async (tx) => {
    const groups = await lockGroups(tx.sql, actor.domainId, folderIds);
    const own = groups.find((group) => group.organizationId === organizationId);
    if (own) throw invalid('folderIds', 'folder_is_organizations_own', { id: own.id });
    return await tx.sql<{ objectId: number }[]>`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, ptz)
      select 'organization', ${organizationId}, 'folder', f, ${SHARE}, true, true, true, true, true
      from unnest(${[...folderIds]}::int[]) as f
      on conflict do nothing returning object_id`;
  });
}

/** Takes the shares back, and with them the copies and the grants of the organization's users that went through them. */
export async function unshareGroups(
  core: Core,
  actor: Actor,
  organizationId: number,
  folderIds: readonly number[],
): Promise<void> {
  await changeShares(core, actor, 'folder.unshare', organizationId, folderIds, async (tx) => {
    await lockGroups(tx.sql, actor.domainId, folderIds);
    const gone = await tx.sql<{ objectId: number }[]>`
      delete from access_grant where subject_kind = 'organization' and subject_id = ${organizationId} and object_kind = 'folder'
        and object_id = any(${[...folderIds]}::int[]) and source = ${SHARE} returning object_id`;
    if (gone.length > 0) for (const userId of await forgetUnshared(tx.sql, organizationId)) tx.touched('user', userId);
    return gone;
  });
}

async function changeShares(
  core: Core,
  actor: Actor,
  type: 'folder.share' | 'folder.unshare',
  organizationId: number,
  folderIds: readonly number[],
  change: (tx: Write) => Promise<readonly { readonly objectId: number }[]>,
): Promise<void> {
  requireMay(actor, 'folders.share');
  const subject = `organization ${organizationId}`;
  await write(core, actor, { type, subject, request: { folderIds } }, async (tx) => {
    const [organization] = await tx.sql`
      select from organization where id = ${organizationId} and domain_id = ${actor.domainId} for key share`;
    if (!organization) throw invalid('organizationId', 'organization_unknown', { id: organizationId });
    for (const { objectId } of await change(tx)) {
      const shared = type === 'folder.share' ? ([null, organizationId] as const) : ([organizationId, null] as const);
      tx.changed({ action: 'change', objectKind: 'folder', objectId, changes: { shared } });
    }
    tx.touched('organization', organizationId);
  });
}

/** One share: whose group, and with whom. */
export interface Share {
  readonly folder: { readonly id: number; readonly title: string };
  /** Whose the folder is. */
  readonly from: { readonly id: number; readonly title: string };
  readonly to: { readonly id: number; readonly title: string };
  readonly since: Date;
}

/** What an organization shares with others, and what it was given, by folder. For whoever manages its users. */
export async function sharesOf(core: Core, actor: Actor, organizationId: number): Promise<readonly Share[]> {
  await requireOrganization(core, actor, organizationId);
  await requireUserManager(core, actor, organizationId);
  const sql = listReader(core);
  return await sql<Share[]>`
    select jsonb_build_object('id', f.id, 'title', f.title) as folder, jsonb_build_object('id', o.id, 'title', o.title) as from,
      jsonb_build_object('id', r.id, 'title', r.title) as to, g.created_at as since
    from access_grant g join folder f on f.id = g.object_id join organization o on o.id = f.organization_id join organization r on r.id = g.subject_id
    where g.subject_kind = 'organization' and g.object_kind = 'folder' and g.source = ${SHARE}
      and (g.subject_id = ${organizationId} or f.organization_id = ${organizationId})
    order by f.id, r.id`;
}
