import { refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import { type LockedUser, lockUser } from './queries.ts';
import type { User, UserChange } from './user.ts';

/** True when the change may cost the user sign-in or administration. */
export const takesAway = (change: UserChange): boolean =>
  (change.kind !== undefined && change.kind !== 'administrator') ||
  change.readonly === true ||
  change.enabled === false;

/**
 * Locks the user, and refuses where nobody would be left without it who can sign in and change things. Of an
 * administrator all administrators are locked, in the order of their ids: two who take each other's rights away at
 * once would else each find the other still there.
 */
export async function lockToTakeAway(tx: Write, seen: Pick<User, 'id' | 'kind'>): Promise<LockedUser> {
  const { sql } = tx;
  const { domainId } = tx.actor;
  if (seen.kind === 'administrator')
    await sql`select from app_user where domain_id = ${domainId} and kind = 'administrator' order by id for update`;
  const user = await lockUser(sql, domainId, seen.id);
  if (!user) throw refuse('user_not_found', { id: seen.id });
  if (user.kind !== 'administrator' || user.readonly) return user;
  const others = await sql`
    select from app_user u where u.domain_id = ${domainId} and u.kind = 'administrator' and not u.readonly and u.id <> ${user.id}
      and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = u.id and b.effect = 'service') limit 1`;
  if (others.length === 0) throw refuse('last_administrator');
  return user;
}
