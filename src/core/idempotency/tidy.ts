import type { Db } from '../../db/sql.ts';

const KEPT_HOURS = 48;
const BATCH = 10_000;

/** A client that repeats after two days asks for something new. */
export async function tidyIdempotencyKeys(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from idempotency_key where (caller, key) in (
      select caller, key from idempotency_key where created_at < now() - make_interval(hours => ${KEPT_HOURS}) limit ${BATCH})`;
  return count;
}
