import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import type { IdRange, Matched } from '../page.ts';
import { type UserQuery, userFilter } from './operations.ts';
import { countMatchingUsers, matchingUserIds, usersAmong } from './queries.ts';
import type { User } from './user.ts';

/** All that the list of this query has, whatever its order; see `partOf`. */
export function matchingUsers(core: Core, actor: Actor, asked: Omit<UserQuery, 'limit'>) {
  const filter = async () => await userFilter(core, actor, { ...asked, limit: 0 });
  const { domainId } = actor;
  return {
    count: async (): Promise<Matched> => await countMatchingUsers(listReader(core), domainId, await filter()),
    ids: async (range: IdRange): Promise<number[]> =>
      await matchingUserIds(listReader(core), domainId, await filter(), range),
  };
}

/** The given users that the actor sees in the list. */
export async function knownUsers(
  core: Core,
  actor: Actor,
  ids: readonly number[],
): Promise<readonly Pick<User, 'id' | 'login' | 'parentId'>[]> {
  return await usersAmong(listReader(core), actor.domainId, await userFilter(core, actor, { limit: 0 }), ids);
}
