import type { Db } from '../../db/sql.ts';
import { invalid, refuse } from '../errors.ts';
import type { Write } from '../write.ts';
import { LONGEST_CODE, type Location } from './location.ts';

/** A code as it is kept: without spaces around it. Throws for what is none. */
export function cleanCode(code: string): string {
  const trimmed = code.trim();
  if (trimmed.length === 0 || trimmed.length > LONGEST_CODE || /[\s\p{Cc}\p{Surrogate}]/u.test(trimmed))
    throw invalid('code', 'address_code_malformed');
  return trimmed;
}

/** The location that a code leads to: its own, or one of those that were merged into it or mapped. */
export async function locationOfCode(
  sql: Db,
  domainId: number,
  code: string,
): Promise<{ readonly locationId: number; readonly own: boolean } | undefined> {
  const [row] = await sql<{ locationId: number; own: boolean }[]>`
    select location_id, own from location_code where domain_id = ${domainId} and code = ${code}`;
  return row;
}

/** Makes a code the location's own, in place of the one that it has; null: it has none from now on. */
export async function setCode(tx: Write, { id, code: before }: Location, code: string | null): Promise<void> {
  if (code === before) return;
  const { domainId } = tx.actor;
  const other = code === null ? undefined : await locationOfCode(tx.sql, domainId, code);
  if (other && code !== null && other.locationId !== id)
    throw refuse('location_code_taken', { code, id: other.locationId }, { existingId: other.locationId });
  await tx.sql`delete from location_code where location_id = ${id} and own`;
  if (code === null) return;
  const kept = await tx.sql`
    insert into location_code as k (domain_id, code, location_id, own) values (${domainId}, ${code}, ${id}, true)
    on conflict (domain_id, code) do update set own = true where k.location_id = excluded.location_id returning code`;
  // Another location got it in this very moment.
  if (kept.length === 0) throw refuse('changes_met');
  tx.touched('address_code');
}

/** Lets a code lead to the location beside its own; nothing when it does so already. */
export async function leadTo(tx: Write, { id }: Pick<Location, 'id'>, code: string): Promise<boolean> {
  const { domainId } = tx.actor;
  const other = await locationOfCode(tx.sql, domainId, code);
  if (other?.locationId === id) return false;
  if (other) throw refuse('location_code_taken', { code, id: other.locationId }, { existingId: other.locationId });
  await tx.sql`
    insert into location_code (domain_id, code, location_id, own) values (${domainId}, ${code}, ${id}, false)`;
  tx.touched('address_code');
  return true;
}
