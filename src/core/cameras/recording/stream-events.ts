import type { Tx } from '../../../db/sql.ts';
import { type Later, transaction } from '../../../db/transaction.ts';
import { systemActor } from '../../actor.ts';
import type { Core } from '../../core.ts';
import { type EventRow, eventRow, happening } from '../../events/event.ts';
import { recordEvents } from '../../events/record.ts';
import { type StreamReport, storeStreamStates } from './streams.ts';

/**
 * Stores what the local media node saw of its streams, and tells whoever wants to hear of it which cameras went away or
 * came back since it was told last:
 *
 *     told nothing --(no picture, and why is known)--> camera.offline --(a picture)--> camera.online
 *
 * A stream that starts is neither, so that a restart of the node tells nothing.
 */
export async function reportStreamStates(core: Core, reports: readonly StreamReport[]): Promise<void> {
  if (!core.wanted.anywhere(['camera.online', 'camera.offline'])) return await storeStreamStates(core.sql, reports);
  await transaction(core.sql, async (sql, later) => {
    await storeStreamStates(sql, reports);
    await tell(core, sql, later, reports);
  });
}

interface Turned {
  readonly id: number;
  readonly domainId: number;
  readonly name: string;
  readonly alive: boolean;
  readonly error: string | null;
}

/** Of on-demand cameras nothing is told: they are away most of the time. */
async function tell(core: Core, sql: Tx, later: Later, reports: readonly StreamReport[]): Promise<void> {
  const ids = reports.map(({ cameraId }) => cameraId);
  const turned = await sql<Turned[]>`
    update stream_state s set offline_told = not s.offline_told
    from camera c
    where s.camera_id = any(${ids}::int[]) and c.id = s.camera_id
      and (case when s.offline_told then s.alive else not s.alive and s.error is not null and not c.on_demand end)
    returning c.id, c.domain_id, c.name, s.alive, s.error`;
  const at = core.clock();
  const events = turned.map(({ id, domainId, name, alive, error }): EventRow => {
    const happened = alive
      ? happening('camera.online', id, { name })
      : happening('camera.offline', id, { name, error: error ?? '' });
    return eventRow(systemActor(domainId, 'media'), at, happened);
  });
  recordEvents(
    sql,
    later,
    events.filter(({ domainId, type }) => core.wanted.wants(domainId, type)),
  );
}
