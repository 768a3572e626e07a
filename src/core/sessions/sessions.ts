import type { Tx } from '../../db/sql.ts';
import { transaction } from '../../db/transaction.ts';
import type { Actor, ClientActor, Trace, UserActor } from '../actor.ts';
import { shutsOut } from '../blocks/queries.ts';
import { type Core, reader } from '../core.ts';
import { DomainError, type ErrorDetails, refuse } from '../errors.ts';
import { comesFrom } from '../networks.ts';
import { originOf } from '../origin.ts';
import type { Permission } from '../permissions/permission.ts';
import { deniedInLine } from '../permissions/queries.ts';
import { keyHash, newSessionId } from '../secrets/keys.ts';
import { DOMAIN_RIGHT_COLUMNS, type DomainRights, domainRightsOf } from '../users/domain-rights.ts';
import { requireMayChange, userById } from '../users/operations.ts';
import { write } from '../write.ts';

/** Sessions end after this long without use. */
export const IDLE_DAYS = 30;
const TOUCH_EVERY_MS = 60_000;

type UserBlock = NonNullable<ErrorDetails['block']>;

export interface UserRow extends DomainRights {
  readonly id: number;
  readonly domainId: number;
  readonly login: string;
  readonly kind: string;
  readonly readonly: boolean;
  readonly mustChangePassword: boolean;
  readonly allowedNetworks: string[];
  /** The owner's of a sub-user too. */
  readonly denied: Permission[];
  /** Why the user or somebody above may not come in, as JSON has it; null: may. */
  readonly block: (Omit<UserBlock, 'since'> & { readonly since: string }) | null;
}

interface SessionOptions {
  readonly lifeSeconds?: number | undefined;
  /** It answers this address alone. */
  readonly boundAddress?: string | undefined;
}

/** Opens a session; when the user has more than may be, the ones used longest ago end. */
export async function openSession(
  core: Core,
  userId: number,
  trace: Trace,
  { lifeSeconds, boundAddress }: SessionOptions = {},
): Promise<string> {
  const id = newSessionId();
  const expires = lifeSeconds === undefined ? null : new Date(core.clock().getTime() + lifeSeconds * 1000);
  const run = async (sql: Tx): Promise<void> => {
    const [limit] = await sql<{ most: number | null }[]>`
      select coalesce(u.max_sessions, d.max_user_sessions) as most from app_user u join domain d on d.id = u.domain_id
      where u.id = ${userId} for update of u`;
    await sql`
      insert into session (id_hash, user_id, credential_epoch, address, user_agent, expires_at, bound_address)
      select ${keyHash(id)}, id, credential_epoch, ${trace.address ?? null}, ${trace.userAgent?.slice(0, 500) ?? null}, ${expires}, ${boundAddress ?? null}::inet from app_user where id = ${userId}`;
    if (limit && limit.most !== null) {
      await sql`
        delete from session where id_hash in (
          select id_hash from session where user_id = ${userId} order by last_used_at desc, created_at desc offset ${Math.max(1, limit.most)})`;
    }
    await sql`update app_user set last_seen_at = now() where id = ${userId}`;
  };
  // Within an idempotent request the user's row is ours already: another transaction would wait for us for ever.
  await (core.ambient ? core.ambient.savepoint(run) : transaction(core.sql, run));
  return id;
}

/** The user of a session; undefined: no such session, or it ended. A blocked user is refused with the reason. */
export async function actorBySession(core: Core, sessionId: string, trace: Trace): Promise<UserActor | undefined> {
  if (sessionId.length > 64) return undefined;
  const sql = reader(core);
  const hash = keyHash(sessionId);
  const [row] = await sql<(UserRow & { lastUsedAt: Date })[]>`
    select ${userColumns(sql)}, s.last_used_at
    from session s join app_user u on u.id = s.user_id and u.credential_epoch = s.credential_epoch
    where s.id_hash = ${hash} and (s.expires_at is null or s.expires_at > now()) and s.last_used_at > now() - make_interval(days => ${IDLE_DAYS})
      and (s.bound_address is null or s.bound_address = ${trace.address ?? null}::inet)`;
  if (!row) return undefined;
  if (core.clock().getTime() - row.lastUsedAt.getTime() > TOUCH_EVERY_MS) {
    await core.sql`update session set last_used_at = now() where id_hash = ${hash}`;
    await core.sql`update app_user set last_seen_at = now() where id = ${row.id}`;
  }
  return fromThere(row, trace);
}

export async function closeSession(core: Core, sessionId: string): Promise<void> {
  await core.sql`delete from session where id_hash = ${keyHash(sessionId)}`;
}

/** Ends all sessions of a user, those that were handed out and not entered yet and playback tokens too; for oneself and for whoever manages the user. */
export async function closeSessionsOf(core: Core, actor: Actor, userId: number): Promise<void> {
  await requireMayChange(core, actor, await userById(core, actor, userId), {});
  await write(core, actor, { type: 'user.sign_out', subject: `user ${userId}` }, async (tx) => {
    await tx.sql`delete from session where user_id = ${userId}`;
    await tx.sql`delete from sign_in_token where user_id = ${userId} and purpose in ('session', 'autologin')`;
    await tx.sql`update app_user set credential_epoch = credential_epoch + 1 where id = ${userId} and domain_id = ${actor.domainId}`;
    tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes: { sessions: ['open', 'ended'] } });
    tx.touched('user', userId);
  });
}

