import { requireMay } from '../../access/may.ts';
import type { Actor } from '../../actor.ts';
import { type Core, listReader } from '../../core.ts';
import { requirePanel } from '../of-panel.ts';
import { contractsAtPanel, keptKeys } from './queries.ts';
import { COLUMN_TITLES } from './rows.ts';

/** The keys of the panel's contracts as a table that `lookAtKeyTable` reads again: a heading, then a row a key, by flat. */
export async function keyTableOf(core: Core, actor: Actor, cameraId: number): Promise<readonly (readonly string[])[]> {
  requireMay(actor, 'keys.read');
  await requirePanel(core, actor, cameraId);
  const sql = listReader(core);
  const contracts = await contractsAtPanel(sql, actor.domainId, cameraId);
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  const rows = (await keptKeys(sql, contracts)).map(({ organizationId, digits, comment }) => {
    const contract = byId.get(organizationId);
    const flat = contract?.flat ?? String(contract?.apartment ?? '');
    return [flat, digits, comment, contract?.contractNumber ?? ''];
  });
  rows.sort(([one = ''], [other = '']) => one.localeCompare(other, 'ru', { numeric: true }));
  return [[COLUMN_TITLES.flat, COLUMN_TITLES.key, COLUMN_TITLES.comment, COLUMN_TITLES.contract], ...rows];
}
