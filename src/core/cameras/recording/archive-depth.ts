import type { Db, Fragment } from '../../../db/sql.ts';
import type { ArchiveSetBy } from '../../access/facts.ts';

const SECONDS_A_DAY = 86_400;

/** The archive's depth in days of `camera c`, `organization o`, `preset p`: the first of them that says. */
export const archiveDaysOf = (sql: Db): Fragment =>
  sql`coalesce(c.archive_days, o.archive_seconds / ${SECONDS_A_DAY}::double precision, p.archive_days)`;

/** The same of values that were read. */
export function archiveDepth(
  own: number | null,
  organizationSeconds: number | null,
  preset: number | null,
): { readonly archiveDays: number | null; readonly archiveSetBy: ArchiveSetBy } {
  if (own !== null) return { archiveDays: own, archiveSetBy: 'camera' };
  if (organizationSeconds !== null)
    return { archiveDays: organizationSeconds / SECONDS_A_DAY, archiveSetBy: 'organization' };
  return { archiveDays: preset, archiveSetBy: 'preset' };
}
