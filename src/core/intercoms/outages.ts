import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import { afterEvent, type Page, type PageRequest, toPage } from '../page.ts';
import { requireIntercom } from './hold.ts';

/** A time in which the panel did not answer those who asked it. */
export interface PanelOutage {
  readonly id: number;
  readonly since: Date;
  /** Null: it has not answered since. */
  readonly until: Date | null;
  readonly reason: string;
}

/** Newest first. Not found: it is no intercom. */
export async function outagesOf(
  core: Core,
  actor: Actor,
  id: number,
  { after, limit }: Pick<PageRequest, 'after' | 'limit'>,
): Promise<Page<PanelOutage>> {
  requireMay(actor, 'intercoms.read');
  await requireIntercom(core, actor, id);
  const sql = listReader(core);
  const before = afterEvent(after);
  const rows = await sql<PanelOutage[]>`
    select id, since, until, reason from panel_outage
    where camera_id = ${id} ${before === undefined ? sql`` : sql`and id < ${before}`} order by id desc limit ${limit + 1}`;
  return toPage(rows, limit, (outage) => outage.id);
}
