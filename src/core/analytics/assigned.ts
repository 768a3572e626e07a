import type { Db, Fragment } from '../../db/sql.ts';
import type { UserFacts } from '../access/facts.ts';
import { visibleCameras } from '../access/scope.ts';
import type { Core } from '../core.ts';

/** What users may do who have cases; those who are gone are left out. */
export async function usersOfCases(core: Core, userIds: readonly number[]): Promise<readonly UserFacts[]> {
  const found = await Promise.all([...new Set(userIds)].map((id) => core.access.viewer('user', id)));
  return found.flatMap((user) => (user?.kind === 'user' ? [user] : []));
}

/**
 * Whether the camera `c` of the case `a` is one that its user still sees, of the cases of these users: a camera that was
 * taken from its user is in no case any more, shows nothing and takes no licence, whichever way it was taken.
 */
export function stillSeen(sql: Db, users: readonly UserFacts[]): Fragment {
  let seen = sql`false`;
  for (const user of users)
    seen = sql`${seen} or (a.user_id = ${user.id} and c.domain_id = a.domain_id and ${visibleCameras(sql, user)})`;
  return sql`(${seen})`;
}

/** The users whose cases take the licences of this one: itself and its sub-users. */
export async function usersOfOwner(sql: Db, ownerId: number): Promise<readonly number[]> {
  const rows = await sql<{ userId: number }[]>`
    select distinct user_id from analytics_case where owner_id = ${ownerId}`;
  return rows.map(({ userId }) => userId);
}

/** Of a case `a`: its type takes no licence, or its owner has some of that level. Others are hidden from everybody. */
export const levelIsOpen = (sql: Db): Fragment => sql`
  (a.level is null or exists (
    select from licence l where l.user_id = a.owner_id and l.level = a.level and l.total > 0))`;
