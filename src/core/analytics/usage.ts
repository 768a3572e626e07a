import type { Db, Tx } from '../../db/sql.ts';
import type { Core } from '../core.ts';
import type { Level } from '../licences/licence.ts';
import { stillSeen, usersOfCases, usersOfOwner } from './assigned.ts';

/** Cameras that are assigned to cases of each level, the owner's and its sub-users', those of hidden and paused ones too. */
export async function assignedByLevel(
  core: Core,
  sql: Db,
  ownerId: number,
): Promise<Readonly<Partial<Record<Level, number>>>> {
  const seen = stillSeen(sql, await usersOfCases(core, await usersOfOwner(sql, ownerId)));
  const rows = await sql<{ level: Level; used: number }[]>`
    select a.level, count(*)::int as used
    from analytics_case a join analytics_case_camera k on k.case_id = a.id join camera c on c.id = k.camera_id
    where a.owner_id = ${ownerId} and a.level is not null and ${seen} group by a.level`;
  return Object.fromEntries(rows.map(({ level, used }) => [level, used]));
}

/**
 * Takes cameras out of the owner's cases that their users no longer see, so that a licence that was free and is given
 * away does not come to be used twice when the camera comes back. The owner's row is held.
 */
export async function dropUnseen(core: Core, sql: Tx, ownerId: number): Promise<void> {
  const seen = stillSeen(sql, await usersOfCases(core, await usersOfOwner(sql, ownerId)));
  await sql`
    delete from analytics_case_camera k using analytics_case a, camera c
    where a.id = k.case_id and a.owner_id = ${ownerId} and c.id = k.camera_id and not ${seen}`;
}
