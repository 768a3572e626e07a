import type { Write } from '../write.ts';
import { setEnabled } from './blocks.ts';
import { blockSourceOf } from './source.ts';

/**
 * Pauses a contract, or goes on with it: the block of whoever asks, as `setEnabled` has it, one that lets the contract's
 * people in as the domain's policy says. `reason` is shown to them; absent: the one that stands is kept.
 */
export async function setPaused(tx: Write, organizationId: number, paused: boolean, reason?: string) {
  const changes: Record<string, readonly [unknown, unknown]> = await setEnabled(
    tx,
    'organization',
    organizationId,
    !paused,
  );
  if (paused) Object.assign(changes, await admit(tx, organizationId, reason));
  return changes;
}

async function admit(tx: Write, organizationId: number, reason: string | undefined) {
  const source = blockSourceOf(tx.actor);
  const [before] = await tx.sql<{ admits: boolean; reason: string }[]>`
    select admits, reason from block where subject_kind = 'organization' and subject_id = ${organizationId}
      and source = ${source} and effect = 'service' for update`;
  if (!before) return {};
  const after = { admits: true, reason: reason ?? before.reason };
  if (before.admits && before.reason === after.reason) return {};
  await tx.sql`
    update block set ${tx.sql(after)} where subject_kind = 'organization' and subject_id = ${organizationId}
      and source = ${source} and effect = 'service'`;
  return before.reason === after.reason ? {} : { [`block.${source}`]: [before.reason, after.reason] as const };
}
