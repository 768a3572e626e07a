import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import type { DoorEvent } from '../doors/event.ts';
import { type DoorEventFilter, doorEvents } from '../doors/events.ts';
import type { Page } from '../page.ts';
import { requireIntercom } from './hold.ts';
import { linksAt } from './queries.ts';

export interface AccessLogFilter extends Pick<DoorEventFilter, 'after' | 'limit' | 'kinds' | 'from' | 'to' | 'who'> {
  /** As its door says it: what was done in the name of its contracts of today. */
  readonly flat?: string | undefined;
}

/** What happened at the doors of an intercom, newest first. Not found: it is no intercom. */
export async function accessLog(
  core: Core,
  actor: Actor,
  id: number,
  { flat = '', ...filter }: AccessLogFilter,
): Promise<Page<DoorEvent>> {
  requireMay(actor, 'intercoms.read');
  await requireIntercom(core, actor, id);
  const organizationIds = flat.trim() === '' ? undefined : await contractsOfFlat(core, id, flat);
  return await doorEvents(core, actor, { ...filter, cameraId: id, organizationIds });
}

async function contractsOfFlat(core: Core, id: number, flat: string): Promise<readonly number[]> {
  const sql = listReader(core);
  const rows = await sql<{ organizationId: number }[]>`
    select distinct w.organization_id from (${linksAt(sql, sql`${id}::int`)}) w where lower(w.flat) = ${flat.trim().toLowerCase()}`;
  return rows.map(({ organizationId }) => organizationId);
}
