import type { Db } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import type { Actor, Support, Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { checkText } from '../fields.ts';
import { keyHash, newSessionId } from '../secrets/keys.ts';
import { userById } from '../users/operations.ts';
import { write } from '../write.ts';
import { actorById, IDLE_DAYS, toActor, type UserRow, userColumns } from './sessions.ts';

/**
 * An administrator who sees what a subscriber sees: with the user's rights, for minutes, under both names. Such a session
 * is none of the user's own: it counts in no limit, is told to nobody, and leaves no last-seen. It ends by itself, with
 * "End", with the session by which it was begun, and with the rights or the user behind it.
 */
const LIFE_MINUTES = 15;

export interface SupportRequest {
  readonly userId: number;
  readonly mode: Support['mode'];
  /** Kept in the audit; 500 characters. */
  readonly reason: string;
  /** The id of the administrator's own session; undefined: a key was used, which begins none. */
  readonly sessionId: string | undefined;
}

/** What a tab holds of it. */
export interface SupportKey {
  readonly id: number;
  readonly secret: string;
}

/** Throws `forbidden` for whoever is no administrator with all rights, and for an administrator's account. */
export async function beginSupport(
  core: Core,
  actor: Actor,
  { userId, mode, reason, sessionId }: SupportRequest,
): Promise<SupportKey & { readonly until: Date }> {
  requireMay(actor, 'subscribers.support');
  checkText('reason', reason, 500, 1);
  const user = await userById(core, actor, userId);
  if (user.kind === 'administrator') throw refuse('support_of_administrator');
  if (sessionId === undefined || actor.kind !== 'user') throw refuse('support_needs_session');
  const secret = newSessionId();
  const until = new Date(core.clock().getTime() + LIFE_MINUTES * 60_000);
  return await write(core, actor, { type: 'user.support', subject: `user ${userId}` }, async (tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into support_session (secret_hash, user_id, administrator_id, session_hash, mode, expires_at)
      select ${keyHash(secret)}, ${userId}, ${actor.id}, s.id_hash, ${mode}, ${until}
      from session s where s.id_hash = ${keyHash(sessionId)} and s.user_id = ${actor.id} returning id`;
    if (!row) throw refuse('support_needs_session');
    const changes = { support: [null, mode], reason: [null, reason.trim()] } as const;
    tx.changed({ action: 'sign_in', objectKind: 'user', objectId: userId, changes });
    return { id: row.id, secret, until };
  });
}

type SupportRow = UserRow & {
  readonly mode: Support['mode'];
  readonly until: Date;
  readonly administratorId: number;
  readonly administratorLogin: string;
};

/** The subscriber with who stands behind; undefined: no such session, or it ended. Reads, and notes no use of it. */
export async function actorBySupport(core: Core, key: SupportKey, trace: Trace): Promise<UserActor | undefined> {
  const sql = reader(core);
  const [row] = await sql<SupportRow[]>`
    select ${userColumns(sql)}, x.mode, x.expires_at as until, a.id as administrator_id, a.login as administrator_login
    from support_session x
    join app_user u on u.id = x.user_id and u.kind <> 'administrator'
    join app_user a on a.id = x.administrator_id and a.domain_id = u.domain_id and a.kind = 'administrator' and not a.readonly
    join session s on s.id_hash = x.session_hash and s.user_id = a.id and s.credential_epoch = a.credential_epoch
    where x.id = ${key.id} and x.secret_hash = ${keyHash(key.secret)} and x.expires_at > now()
      and (s.expires_at is null or s.expires_at > now()) and s.last_used_at > now() - make_interval(days => ${IDLE_DAYS})
      and not exists (select from block b where b.subject_kind = 'user' and b.subject_id = a.id)`;
  if (!row) return undefined;
  const { mode, until, administratorId, administratorLogin, ...user } = row;
  const actor = toActor(user, trace);
  return {
    ...actor,
    readonly: actor.readonly || mode === 'view',
    mustChangePassword: false,
    support: { id: administratorId, login: administratorLogin, mode, until },
  };
}

/** Ends it; one that has ended already is no error. */
export async function endSupport(core: Core, key: SupportKey, trace: Trace): Promise<void> {
  const [open] = await reader(core)<{ administratorId: number; userId: number; mode: string }[]>`
    select administrator_id, user_id, mode from support_session
    where id = ${key.id} and secret_hash = ${keyHash(key.secret)}`;
  if (!open) return;
  const { userId, mode } = open;
  const administrator = await actorById(core, open.administratorId, trace);
  await write(core, administrator, { type: 'user.support', subject: `user ${userId}` }, async (tx) => {
    const gone = await tx.sql`delete from support_session where id = ${key.id} returning id`;
    if (gone.length === 0) return;
    tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes: { support: [mode, null] } });
  });
}

const BATCH = 10_000;

export async function tidySupport(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from support_session where id in (select id from support_session where expires_at < now() limit ${BATCH})`;
  return count;
}
