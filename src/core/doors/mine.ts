import { decide } from '../access/decide.ts';
import type { UserFacts } from '../access/facts.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { type Core, listReader } from '../core.ts';
import type { LockView } from '../locks/lock.ts';
import { listLocks, locksWithin } from '../locks/queries.ts';
import { titlesOf } from '../organizations/queries.ts';
import { accessOfAll, accessTo, type Barred, barsOf, type LockAccess } from './access.ts';
import type { DoorIcon, DoorView } from './door.ts';
import { doorsOfLocks } from './queries.ts';

/** A door as whoever opens it sees it. */
export interface MyDoor {
  readonly id: number;
  readonly name: string;
  readonly icon: DoorIcon;
  readonly entrance: number | null;
  readonly address: string;
  readonly lockId: number;
  readonly lockTitle: string;
  /** Who stands before it; null: there is none, or it is not the actor's to see. */
  readonly camera: { readonly id: number; readonly name: string; readonly title: string } | null;
  /** Through which contracts it is given; none: by hand, or to whoever sees all. */
  readonly contracts: readonly { readonly organizationId: number; readonly title: string }[];
  /** False: barred. */
  readonly open: boolean;
  readonly barred: Barred | null;
}

/** Whoever sees all looks for the rest in the list of doors. */
const MAX_OF_ALL = 1000;

/** The doors that the actor was given, by house and entrance, those too that something bars at present. */
export async function doorsOf(core: Core, actor: Actor): Promise<readonly MyDoor[]> {
  const user = await scopeOf(core, actor);
  const access = user ? await accessOfUser(core, user) : await accessToAll(core, actor.domainId);
  if (access.size === 0) return [];
  const sql = listReader(core);
  const doors = await doorsOfLocks(sql, actor.domainId, [...access.keys()]);
  const titles = await titlesOf(
    sql,
    [...access.values()].flatMap((one) => one.organizationIds),
  );
  return await Promise.all(doors.map(async (door) => await toMine(core, user, door, access.get(door.lockId), titles)));
}

async function accessOfUser(core: Core, user: UserFacts): Promise<ReadonlyMap<number, LockAccess>> {
  const bars = await barsOf(core, user);
  const now = core.clock();
  const locks = await locksWithin(listReader(core), user.domainId, reachOf(user));
  const all = locks.map((lock: LockView) => [lock.id, accessTo(lock, user, bars, now)] as const);
  return new Map(all.filter(([, access]) => access.open || access.barred));
}

/** Candidates only: `accessTo` makes the decision. */
function reachOf(user: UserFacts) {
  const ids = (kind: string) => user.grants.filter((g) => g.objectKind === kind && g.actions).map((g) => g.objectId);
  return { ids: ids('device'), organizationIds: [...user.ownedOrganizations, ...ids('organization')] };
}

async function accessToAll(core: Core, domainId: number): Promise<ReadonlyMap<number, LockAccess>> {
  const page = { search: '', after: 0, offset: 0, limit: MAX_OF_ALL };
  const locks = await listLocks(listReader(core), domainId, page);
  return new Map(locks.map((lock) => [lock.id, accessOfAll(lock)]));
}

async function toMine(
  core: Core,
  user: UserFacts | undefined,
  door: DoorView,
  access: LockAccess | undefined,
  titles: ReadonlyMap<number, string>,
): Promise<MyDoor> {
  const { id, name, icon, entrance, postalAddress, lockId, lockTitle } = door;
  const { open, barred, organizationIds } = access ?? { open: false, barred: null, organizationIds: [] };
  return {
    id,
    name,
    icon,
    entrance,
    address: postalAddress,
    lockId,
    lockTitle,
    camera: await cameraOf(core, user, door),
    contracts: organizationIds.flatMap((organizationId) => {
      const title = titles.get(organizationId);
      return title === undefined ? [] : [{ organizationId, title }];
    }),
    open,
    barred,
  };
}

async function cameraOf(core: Core, user: UserFacts | undefined, door: DoorView): Promise<MyDoor['camera']> {
  const { cameraId, cameraName, cameraTitle } = door;
  if (cameraId === null || cameraName === null) return null;
  if (user) {
    const facts = await core.access.cameraById(cameraId);
    if (!facts || !decide(user, facts, core.clock()).rights.view) return null;
  }
  return { id: cameraId, name: cameraName, title: cameraTitle ?? '' };
}