/** Sessions have 27 characters: what to look for first, not what it is. */
export const looksLikeSession = (credential: string): boolean => credential.length === 27;

/**
 * Looks a key up, slowed down for whoever guesses. Sessions that ended look like keys of their length: they are counted
 * apart from other keys, and beyond the limit are simply unknown, so that their pages sign in again.
 */
export async function byKey<T>(
  core: Core,
  key: string,
  trace: Trace,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  if (!looksLikeSession(key)) return await core.keyThrottle.attempt(key, trace.address, look);
  const apart = `sessions of ${originOf(trace.address) ?? ''}`;
  return await core.keyThrottle.attempt(key, apart, look).catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'too_many') return undefined;
    throw error;
  });
}

/** The user whose machine key this is. */
export async function actorByUserKey(
  core: Core,
  key: string,
  login: string | undefined,
  trace: Trace,
): Promise<UserActor | undefined> {
  const sql = reader(core);
  const [row] = await sql<
    UserRow[]
  >`select ${userColumns(sql)} from app_user u where u.user_key_hash = ${keyHash(key)}`;
  if (!row || (login !== undefined && row.login.toLowerCase() !== login.toLowerCase())) return undefined;
  return fromThere(row, trace);
}

export async function actorByClientKey(core: Core, key: string, trace: Trace): Promise<ClientActor | undefined> {
  const client = await core.clients.byKey(key);
  return client && { kind: 'client', id: client.id, name: client.name, domainId: client.domainId, trace };
}

/** A machine client that acts in a user's name sees what that user sees. */
export async function actorInNameOf(
  core: Core,
  client: ClientActor,
  login: string,
  trace: Trace,
): Promise<UserActor | undefined> {
  const sql = reader(core);
  const [row] = await sql<UserRow[]>`
    select ${userColumns(sql)} from app_user u where u.domain_id = ${client.domainId} and lower(u.login) = lower(${login})`;
  return row && { ...toActor(row, trace), viaClient: { id: client.id, name: client.name } };
}

/** The user who comes with this trace. Throws as signing in does: for one who is gone, blocked or kept to other networks. */
export async function actorById(core: Core, userId: number, trace: Trace): Promise<UserActor> {
  return fromThere(await rowById(core, userId), trace);
}

/** The user in whose name somebody else acts, from wherever that is. */
export async function actorActedFor(core: Core, userId: number, trace: Trace): Promise<UserActor> {
  return toActor(await rowById(core, userId), trace);
}

async function rowById(core: Core, userId: number): Promise<UserRow> {
  const sql = reader(core);
  const [row] = await sql<UserRow[]>`select ${userColumns(sql)} from app_user u where u.id = ${userId}`;
  if (!row) throw refuse('user_gone');
  return row;
}

/** A block is told first: it is what stands in the way at home, too. */
function fromThere(row: UserRow, trace: Trace): UserActor {
  const actor = toActor(row, trace);
  if (!comesFrom(row.allowedNetworks, trace.address))
    throw refuse('address_not_allowed', { address: trace.address ?? '' });
  return actor;
}

export function userColumns(sql: ReturnType<typeof reader>) {
  return sql`
    u.id, u.domain_id, u.login, u.kind, u.readonly, u.allowed_networks, ${sql.unsafe(DOMAIN_RIGHT_COLUMNS)},
    ${deniedInLine(sql)} as denied,
    u.must_change_password and u.password_by is distinct from 'backend' as must_change_password,
    (select jsonb_build_object('on', case when b.subject_kind = 'organization' then 'organization' when b.subject_id = u.id then 'user' else 'owner' end,
       'source', b.source, 'reason', b.reason, 'since', b.since)
     from block b
     where (b.subject_kind = 'user' and b.subject_id in (u.id, u.parent_id))
        or (b.subject_kind = 'organization' and (b.effect = 'sign_in' or ${shutsOut(sql)}) and b.subject_id in (
          select h.home_organization_id from app_user h where h.id in (u.id, u.parent_id) and h.kind <> 'administrator'))
     order by b.subject_kind = 'user' desc, b.subject_id = u.id desc, b.effect, b.source limit 1) as block`;
}

export function toActor(row: UserRow, trace: Trace): UserActor {
  if (row.block !== null) throw blocked({ ...row.block, since: new Date(row.block.since) });
  return {
    kind: 'user',
    id: row.id,
    login: row.login,
    domainId: row.domainId,
    administrator: row.kind === 'administrator',
    readonly: row.readonly,
    ...domainRightsOf(row),
    mustChangePassword: row.mustChangePassword,
    denied: row.denied,
    viaClient: undefined,
    trace,
  };
}

function blocked(block: UserBlock): DomainError {
  if (block.reason === '') return refuse('user_blocked', { source: block.source }, { block });
  return refuse('user_blocked_because', { why: block.reason }, { block });
}
