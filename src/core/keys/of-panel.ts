import type { Db, Fragment } from '../../db/sql.ts';
import { SHARE } from '../access/grants.ts';
import { requireMay } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import { likeText, type Page, type PageRequest } from '../page.ts';
import { write } from '../write.ts';
import type { PanelKey, PanelKeyState } from './key.ts';

export interface PanelKeyFilter extends Pick<PageRequest, 'after' | 'limit' | 'search'> {
  readonly state?: PanelKeyState | undefined;
}

/** What is on a panel, is to go there or off it, by digits. Not found: the camera is no panel. */
export async function panelKeys(
  core: Core,
  actor: Actor,
  cameraId: number,
  { after = '', limit, search = '', state }: PanelKeyFilter,
): Promise<Page<PanelKey>> {
  requireMay(actor, 'keys.read');
  await requirePanel(core, actor, cameraId);
  const sql = listReader(core);
  const rows = await sql<PanelKey[]>`
    select h.digits, h.apartment, ${stateOf(sql)} as state, h.error, h.attempts, h.next_attempt_at
    from panel_key h
    where h.camera_id = ${cameraId} and h.digits > ${after} and h.digits like ${`%${likeText(search.trim())}%`}
      ${state === undefined ? sql`` : sql`and ${stateOf(sql)} = ${state}`}
    order by h.digits limit ${limit + 1}`;
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.digits ?? null) : null };
}

/** Whatever waits for its next attempt is tried now. Gives back how many keys that are. */
export async function retryPanelKeys(core: Core, actor: Actor, cameraId: number): Promise<number> {
  requireMay(actor, 'keys.manage');
  await requirePanel(core, actor, cameraId);
  return await write(core, actor, { type: 'panel.retry_keys', subject: `camera ${cameraId}` }, async (tx) => {
    const { count } = await tx.sql`
      update panel_key set next_attempt_at = now() where camera_id = ${cameraId} and next_attempt_at is not null`;
    return count;
  });
}

export async function requirePanel(core: Core, actor: Actor, cameraId: number): Promise<void> {
  const rows = await reader(core)`select from panel where camera_id = ${cameraId} and domain_id = ${actor.domainId}`;
  if (rows.length === 0) throw refuse('panel_not_found', { id: cameraId });
}

/** The contracts that open a door of the intercom, or own its lock: each once, with a flat that it has there. */
export const contractsBehind = (sql: Db, cameraId: number): Fragment => sql`
  select o.id as organization_id, coalesce(max(r.flat), max(o.flat)) as flat from organization o join (
    select g.subject_id, g.flat from door d
    join access_grant g on g.object_kind = 'device' and g.object_id = d.lock_id and g.subject_kind = 'organization'
    where d.camera_id = ${cameraId} and g.actions and g.source <> ${SHARE}
    union all
    select l.organization_id, null from door d join lock l on l.id = d.lock_id where d.camera_id = ${cameraId}
  ) r on r.subject_id = o.id group by o.id`;

/** Of `panel_key h`. */
export const stateOf = (sql: Db) => sql`
  case when not h.wanted then 'removing' when h.error is not null then 'failed'
    when h.written_at is not null and h.next_attempt_at is null then 'written' else 'waiting' end`;
