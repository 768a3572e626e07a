import type { Tx } from '../../db/sql.ts';
import type { Block, BlockSource } from '../access/facts.ts';
import { type DomainError, invalid } from '../errors.ts';
import { settleUsage } from '../usage/settle.ts';
import type { Write } from '../write.ts';
import { BALANCE_REASON, blockSourceOf } from './source.ts';

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

/**
 * The dialects' `enabled`: each hand sets and lifts its own block alone. What is different now: `enabled`, that no block
 * stands, or the own block beside another's. That others' keep it off is said in the billing event.
 */
export async function setEnabled(tx: Write, kind: BlockSubject, id: number, enabled: boolean) {
  const source = blockSourceOf(tx.actor);
  const before = await blocksOf(tx.sql, kind, id);
  // One that stands keeps the reason that it was given; the ledger's becomes the billing's, which no payment lifts.
  const kept = before.some((block) => block.source === source && !isForBalance(block));
  if (enabled || !kept) await setBlock(tx.sql, kind, id, source, !enabled);
  const after = await blocksOf(tx.sql, kind, id);
  settleBlocked(tx, kind, id);
  if (enabled && after.length > 0) tx.remarked(`${kind} ${id} stays off: ${blocksText(after)}`);
  const own = (blocks: readonly Block[]) => blocks.find((block) => block.source === source)?.reason ?? null;
  const changes: Record<string, readonly [unknown, unknown]> = { enabled: [before.length === 0, after.length === 0] };
  if (before.length > 0 && after.length > 0) changes[`block.${source}`] = [own(before), own(after)];
  return changes;
}

/** Usage ends with a block, and begins when the last one is lifted. */
function settleBlocked(tx: Write, kind: BlockSubject, id: number): void {
  if (kind === 'device') settleUsage(tx, { cameraIds: [id] });
  if (kind === 'organization') settleUsage(tx, { organizationId: id });
}

const isForBalance = ({ source, reason }: WhyOff): boolean => source === 'billing' && reason === BALANCE_REASON;

/** Why something that is asked to be on is off all the same; undefined: it is on. */
export function stillOff(
  asked: { readonly enabled?: boolean | undefined },
  blocks: readonly WhyOff[],
): DomainError | undefined {
  if (asked.enabled !== true || blocks.length === 0) return undefined;
  return invalid('enabled', 'stays_off', { blocks: blocksText(blocks) });
}

type WhyOff = Pick<Block, 'source' | 'reason'>;

export const blocksText = (blocks: readonly WhyOff[]): string =>
  blocks.map(({ source, reason }) => `blocked by ${source}${reason === '' ? '' : `: ${reason}`}`).join(', ');

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
  if (effect === 'service') settleBlocked(tx, kind, id);
  const name = effect === 'service' ? `block.${source}` : `sign_in_lock.${source}`;
  const changes = { [name]: [before?.reason ?? null, reason ?? null] as const };
  tx.changed({ action: 'change', objectKind, objectId: id, changes });
  tx.touched(objectKind === 'lock' ? 'door' : objectKind, id);
}

/** Shuts an organization's users out or lets them in; each hand locks and lifts its own. */
export async function setSignInLock(tx: Write, id: number, locked: boolean, reason = ''): Promise<void> {
  const source = blockSourceOf(tx.actor);
  await applyBlock(tx, 'organization', id, { source, reason: locked ? reason : undefined }, 'sign_in');
  const left = locked ? [] : await blocksOf(tx.sql, 'organization', id, 'sign_in');
  if (left.length > 0) tx.remarked(`organization ${id} stays locked: ${blocksText(left)}`);
}
