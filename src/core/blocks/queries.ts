import type { Db, Fragment } from '../../db/sql.ts';
import type { Block } from '../access/facts.ts';
import type { BlockEffect, BlockSubject } from './blocks.ts';
import { BALANCE_REASON } from './source.ts';

/** A block as JSON has it. */
export type StoredBlock = Omit<Block, 'since'> & { readonly since: string };

/** The blocks of one effect on one subject as a JSON array, by source; `id` is the column that names it, e.g. `c.id`. */
export const blocksAsJson = (sql: Db, kind: BlockSubject, id: string, effect: BlockEffect = 'service'): Fragment => sql`
  coalesce((select jsonb_agg(jsonb_build_object('source', b.source, 'reason', b.reason, 'since', b.since) order by b.source)
            from block b where b.subject_kind = ${kind} and b.subject_id = ${sql.unsafe(id)} and b.effect = ${effect}), '[]')`;

export const fromStored = (blocks: readonly StoredBlock[]): Block[] =>
  blocks.map((block) => ({ ...block, since: new Date(block.since) }));

/**
 * Of an organization's block `b` of effect `service`: whether it keeps its own people from signing in; `u` is whoever
 * signs in. One that admits keeps out those below a subscriber alone, where the domain lets blocked people in.
 */
export const shutsOut = (sql: Db): Fragment => sql`
  (b.source not in ('owner', 'connector') and not (b.source = 'billing' and b.reason = ${BALANCE_REASON})
   and not (b.admits and u.parent_id is null
            and (select d.blocked_may_sign_in from domain d where d.id = u.domain_id)))`;

/** The block to show for each subject: the connector's before those that were set by hand. */
export async function firstBlocks(
  sql: Db,
  kind: BlockSubject,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Block>> {
  const rows = await sql<(Block & { id: number })[]>`
    select distinct on (subject_id) subject_id as id, source, reason, since from block
    where subject_kind = ${kind} and subject_id = any(${[...ids]}::int[]) and effect = 'service'
    order by subject_id, source <> 'connector', source`;
  return new Map(rows.map(({ id, ...block }) => [id, block]));
}
