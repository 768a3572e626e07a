import type { UserFacts } from '../access/facts.ts';
import { isSupport, may, requireMay } from '../access/may.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor, Trace, UserActor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import type { LockAccess } from '../doors/access.ts';
import type { DoorView } from '../doors/door.ts';
import { doorsOf } from '../doors/mine.ts';
import { accessNow, refusalOf } from '../doors/permission.ts';
import { findDoor } from '../doors/queries.ts';
import { DomainError, refuse } from '../errors.ts';
import { actorActedFor } from '../sessions/sessions.ts';

/** In whose right something opens: one user's in the name of a contract, or anybody's of that contract. */
export interface Holder {
  readonly domainId: number;
  readonly organizationId: number;
  readonly userId: number | null;
}

/** One of the holder's people, read when it is asked for the first time. Throws why that user does nothing at present. */
export type Person = () => Promise<UserActor>;

/** People of a contract who are asked one after the other. */
const MOST = 20;

/**
 * Throws why the door stays shut to the holder at this moment: what holds for opening it by the app holds here, word for
 * word. A contract without people opens nothing.
 */
export async function requireOpens(core: Core, holder: Holder, door: DoorView, trace: Trace): Promise<LockAccess> {
  return await requireAnyOpens(core, holder, await peopleOf(core, holder, trace), door);
}

/** As `requireOpens`, of people of the holder who were read before. */
export async function requireAnyOpens(
  core: Core,
  holder: Holder,
  people: readonly Person[],
  door: DoorView,
): Promise<LockAccess> {
  let why: DomainError = refuse('door_not_found', { id: door.id });
  for (const person of people) {
    try {
      return await accessOf(core, await person(), door, holder.organizationId);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (why.kind === 'not_found') why = error;
    }
  }
  throw why;
}

/** Throws why this user opens it not in the name of that contract. */
export async function accessOf(
  core: Core,
  actor: UserActor,
  door: DoorView,
  organizationId: number,
): Promise<LockAccess> {
  const access = await accessNow(core, actor, door, organizationId);
  if (access.barred) throw refusalOf(door.id, access.barred);
  requireMay(actor, 'doors.open');
  return access;
}

/** The people in whose right it opens, in the order in which they are asked. */
export async function peopleOf(core: Core, holder: Holder, trace: Trace): Promise<readonly Person[]> {
  const ids = await idsOf(core, holder);
  return ids.map((id) => {
    let actor: Promise<UserActor> | undefined;
    return () => (actor ??= actorActedFor(core, id, trace));
  });
}

async function idsOf(core: Core, { domainId, organizationId, userId }: Holder): Promise<readonly number[]> {
  if (userId !== null) return [userId];
  const rows = await reader(core)<{ id: number }[]>`
    select u.id from app_user u where u.domain_id = ${domainId} and u.kind <> 'administrator' and u.id in (
      select o.owner_id from organization o where o.id = ${organizationId}
      union select m.user_id from membership m where m.organization_id = ${organizationId})
    order by u.parent_id is not null, u.id limit ${MOST}`;
  return rows.map(({ id }) => id);
}

/** Whether digits and addresses of pages are for the caller to read: they open doors. Never for staff and support. */
export const readsCodes = (actor: Actor, user: UserFacts | undefined): boolean =>
  user !== undefined && !isSupport(actor) && may(actor, 'door-codes.manage');

/** Throws unless the caller opens a door in the contract's name: nobody else switches on what opens its doors. Not for staff. */
export async function requireOpensSomething(core: Core, actor: Actor, organizationId: number): Promise<void> {
  requireMay(actor, 'door-codes.manage');
  if (actor.kind !== 'user' || !(await scopeOf(core, actor))) return;
  let why: DomainError = refuse('door_code_no_door');
  for (const { id, contracts } of await doorsOf(core, actor)) {
    if (!contracts.some((one) => one.organizationId === organizationId)) continue;
    const door = await findDoor(reader(core), actor.domainId, id);
    try {
      if (door) return void (await accessOf(core, actor, door, organizationId));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.kind !== 'not_found') why = error;
    }
  }
  throw why;
}
