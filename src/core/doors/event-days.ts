import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { requireOrganization } from '../organizations/operations.ts';
import type { DoorEventKind } from './door.ts';

export interface EventDay {
  /** YYYY-MM-DD in the zone that was asked for. */
  readonly day: string;
  readonly events: number;
}

/** On which days something happened in the name of a contract, the newest first. Another's contract is not found. */
export async function doorEventDays(
  core: Core,
  actor: Actor,
  {
    organizationId,
    kinds,
    timeZone,
  }: {
    readonly organizationId: number;
    readonly kinds?: readonly DoorEventKind[] | undefined;
    readonly timeZone: string;
  },
): Promise<readonly EventDay[]> {
  requireMay(actor, 'door-events.read');
  await requireOrganization(core, actor, organizationId);
  const sql = listReader(core);
  return await sql<EventDay[]>`
    select to_char(e.at at time zone ${timeZone}, 'YYYY-MM-DD') as day, count(*)::int as events from door_event e
    where e.domain_id = ${actor.domainId} and e.organization_id = ${organizationId}
      ${kinds === undefined ? sql`` : sql`and e.kind = any(${[...kinds]}::text[])`}
    group by 1 order by 1 desc`;
}
