import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { requireIntercom } from '../intercoms/hold.ts';
import { PanelFailure } from '../panels/control.ts';
import { KEY_MODELS, type PanelSecrets } from '../panels/panel.ts';
import { findPanelSecrets } from '../panels/queries.ts';
import { networksOfCamera } from '../panels/reach.ts';
import { notePanelAnswer } from '../panels/state.ts';
import { write } from '../write.ts';
import { requireNotCollecting } from './collection.ts';
import type { KeyComparison } from './key.ts';

/** A key as both sides may write it: panels add zeros in front, or leave them out. */
const bare = (digits: string): string => digits.replace(/^0+(?=.)/, '');

/**
 * Asks the panel which keys it has, and compares them with what it shall have; nothing is changed. In no transaction: a
 * panel takes up to twenty seconds. Refused where the panel keeps no keys, or does not answer.
 */
export async function comparePanelKeys(core: Core, actor: Actor, id: number): Promise<KeyComparison> {
  requireMay(actor, 'keys.read');
  await requireIntercom(core, actor, id);
  const listed = await askKeys(core, actor, id);
  const wanted = await reader(core)<{ digits: string }[]>`
    select digits from panel_key where camera_id = ${id} and wanted order by digits`;
  const there = new Map(listed.map((digits) => [bare(digits), digits]));
  const known = new Set(wanted.map(({ digits }) => bare(digits)));
  const missing = wanted.flatMap(({ digits }) => (there.has(bare(digits)) ? [] : [digits]));
  const unknown = [...there].flatMap(([key, digits]) => (known.has(key) ? [] : [digits])).sort();
  return { comparedAt: core.clock(), same: wanted.length - missing.length, missing, unknown };
}

async function askKeys(core: Core, actor: Actor, id: number): Promise<readonly string[]> {
  if (!core.panels) throw refuse('panels_not_asked');
  const panel = await panelWithKeys(core, actor, id);
  try {
    const listed = await core.panels.listKeys(panel, { within: await networksOfCamera(reader(core), id) });
    await notePanelAnswer(core.sql, id, 'answered');
    return listed;
  } catch (error) {
    if (!(error instanceof PanelFailure)) throw error;
    await notePanelAnswer(core.sql, id, { reason: error.reason, detail: error.message });
    throw refuse('panel_silent', { why: error.message });
  }
}

async function panelWithKeys(core: Core, actor: Actor, id: number): Promise<PanelSecrets> {
  const panel = (await findPanelSecrets(reader(core), core.sealer, actor.domainId, [id])).get(id);
  if (!panel || panel.model === null || !KEY_MODELS.includes(panel.model) || panel.address === '')
    throw refuse('panel_keeps_no_keys');
  return panel;
}

export interface Synchronization {
  /** Digits of a comparison that are to be written anew. */
  readonly missing: readonly string[];
  /** Digits of a comparison that are to be taken off the panel; what a contract has by now stays. */
  readonly unknown: readonly string[];
}

/**
 * Hands what a comparison found to the worker, which writes and takes off one key after the other. Gives back how many
 * keys of either are on their way now; `panelKeys` tells how far they are.
 */
export async function synchronizePanelKeys(
  core: Core,
  actor: Actor,
  id: number,
  { missing, unknown }: Synchronization,
): Promise<{ readonly written: number; readonly removed: number }> {
  requireMay(actor, 'keys.manage');
  await requireIntercom(core, actor, id);
  await panelWithKeys(core, actor, id);
  const intent = { type: 'panel.synchronize_keys' as const, subject: `camera ${id}`, request: { missing, unknown } };
  return await write(core, actor, intent, async (tx) => {
    if (unknown.length > 0) await requireNotCollecting(tx, id);
    const written = await tx.sql`
      update panel_key set written_at = null, attempts = 0, error = null, next_attempt_at = now(), updated_at = clock_timestamp()
      where camera_id = ${id} and wanted and digits = any(${[...missing]}::text[])`;
    const removed = await tx.sql`
      insert into panel_key (camera_id, digits, wanted) select ${id}, d, false from unnest(${[...new Set(unknown)]}::text[]) d
      where not exists (select from panel_key h where h.camera_id = ${id} and h.wanted and ltrim(h.digits, '0') = ltrim(d, '0'))
      order by d on conflict (camera_id, digits) do nothing`;
    const counts = { written: written.count, removed: removed.count };
    const changes = { keysWritten: [0, counts.written], keysTakenOff: [0, counts.removed] } as const;
    tx.changed({ action: 'change', objectKind: 'camera', objectId: id, changes });
    return counts;
  });
}
