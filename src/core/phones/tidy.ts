import type { Sql } from '../../db/sql.ts';

const BATCH = 10_000;

/** Codes that ended an hour ago, and what the limits of a day count no more. */
export async function tidyPhoneCodes(sql: Sql): Promise<number> {
  const codes = await sql`
    delete from phone_code where (domain_id, phone) in (
      select domain_id, phone from phone_code where expires_at < now() - interval '1 hour' limit ${BATCH})`;
  const asked = await sql`
    delete from phone_code_request where ctid in (
      select ctid from phone_code_request where at < now() - interval '1 day' limit ${BATCH})`;
  const wrong = await sql`
    delete from phone_code_failure where ctid in (
      select ctid from phone_code_failure where at < now() - interval '1 day' limit ${BATCH})`;
  return codes.count + asked.count + wrong.count;
}
