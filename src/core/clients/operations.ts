import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { checkText } from '../fields.ts';
import { keyHash, newSystemKey } from '../secrets/keys.ts';
import { write } from '../write.ts';

export interface SystemKey {
  readonly id: number;
  readonly name: string;
  readonly key: string;
  readonly lastUsedAt: Date | null;
}

/** The key that the billing uses; shown to administrators alone. */
export async function systemKey(core: Core, actor: Actor): Promise<SystemKey> {
  requireMay(actor, 'system-key.manage');
  const [row] = await reader(core)<{ id: number; name: string; keySealed: Uint8Array; lastUsedAt: Date | null }[]>`
    select id, name, key_sealed, last_used_at from api_client where domain_id = ${actor.domainId} order by id limit 1`;
  if (!row) throw new Error(`Domain ${actor.domainId} has no system key`);
  return {
    id: row.id,
    name: row.name,
    key: core.sealer.open(`api_client.key:${row.id}`, row.keySealed),
    lastUsedAt: row.lastUsedAt,
  };
}

/** The old key ends at once, and the playback tokens that were minted for it; the same key again ends nothing. */
export async function changeSystemKey(core: Core, actor: Actor, key = newSystemKey()): Promise<SystemKey> {
  requireMay(actor, 'system-key.manage');
  checkText('apiKey', key, 256, 16);
  const before = await systemKey(core, actor);
  if (before.key === key) return before;
  const { id } = before;
  await write(core, actor, { type: 'client.key', subject: `client ${id}` }, async (tx) => {
    await tx.sql`
      update api_client set key_hash = ${keyHash(key)}, key_sealed = ${core.sealer.seal(`api_client.key:${id}`, key)}, epoch = epoch + 1 where id = ${id}`;
    tx.changed({ action: 'change', objectKind: 'client', objectId: id, changes: { key: ['***', '*** (new)'] } });
    tx.touched('client', id);
  });
  return await systemKey(core, actor);
}
