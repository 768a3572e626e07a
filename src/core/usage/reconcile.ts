import { systemActor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { write } from '../write.ts';
import { settleUsage, unsettledCameras } from './settle.ts';

const BATCH = 1000;

/**
 * Brings the usage of a domain in line with what holds now, where it is not: while an older server was running beside this
 * one it wrote down none. What passed unnoticed stays as it is. Gives back how many cameras it was.
 */
export async function reconcileUsage(core: Core, domainId: number, signal?: AbortSignal): Promise<number> {
  let count = 0;
  let before = 0;
  while (!signal?.aborted) {
    const found = await unsettledCameras(listReader(core), domainId, BATCH);
    const last = found.at(-1);
    // The same ones again would be a fault of ours, and go on for ever.
    if (last === undefined || last <= before) break;
    before = last;
    await write(core, systemActor(domainId, 'reconciliation', 'usage'), { type: 'usage.reconcile' }, async (tx) => {
      await tx.sql`select from camera where id = any(${[...found]}::int[]) order by id for no key update`;
      settleUsage(tx, { cameraIds: found });
    });
    count += found.length;
  }
  if (count > 0)
    core.log.warn({ domain: domainId, cameras: count }, 'usage of cameras was not written down: counted from now');
  return count;
}
