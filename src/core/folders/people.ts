import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid } from '../errors.ts';
import { type Belonging, lockBelongings } from '../users/belonging.ts';
import { type Write, write } from '../write.ts';
import { GROUP_SOURCE } from './grants.ts';
import { type LockedGroup, lockGroups } from './groups.ts';

const MAX_PAIRS = 100_000;

interface Pair {
  readonly subjectId: number;
  readonly objectId: number;
}

/**
 * Lets each user see each group with all below it: live, archive, pictures and downloads. A group is the user's
 * organization's own, or shared with it: the right falls with the share then. One pair that does not fit, and nothing is
 * given; what was given already stays.
 */
export async function addToGroups(
  core: Core,
  actor: Actor,
  userIds: readonly number[],
  folderIds: readonly number[],
): Promise<void> {
  await changePeople(core, actor, 'folder.grant', userIds, folderIds, async (tx, users, groups) => {
    const pairs = users.flatMap((user) =>
      groups.map((group) => ({ user: user.id, group: group.id, through: throughOf(user, group) })),
    );
    return await tx.sql<Pair[]>`
      insert into access_grant as g (subject_kind, subject_id, object_kind, object_id, source, live, archive, download, snapshot, through_organization_id)
      select 'user', p.user_id, 'folder', p.folder_id, ${GROUP_SOURCE}, true, true, true, true, nullif(p.through, 0)
      from unnest(${pairs.map((p) => p.user)}::int[], ${pairs.map((p) => p.group)}::int[], ${pairs.map((p) => p.through)}::int[]) as p (user_id, folder_id, through)
      on conflict (subject_kind, subject_id, object_kind, object_id, source) do update
        set through_organization_id = excluded.through_organization_id
        where g.through_organization_id is distinct from excluded.through_organization_id
      returning g.subject_id, g.object_id`;
  });
}

/** Takes every permission of these users on just these groups away, whoever gave it. */
export async function removeFromGroups(
  core: Core,
  actor: Actor,
  userIds: readonly number[],
  folderIds: readonly number[],
): Promise<void> {
  await changePeople(
    core,
    actor,
    'folder.revoke',
    userIds,
    folderIds,
    async (tx) =>
      await tx.sql<Pair[]>`
        delete from access_grant where subject_kind = 'user' and subject_id = any(${[...userIds]}::int[])
          and object_kind = 'folder' and object_id = any(${[...folderIds]}::int[])
        returning subject_id, object_id`,
  );
}

async function changePeople(
  core: Core,
  actor: Actor,
  type: 'folder.grant' | 'folder.revoke',
  userIds: readonly number[],
  folderIds: readonly number[],
  change: (tx: Write, users: readonly Belonging[], groups: readonly LockedGroup[]) => Promise<readonly Pair[]>,
): Promise<void> {
  requireMay(actor, 'folders.share');
  if (userIds.length * folderIds.length > MAX_PAIRS) throw invalid('userIds', 'pairs_too_many', { limit: MAX_PAIRS });
  await write(core, actor, { type, request: { userIds, folderIds } }, async (tx) => {
    const users = await lockBelongings(tx.sql, actor.domainId, userIds);
    const known = new Set(users.map((user) => user.id));
    const missing = userIds.find((id) => !known.has(id));
    if (missing !== undefined) throw invalid('userIds', 'user_unknown', { id: missing });
    const pairs = await change(tx, users, await lockGroups(tx.sql, actor.domainId, folderIds));
    for (const objectId of new Set(pairs.map((pair) => pair.objectId))) {
      const people = [...new Set(pairs.filter((pair) => pair.objectId === objectId).map((pair) => pair.subjectId))];
      const grant = type === 'folder.grant' ? ([null, people] as const) : ([people, null] as const);
      tx.changed({ action: 'change', objectKind: 'folder', objectId, changes: { grant } });
    }
    for (const userId of new Set(pairs.map((pair) => pair.subjectId))) tx.touched('user', userId);
  });
}

/** The organization through whose share the group reaches the user; 0: it is of an organization of the user's own. */
function throughOf(user: Belonging, group: LockedGroup): number {
  if (user.organizationIds.includes(group.organizationId)) return 0;
  const through = user.organizationIds.find((id) => group.reachedBy.includes(id));
  if (through === undefined)
    throw invalid('folderIds', 'folder_of_other_organization', { id: group.id, userId: user.id });
  return through;
}
