import { isDeepStrictEqual } from 'node:util';
import { may } from '../access/may.ts';
import type { Write } from '../write.ts';
import { type ExtraFields, extraChanges, merged, type StoredExtra } from './extra.ts';

/**
 * Adds the fields to what the row keeps; gives back the changes for the audit. Only the provider's: what a subscriber's
 * page sends beside the known fields is nothing that anybody has to keep.
 */
export async function storeExtra(
  tx: Write,
  table: 'camera' | 'app_user' | 'organization' | 'lock',
  id: number,
  extra: ExtraFields | undefined,
): Promise<Record<string, readonly [unknown, unknown]>> {
  if (!extra || !may(tx.actor, 'extra.store')) return {};
  const { sql } = tx;
  const [row] = await sql<{ extra: StoredExtra | null }[]>`
    select extra from ${sql(table)} where id = ${id} for no key update`;
  const before = row?.extra ?? null;
  const after = merged(before, extra);
  if (isDeepStrictEqual(after[extra.dialect], before?.[extra.dialect] ?? {})) return {};
  await sql`update ${sql(table)} set extra = ${sql.json(after as never)} where id = ${id}`;
  return extraChanges(before, after, extra.dialect);
}
