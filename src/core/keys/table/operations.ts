import { createHash } from 'node:crypto';
import { requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, reader } from '../../core.ts';
import { refuse } from '../../errors.ts';
import { holdIntercom, requireIntercom } from '../../intercoms/hold.ts';
import type { FlatRange } from '../../intercoms/range.ts';
import { type Write, write } from '../../write.ts';
import { settlePanelKeys } from '../desired-keys.ts';
import { holdKeys } from '../hold.ts';
import { requirePanel } from '../of-panel.ts';
import { compareKeys, type KeptKey } from './differences.ts';
import type { KeyDifference, KeyRow, KeyTablePreview, TableRow } from './key-table.ts';
import {
  contractsAtPanel,
  deleteKeys,
  insertKeys,
  keptKeys,
  storeTable,
  takeTable,
  updateComments,
} from './queries.ts';
import { keyRows } from './rows.ts';

/** Panels keep fewer keys; a house of this many flats has several. */
export const MOST_KEY_ROWS = 20_000;
const SHOWN = 200;
const KEPT_MINUTES = 30;

/**
 * What a table of keys would change at a panel; nothing is changed yet. `replace`: keys of the panel's contracts that it
 * does not have are taken away. `pad`: see `keyRows`. Not found: the camera is no panel.
 */
export async function lookAtKeyTable(
  core: Core,
  actor: Actor,
  cameraId: number,
  { table, replace, pad }: { readonly table: readonly TableRow[]; readonly replace: boolean; readonly pad: number },
): Promise<KeyTablePreview> {
  requireMay(actor, 'keys.manage');
  await requirePanel(core, actor, cameraId);
  const range = await requireIntercom(core, actor, cameraId);
  const sql = reader(core);
  if (table.length > MOST_KEY_ROWS) throw refuse('table_too_long', { limit: MOST_KEY_ROWS });
  const read = keyRows(table, pad);
  const contracts = await contractsAtPanel(sql, actor.domainId, cameraId);
  const compared = compareKeys(read.rows, contracts, await keptKeys(sql, contracts), replace, range);
  const faults = [...read.faults, ...compared.faults].sort((one, other) => one.line - other.line);
  const hash = hashOf(cameraId, replace, faults.length, compared.differences);
  const expiresAt = new Date(core.clock().getTime() + KEPT_MINUTES * 60_000);
  const stored = { rows: read.rows, replace, faulty: faults.length, hash, expiresAt };
  await storeTable(core.sql, actor.domainId, cameraId, stored);
  const count = (action: KeyDifference['action']) => compared.differences.filter((one) => one.action === action).length;
  return {
    hash,
    expiresAt,
    replace,
    counts: {
      add: count('add'),
      comment: count('comment'),
      remove: count('remove'),
      same: compared.same,
      faulty: faults.length,
    },
    differences: compared.differences.slice(0, SHOWN),
    faults: faults.slice(0, SHOWN),
  };
}

/**
 * Does what `lookAtKeyTable` showed, whole or not at all; rows with faults are left out. Refuses a table that was looked at
 * too long ago or committed already, one whose differences are others by now, and one with faults that would replace.
 */
export async function commitKeyTable(
  core: Core,
  actor: Actor,
  cameraId: number,
  hash: string,
): Promise<{ readonly add: number; readonly comment: number; readonly remove: number }> {
  requireMay(actor, 'keys.manage');
  await requirePanel(core, actor, cameraId);
  return await write(
    core,
    actor,
    { type: 'key.table', subject: `camera ${cameraId}`, request: { hash } },
    async (tx) => {
      const stored = await takeTable(tx.sql, actor.domainId, cameraId, hash, core.clock());
      if (!stored) throw refuse('key_table_gone');
      if (stored.replace && stored.faulty > 0) throw refuse('key_table_faulty');
      const range = await holdIntercom(tx, cameraId);
      const differences = await differencesNow(tx, cameraId, stored, range);
      if (hashOf(cameraId, stored.replace, stored.faulty, differences) !== hash) throw refuse('key_table_changed');
      const only = (action: KeyDifference['action']) => differences.filter((one) => one.action === action);
      await apply(tx, only('add'), only('comment'), only('remove'));
      await settlePanelKeys(tx.sql, { digits: [...new Set(differences.map(({ digits }) => digits))] });
      return { add: only('add').length, comment: only('comment').length, remove: only('remove').length };
    },
  );
}

/** Compared once more, with all that they touch held. */
async function differencesNow(
  tx: Write,
  cameraId: number,
  { rows, replace }: { readonly rows: readonly KeyRow[]; readonly replace: boolean },
  range: FlatRange,
): Promise<readonly KeyDifference[]> {
  const { sql, actor } = tx;
  const contracts = await contractsAtPanel(sql, actor.domainId, cameraId);
  const kept: readonly KeptKey[] = await keptKeys(sql, contracts);
  const digits = [...rows.map((row) => row.digits), ...(replace ? kept.map((key) => key.digits) : [])];
  await holdKeys(tx, digits);
  const ids = contracts.map(({ id }) => id);
  await sql`select from organization where id = any(${ids}::int[]) order by id for key share`;
  const contractsNow = await contractsAtPanel(sql, actor.domainId, cameraId);
  return compareKeys(rows, contractsNow, await keptKeys(sql, contractsNow), replace, range).differences;
}

async function apply(
  tx: Write,
  added: readonly KeyDifference[],
  commented: readonly KeyDifference[],
  removed: readonly KeyDifference[],
): Promise<void> {
  const note = (action: 'create' | 'delete') => (key: { id: number; digits: string; organizationId: number }) => {
    const put = <T>(value: T) => (action === 'create' ? ([null, value] as const) : ([value, null] as const));
    const changes = { digits: put(key.digits), organizationId: put(key.organizationId) };
    tx.changed({ action, objectKind: 'access_key', objectId: key.id, changes });
  };
  if (removed.length > 0) (await deleteKeys(tx.sql, removed)).forEach(note('delete'));
  if (added.length > 0) (await insertKeys(tx.sql, tx.actor.domainId, added)).forEach(note('create'));
  for (const key of commented.length > 0 ? await updateComments(tx.sql, commented) : []) {
    const changes = { comment: [key.before, key.comment] as const };
    tx.changed({ action: 'change', objectKind: 'access_key', objectId: key.id, changes });
  }
}

function hashOf(cameraId: number, replace: boolean, faulty: number, differences: readonly KeyDifference[]): string {
  const what = differences.map(({ action, organizationId, digits, comment }) => [
    action,
    organizationId,
    digits,
    comment,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([cameraId, replace, faulty, what]))
    .digest('hex');
}
