import type { Db } from '../../db/sql.ts';
import type { UserFacts } from '../access/facts.ts';
import { requireMay } from '../access/may.ts';
import { userFacts } from '../access/queries.ts';
import { visibleCameras } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import { type Write, write } from '../write.ts';

/** Cameras that differ: how many, and the first of them. */
export interface Difference {
  readonly count: number;
  /** `title` null: there is no such camera any more. */
  readonly cameras: readonly { readonly id: number; readonly title: string | null }[];
}

export interface Synchronization {
  /** When the user's apps were last brought in line; null: never, and what they had before is not known. */
  readonly since: Date | null;
  /** Cameras that the user sees now. */
  readonly seen: number;
  readonly gained: Difference;
  readonly lost: Difference;
}

const SHOWN = 100;

/**
 * Works out anew what a user sees, whatever was kept in memory, and has its apps ask again: every playback token of the
 * user ends, sessions stay. Tells what differs from the last time, or else from what this process went by until now.
 */
export async function synchronizeCameras(core: Core, actor: Actor, userId: number): Promise<Synchronization> {
  requireMay(actor, 'users.manage');
  const user = await userById(core, actor, userId);
  if (user.kind === 'administrator') throw refuse('administrator_sees_all', { id: userId });
  const kept = core.access.knownViewer('user', userId);
  return await write(core, actor, { type: 'user.synchronize', subject: `user ${userId}` }, async (tx) => {
    const locked = await lockUser(tx.sql, actor.domainId, userId);
    const facts = await userFacts(tx.sql, userId);
    if (!locked || !facts) throw refuse('user_not_found', { id: userId });
    const [last] = await tx.sql<{ cameraIds: number[]; at: Date }[]>`
      select camera_ids, at from synchronized_cameras where user_id = ${userId}`;
    const now = await camerasOf(tx.sql, facts);
    const before = last?.cameraIds ?? (kept?.kind === 'user' ? await camerasOf(tx.sql, kept) : now);
    await store(tx, userId, now, locked.credentialEpoch);
    const gained = without(now, before);
    const lost = without(before, now);
    note(tx, userId, last?.at ?? null, { gained, lost });
    return {
      since: last?.at ?? null,
      seen: now.length,
      gained: await difference(tx.sql, actor.domainId, gained),
      lost: await difference(tx.sql, actor.domainId, lost),
    };
  });
}

async function camerasOf(sql: Db, facts: UserFacts): Promise<readonly number[]> {
  const rows = await sql<{ id: number }[]>`
    select c.id from camera c where c.domain_id = ${facts.domainId} and ${visibleCameras(sql, facts)} order by c.id`;
  return rows.map(({ id }) => id);
}

function without(ids: readonly number[], others: readonly number[]): readonly number[] {
  const known = new Set(others);
  return ids.filter((id) => !known.has(id));
}

/** Tokens hold the epoch that they were made in; sessions go along with it. */
async function store({ sql, core }: Write, userId: number, cameraIds: readonly number[], epoch: number): Promise<void> {
  await sql`
    insert into synchronized_cameras (user_id, camera_ids, at) values (${userId}, ${[...cameraIds]}::int[], ${core.clock()})
    on conflict (user_id) do update set camera_ids = excluded.camera_ids, at = excluded.at`;
  await sql`update app_user set credential_epoch = ${epoch + 1} where id = ${userId}`;
  await sql`update session set credential_epoch = ${epoch + 1} where user_id = ${userId} and credential_epoch = ${epoch}`;
}

function note(
  tx: Write,
  userId: number,
  last: Date | null,
  { gained, lost }: { readonly gained: readonly number[]; readonly lost: readonly number[] },
): void {
  const changes = {
    synchronized: [last?.toISOString() ?? null, tx.core.clock().toISOString()] as const,
    'synchronized.cameras': [lost.slice(0, SHOWN), gained.slice(0, SHOWN)] as const,
  };
  tx.changed({ action: 'change', objectKind: 'user', objectId: userId, changes });
  tx.touched('user', userId);
}

async function difference(sql: Db, domainId: number, ids: readonly number[]): Promise<Difference> {
  const shown = ids.slice(0, SHOWN);
  if (shown.length === 0) return { count: 0, cameras: [] };
  const rows = await sql<{ id: number; title: string }[]>`
    select id, case when title = '' then name else title end as title from camera
    where domain_id = ${domainId} and id = any(${shown}::int[])`;
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return { count: ids.length, cameras: shown.map((id) => ({ id, title: titles.get(id) ?? null })) };
}
