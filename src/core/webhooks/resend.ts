import { type Actor, actorName } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import { TEST_EVENT } from '../events/event-types.ts';
import { write } from '../write.ts';
import { requireOn } from './log.ts';

/** Sends one delivery again, whatever became of it, with the same message id and a new schedule. */
export async function resend(core: Core, actor: Actor, endpointId: number, id: number): Promise<void> {
  await requireOn(core, actor, endpointId);
  const intent = { type: 'webhook.resend' as const, subject: `webhook ${endpointId}`, request: { delivery: id } };
  await write(core, actor, intent, async (tx) => {
    const found = await tx.sql`
      update webhook_delivery set state = 'waiting', attempts = 0, next_attempt_at = ${core.clock()}, finished_at = null
      where id = ${id} and endpoint_id = ${endpointId} returning 1`;
    if (found.length === 0) throw refuse('webhook_delivery_not_found', { id });
    tx.changed({ action: 'change', objectKind: 'webhook', objectId: endpointId, changes: { resent: [null, id] } });
  });
}

/** Sends all that were given up again whose events happened since then; gives back how many. */
export async function resendGivenUp(core: Core, actor: Actor, endpointId: number, since: Date): Promise<number> {
  await requireOn(core, actor, endpointId);
  const intent = { type: 'webhook.resend' as const, subject: `webhook ${endpointId}`, request: { since } };
  return await write(core, actor, intent, async (tx) => {
    const { count } = await tx.sql`
      update webhook_delivery d set state = 'waiting', attempts = 0, next_attempt_at = ${core.clock()}, finished_at = null
      from domain_event e
      where e.id = d.event_id and d.endpoint_id = ${endpointId} and d.state = 'given_up' and e.at >= ${since}`;
    const resent = [null, `${count} since ${since.toISOString()}`] as const;
    if (count > 0) tx.changed({ action: 'change', objectKind: 'webhook', objectId: endpointId, changes: { resent } });
    return count;
  });
}

/** Sends an event of type `webhook.test` to this endpoint alone, and gives back the id of its delivery. */
export async function sendTest(core: Core, actor: Actor, endpointId: number): Promise<number> {
  await requireOn(core, actor, endpointId);
  const object = { kind: 'webhook', id: endpointId };
  const data = { object, actor: { kind: actor.kind, name: actorName(actor) } };
  return await write(core, actor, { type: 'webhook.test', subject: `webhook ${endpointId}` }, async (tx) => {
    const at = core.clock();
    const [row] = await tx.sql<{ id: number }[]>`
      with event as (
        insert into domain_event (domain_id, type, object_kind, object_id, at, data)
        values (${actor.domainId}, ${TEST_EVENT}, 'webhook', ${endpointId}, ${at}, ${tx.sql.json(data)}) returning id)
      insert into webhook_delivery (endpoint_id, event_id, object_kind, object_id, next_attempt_at)
      select ${endpointId}, id, 'webhook', ${endpointId}, ${at} from event returning id`;
    tx.changed({ action: 'change', objectKind: 'webhook', objectId: endpointId, changes: { test: [null, 'sent'] } });
    return row?.id ?? 0;
  });
}
