import type { Db } from '../../db/sql.ts';
import { ANALYTICS_TYPES, levelOf } from '../analytics/types.ts';
import { openLevels } from '../licences/queries.ts';
import type { Permission } from './permission.ts';

/** What a sub-user is not asked for: analytics of levels that the subscriber above it has no licences of. */
export async function unlicensed(sql: Db, parentId: number | null): Promise<readonly Permission[]> {
  if (parentId === null) return [];
  const open = await openLevels(sql, parentId);
  return ANALYTICS_TYPES.filter((type) => {
    const level = levelOf(type);
    return level !== null && !open.includes(level);
  }).map((type) => `analytics.${type}` as const);
}
