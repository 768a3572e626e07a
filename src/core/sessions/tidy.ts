import type { Db } from '../../db/sql.ts';
import { IDLE_DAYS } from './sessions.ts';

const BATCH = 10_000;

/** Sessions that ended by themselves, or with the password that they were opened with. */
export async function tidySessions(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from session where id_hash in (
      select s.id_hash from session s join app_user u on u.id = s.user_id
      where s.expires_at < now() or s.last_used_at < now() - make_interval(days => ${IDLE_DAYS}) or s.credential_epoch <> u.credential_epoch
      limit ${BATCH})`;
  return count;
}

/** Used and expired ones; a day later, so that a second click is told what happened. */
export async function tidySignInTokens(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from sign_in_token where token_hash in (
      select token_hash from sign_in_token where valid_until < now() - interval '1 day' limit ${BATCH})`;
  return count;
}
