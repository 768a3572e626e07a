import type { Db, Fragment } from '../../db/sql.ts';
import { requireMay } from '../access/may.ts';
import { ownOrganizations, scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader, reader } from '../core.ts';
import { DomainError, refuse } from '../errors.ts';
import { requireOrganization } from '../organizations/operations.ts';
import { afterEvent, likeText, type Page, type PageRequest, toPage } from '../page.ts';
import { lockDecision } from './access.ts';
import type { DoorEventKind } from './door.ts';
import type { DoorEvent, NewDoorEvent } from './event.ts';

/** Part of whatever it tells of, or by itself: what panels tell is no change of ours. */
export async function recordDoorEvent(sql: Db, event: NewDoorEvent): Promise<void> {
  await insertDoorEvent(sql, event);
}

/** The same, for a statement that is sent without waiting for it. */
export const insertDoorEvent = (sql: Db, { address, detail, ...event }: NewDoorEvent) =>
  sql`insert into door_event ${sql({ ...event, detail: detail.slice(0, 500), address: address ?? null })}`;

export interface DoorEventFilter extends Omit<PageRequest, 'search' | 'offset'> {
  readonly doorId?: number | undefined;
  /** Of the doors that this camera stood at. */
  readonly cameraId?: number | undefined;
  readonly organizationId?: number | undefined;
  /** In the name of one of these contracts. */
  readonly organizationIds?: readonly number[] | undefined;
  /** A part of a login, a telephone or a key's digits. */
  readonly who?: string | undefined;
  readonly kinds?: readonly DoorEventKind[] | undefined;
  /** From this instant on, and before that one. */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/**
 * What happened at doors, newest first. People see what was done in the name of their own contracts, and what they did
 * themselves: neighbours at a common door are no business of theirs. Staff see all. Not found: a door that the actor
 * was never given, a contract that it does not belong to.
 */
export async function doorEvents(core: Core, actor: Actor, filter: DoorEventFilter): Promise<Page<DoorEvent>> {
  requireMay(actor, 'door-events.read');
  const { doorId, organizationId, limit } = filter;
  if (doorId !== undefined) await requireKnownDoor(core, actor, doorId);
  if (organizationId !== undefined) await requireOrganization(core, actor, organizationId);
  const user = await scopeOf(core, actor);
  const sql = listReader(core);
  const after = afterEvent(filter.after);
  const rows = await sql<DoorEvent[]>`
    select e.id, e.at, e.kind, e.result, e.door_id, e.door_name, e.lock_id, e.camera_id, c.name as camera_name,
      e.organization_id, e.who, e.detail, e.panel_ms
    from door_event e left join camera c on c.id = e.camera_id
    where e.domain_id = ${actor.domainId}
      ${user ? sql`and (e.organization_id = any(${ownOrganizations(user)}::int[]) or e.user_id = ${user.id})` : sql``}
      ${matching(sql, filter)}
      ${after === undefined ? sql`` : sql`and e.id < ${after}`}
    order by e.id desc limit ${limit + 1}`;
  return toPage(rows, limit, (event) => event.id);
}

function matching(sql: Db, filter: DoorEventFilter): Fragment {
  const { doorId, cameraId, organizationId, organizationIds, kinds, from, to, who = '' } = filter;
  const text = likeText(who.trim());
  return sql`
    ${doorId === undefined ? sql`` : sql`and e.door_id = ${doorId}`}
    ${cameraId === undefined ? sql`` : sql`and e.camera_id = ${cameraId}`}
    ${organizationId === undefined ? sql`` : sql`and e.organization_id = ${organizationId}`}
    ${organizationIds === undefined ? sql`` : sql`and e.organization_id = any(${[...organizationIds]}::int[])`}
    ${kinds === undefined ? sql`` : sql`and e.kind = any(${[...kinds]}::text[])`}
    ${text === '' ? sql`` : sql`and lower(e.who) like ${`%${text}%`}`}
    ${from === undefined ? sql`` : sql`and e.at >= ${from}`} ${to === undefined ? sql`` : sql`and e.at < ${to}`}`;
}

async function requireKnownDoor(core: Core, actor: Actor, id: number): Promise<void> {
  const [door] = await reader(core)<{ lockId: number }[]>`
    select lock_id from door where id = ${id} and domain_id = ${actor.domainId}`;
  if (!door) throw refuse('door_not_found', { id });
  await lockDecision(core, actor, door.lockId).catch((error: unknown) => {
    throw error instanceof DomainError && error.kind === 'not_found' ? refuse('door_not_found', { id }) : error;
  });
}

const BATCH = 10_000;

/** Events are kept for a year. */
export async function tidyDoorEvents(sql: Db): Promise<number> {
  const { count } = await sql`
    delete from door_event where id in (select id from door_event order by id limit ${BATCH})
      and at < now() - interval '1 year'`;
  return count;
}
