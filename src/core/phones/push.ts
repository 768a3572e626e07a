import { transaction } from '../../db/transaction.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { keyHash } from '../secrets/keys.ts';

/**
 * Where the app of this session is told of calls; empty takes it away. A device has one token whoever uses it, so that it
 * moves to the session that gave it last. Throws `unauthenticated` for a session that has ended.
 */
export async function setPushToken(core: Core, sessionId: string, token: string, platform = ''): Promise<void> {
  checkText('token', token, 4096);
  checkText('platform', platform, 64);
  const hash = keyHash(sessionId);
  await transaction(core.sql, async (sql) => {
    await sql`delete from push_token where session_hash = ${hash} or token = ${token}`;
    if (token === '') return;
    const kept = await sql`
      insert into push_token (session_hash, user_id, token, platform)
      select id_hash, user_id, ${token}, ${platform} from session where id_hash = ${hash}`;
    if (kept.count === 0) throw refuse('session_ended');
  });
}
