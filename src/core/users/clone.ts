import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { invalid } from '../errors.ts';
import { together } from '../together.ts';
import { write } from '../write.ts';
import { createUser, requireMayChange, userById } from './operations.ts';
import type { User, UserChange } from './user.ts';

/**
 * A sub-user like another one: with its grants, its permissions and its networks, under a login and a password of its own.
 * For whoever may change that one. Throws `invalid` for a user who is no sub-user, `conflict` for a login that is taken.
 */
export async function cloneSubUser(
  core: Core,
  actor: Actor,
  id: number,
  own: Required<Pick<UserChange, 'login'>> & Pick<UserChange, 'password' | 'name'>,
): Promise<User> {
  const like = await userById(core, actor, id);
  await requireMayChange(core, actor, like, {});
  const { parentId } = like;
  if (parentId === null) throw invalid('id', 'sub_user_unknown', { id });
  const { locale, theme, readonly, maxSessions, allowedNetworks, organizations } = like;
  return await together(core, async (inOne) => {
    const kept = { locale, theme, readonly, maxSessions, allowedNetworks };
    const made = await createUser(inOne, actor, { ...kept, ...own, parentId }, organizations[0]?.id);
    await write(inOne, actor, { type: 'user.clone', subject: `user ${made.id}`, request: { like: id } }, async (tx) => {
      const { sql } = tx;
      await sql`
        insert into access_grant (subject_kind, subject_id, object_kind, object_id, live, archive, archive_depth_seconds, download,
          snapshot, ptz, actions, edit, source, valid_from, through_organization_id)
        select subject_kind, ${made.id}, object_kind, object_id, live, archive, archive_depth_seconds, download,
          snapshot, ptz, actions, edit, source, valid_from, through_organization_id
        from access_grant where subject_kind = 'user' and subject_id = ${id}`;
      await sql`
        insert into user_permission (user_id, permission, allowed, by_provider)
        select ${made.id}, permission, allowed, by_provider from user_permission where user_id = ${id}`;
      tx.changed({ action: 'change', objectKind: 'user', objectId: made.id, changes: { like: [null, like.login] } });
      tx.touched('user', made.id);
    });
    return await userById(inOne, actor, made.id);
  });
}
