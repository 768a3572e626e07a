import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { differences, pick } from '../fields.ts';
import { grantFolder } from '../folders/grants.ts';
import { afterId, afterRows, COUNT_CAP, likeText, type Page, type PageRequest, toPage, toRankedPage } from '../page.ts';
import { leaveOrganization } from '../users/home.ts';
import { write } from '../write.ts';
import { addMember, refuseAdministrator } from './joining.ts';
import { requireOrganization, requireUserManager } from './operations.ts';
import { MEMBER_FIELDS, type Member, type MemberFields } from './organization.ts';
import { countMembers, findMember, listMembers, lockOrganization } from './queries.ts';

/** A page at a time by user id; a search is ranked. */
export async function memberPage(
  core: Core,
  actor: Actor,
  organizationId: number,
  page: PageRequest,
): Promise<Page<Member>> {
  await requireOrganization(core, actor, organizationId);
  await requireUserManager(core, actor, organizationId);
  const search = likeText((page.search ?? '').trim());
  const start = search === '' ? (page.offset ?? 0) : afterRows(page);
  const after = search === '' ? afterId(page.after) : 0;
  const limit = page.limit + 1;
  const rows = await listMembers(listReader(core), organizationId, {
    after,
    offset: start,
    limit,
    search,
    administrators: may(actor, 'administrators.see'),
  });
  return search === '' ? toPage(rows, page.limit, (m) => m.userId) : toRankedPage(rows, page.limit, start);
}

export async function memberCount(core: Core, actor: Actor, organizationId: number, search = ''): Promise<number> {
  await requireOrganization(core, actor, organizationId);
  await requireUserManager(core, actor, organizationId);
  return await countMembers(
    listReader(core),
    organizationId,
    likeText(search.trim()),
    may(actor, 'administrators.see'),
    COUNT_CAP,
  );
}

/** Adds the user or changes what it may do: billings repeat themselves. `folderIds` grants viewing on folders as well. */
export async function setMember(
  core: Core,
  actor: Actor,
  organizationId: number,
  userId: number,
  fields: MemberFields,
  folderIds: readonly number[] = [],
): Promise<Member> {
  await requireOrganization(core, actor, organizationId);
  await requireUserManager(core, actor, organizationId);
  await write(
    core,
    actor,
    { type: 'member.set', subject: `organization ${organizationId}`, request: { userId, ...fields, folderIds } },
    async (tx) => {
      const organization = await lockOrganization(tx.sql, actor.domainId, organizationId);
      await refuseAdministrator(tx, userId, refuse('user_not_found', { id: userId }));
      const before = await findMember(tx.sql, organizationId, userId);
      if (!before) await addMember(tx, organization, userId);
      const change = withLists(pick(fields, MEMBER_FIELDS));
      if (Object.keys(change).length > 0) {
        await tx.sql`update membership set ${tx.sql(change)} where organization_id = ${organizationId} and user_id = ${userId}`;
      }
      for (const folderId of folderIds) await grantFolder(tx, organizationId, folderId, userId, {});
      const changes = before
        ? differences<MemberFields>(before, change)
        : { ...differences<MemberFields>({}, change), member: [null, userId] as const };
      tx.changed({ action: 'change', objectKind: 'organization', objectId: organizationId, changes });
      tx.touched('user', userId);
    },
  );
  return await member(core, organizationId, userId);
}

/** Who edits cameras works with the lists of plates and faces too, unless it is said otherwise; who edits them sees them. */
function withLists(fields: MemberFields): MemberFields {
  const editLists = fields.editLists ?? (fields.editCameras ? true : undefined);
  const viewLists = fields.viewLists ?? (editLists ? true : undefined);
  return {
    ...fields,
    ...(editLists === undefined ? {} : { editLists }),
    ...(viewLists === undefined ? {} : { viewLists }),
  };
}

/** Takes the membership and every permission on the organization's folders and cameras away. */
export async function removeMember(core: Core, actor: Actor, organizationId: number, userId: number): Promise<void> {
  await requireOrganization(core, actor, organizationId);
  await requireUserManager(core, actor, organizationId);
  await write(
    core,
    actor,
    { type: 'member.remove', subject: `organization ${organizationId}`, request: { userId } },
    async (tx) => {
      const organization = await lockOrganization(tx.sql, actor.domainId, organizationId);
      await refuseAdministrator(tx, userId, refuse('member_not_found', { userId, organizationId }));
      if (organization.ownerId === userId) throw invalid('userId', 'owner_cannot_leave');
      if (!(await leaveOrganization(tx, organizationId, userId)))
        throw refuse('member_not_found', { userId, organizationId });
      tx.changed({
        action: 'change',
        objectKind: 'organization',
        objectId: organizationId,
        changes: { member: [userId, null] },
      });
      tx.touched('user', userId);
    },
  );
}

export async function member(core: Core, organizationId: number, userId: number): Promise<Member> {
  const found = await findMember(reader(core), organizationId, userId);
  if (!found) throw refuse('member_not_found', { userId, organizationId });
  return found;
}
