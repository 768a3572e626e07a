import type { Write } from '../write.ts';

/** Of the two numbers of an advisory lock the first. */
const LOCK = 7_370_017;

/**
 * Serializes changes of these keys, so that the second sees what the first wrote. Each domain has 256 locks for all of
 * its keys, taken in their order: a table of thousands of keys takes no more of the database's room for locks.
 */
export async function holdKeys({ sql, actor }: Write, digits: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(${LOCK}, place) from (
      select distinct (${actor.domainId}::int << 8) + (hashtext(d) & 255) as place
      from unnest(${[...digits]}::text[]) d order by 1) x`;
}
