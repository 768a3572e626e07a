import type { Tx } from '../../db/sql.ts';
import type { Block, BlockSource } from '../access/facts.ts';
import { blockSourceOf } from '../actor.ts';
import type { Write } from '../write.ts';

export type BlockSubject = 'organization' | 'user' | 'device';
/** `sign_in`, on an organization: its users are shut out while cameras, recording and others' viewing go on. */
export type BlockEffect = 'service' | 'sign_in';

/** Sets or lifts one source's block and says whether anything is different now. */
export async function setBlock(
  sql: Tx,
  kind: BlockSubject,
  id: number,
  source: BlockSource,
  on: boolean,
  reason = '',
  effect: BlockEffect = 'service',
): Promise<boolean> {
  const rows = on
    ? await sql`
        insert into block (subject_kind, subject_id, source, effect, reason) values (${kind}, ${id}, ${source}, ${effect}, ${reason})
        on conflict (subject_kind, subject_id, source, effect) do update set reason = excluded.reason where block.reason <> excluded.reason
        returning 1`
    : await sql`delete from block where subject_kind = ${kind} and subject_id = ${id} and source = ${source} and effect = ${effect} returning 1`;
  return rows.length > 0;
}

/** The dialects' `enabled`: each hand sets and lifts its own block alone. Gives back [was, is] of "no block stands". */
export async function setEnabled(
  tx: Write,
  kind: BlockSubject,
  id: number,
  enabled: boolean,
): Promise<readonly [boolean, boolean]> {
  const before = (await blocksOf(tx.sql, kind, id)).length === 0;
  await setBlock(tx.sql, kind, id, blockSourceOf(tx.actor), !enabled);
  const after = (await blocksOf(tx.sql, kind, id)).length === 0;
  return [before, after];
}

export async function blocksOf(
  sql: Tx,
  kind: BlockSubject,
  id: number,
  effect: BlockEffect = 'service',
): Promise<readonly Block[]> {
  return await sql<Block[]>`
    select source, reason, since from block where subject_kind = ${kind} and subject_id = ${id} and effect = ${effect} order by source`;
}

export async function forgetBlocks(sql: Tx, kind: BlockSubject, ids: readonly number[]): Promise<void> {
  await sql`delete from block where subject_kind = ${kind} and subject_id = any(${[...ids]}::int[])`;
}

/** A source's block as it shall be; `reason` undefined: lifted. */
export interface BlockChange {
  readonly source: BlockSource;
  readonly reason: string | undefined;
}

/** Sets or lifts it and notes the change; within a write that holds the subject's lock. */
export async function applyBlock(
  tx: Write,
  objectKind: 'organization' | 'user' | 'camera' | 'lock',
  id: number,
  { source, reason }: BlockChange,
  effect: BlockEffect = 'service',
): Promise<void> {
  const kind = objectKind === 'camera' || objectKind === 'lock' ? 'device' : objectKind;
  const before = (await blocksOf(tx.sql, kind, id, effect)).find((block) => block.source === source);
  await setBlock(tx.sql, kind, id, source, reason !== undefined, reason, effect);
  const name = effect === 'service' ? `block.${source}` : `sign_in_lock.${source}`;
  const changes = { [name]: [before?.reason ?? null, reason ?? null] as const };
  tx.changed({ action: 'change', objectKind, objectId: id, changes });
  tx.touched(objectKind === 'lock' ? 'door' : objectKind, id);
}

/** Shuts an organization's users out or lets them in; each hand locks and lifts its own. */
export async function setSignInLock(tx: Write, id: number, locked: boolean, reason = ''): Promise<void> {
  const source = blockSourceOf(tx.actor);
  await applyBlock(tx, 'organization', id, { source, reason: locked ? reason : undefined }, 'sign_in');
}
