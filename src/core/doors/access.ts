import { decide } from '../access/decide.ts';
import type { Block, CameraFacts, Grant, UserFacts } from '../access/facts.ts';
import { covers } from '../access/grants.ts';
import { scopeOf } from '../access/scope.ts';
import type { Actor } from '../actor.ts';
import { firstBlocks } from '../blocks/queries.ts';
import { type Core, reader } from '../core.ts';
import { refuse } from '../errors.ts';
import type { LockView } from '../locks/lock.ts';
import { factsOfLock, findLock } from '../locks/queries.ts';

/** Why a door stays shut to somebody who was given it. */
export interface Barred extends Omit<Block, 'since'> {
  /** Null: nobody noted when. */
  readonly since: Date | null;
}

/** What somebody may do with a lock. */
export interface LockAccess {
  /** It was given, and nothing stands in the way. */
  readonly open: boolean;
  /** What stands in the way of whoever was given it; null: nothing, or it was not given. */
  readonly barred: Barred | null;
  /** The contracts through which it is open, or would be were they not barred. By id. */
  readonly organizationIds: readonly number[];
}

/** The block that stands on each contract which bars what it was given. */
export type Bars = ReadonlyMap<number, Block>;

/** Whether the actor may open it, and if not, why. Not found: it is not there, or was never given. */
export async function lockDecision(
  core: Core,
  actor: Actor,
  lockId: number,
): Promise<LockAccess & { readonly lock: LockView }> {
  const lock = await findLock(reader(core), actor.domainId, lockId);
  if (!lock) throw refuse('lock_not_found', { id: lockId });
  const user = await scopeOf(core, actor);
  const access = user ? accessTo(lock, user, await barsOf(core, user), core.clock()) : accessOfAll(lock);
  if (!access.open && !access.barred) throw refuse('lock_not_found', { id: lockId });
  return { lock, ...access };
}

/** Access of actors who see the whole domain: open, unless the lock or its organization is blocked. */
export function accessOfAll(lock: LockView): LockAccess {
  const barred = told([...lock.blocks, ...lock.organizationBlocks]) ?? null;
  return { open: barred === null, barred, organizationIds: [] };
}

/**
 * The rule of access on a lock. What it does not give because a contract is blocked or a billing suspended the right
 * is barred: it would be given without.
 */
export function accessTo(lock: LockView, user: UserFacts, bars: Bars, now: Date): LockAccess {
  const facts = factsOfLock(lock);
  const { rights, open, blocks } = decide(user, facts, now);
  if (rights.actions) {
    const organizationIds = contractsOf(user, facts, now);
    return { open, barred: told(blocks.map(({ block }) => block)) ?? null, organizationIds };
  }
  const asPaid = unbarred(user);
  if (!decide(asPaid, facts, now).rights.actions) return { open: false, barred: null, organizationIds: [] };
  const barred = told([...blocks.map(({ block }) => block), ...barsOn(user, facts, bars, now)]) ?? ALREADY_LIFTED;
  return { open: false, barred, organizationIds: contractsOf(asPaid, facts, now) };
}

/** Read beside the facts, which know only that there is a block. */
export async function barsOf(core: Core, user: UserFacts): Promise<Bars> {
  const blocked = line(user).flatMap((one) =>
    one.grants.flatMap((g) => (g.viaBlocked ? [g.viaOrganizationId ?? 0] : [])),
  );
  return blocked.length === 0 ? new Map() : await firstBlocks(reader(core), 'organization', [...new Set(blocked)]);
}

/** The block was lifted between the read of the facts and the read of the blocks. */
const ALREADY_LIFTED: Barred = { source: 'administrator', reason: '', since: null };

/** The user and those above it. */
const line = (user: UserFacts): UserFacts[] => [user, ...(user.parent ? line(user.parent) : [])];

function unbarred(user: UserFacts): UserFacts {
  const free = (grants: readonly Grant[]) => grants.map((g) => ({ ...g, viaBlocked: false, suspended: null }));
  return { ...user, grants: free(user.grants), parent: user.parent && unbarred(user.parent) };
}

/** What the billing said before what anybody did by hand: that one the subscriber can set right. */
const told = (barred: readonly Barred[]): Barred | undefined =>
  barred.find(({ source }) => source === 'connector') ?? barred[0];

function barsOn(user: UserFacts, lock: CameraFacts, bars: Bars, now: Date): Barred[] {
  const found: Barred[] = [];
  for (const grant of line(user).flatMap((one) => one.grants)) {
    if (!opens(grant, lock, now)) continue;
    if (grant.suspended !== null) found.push({ source: 'connector', reason: grant.suspended, since: null });
    const block = grant.viaBlocked ? bars.get(grant.viaOrganizationId ?? 0) : undefined;
    if (block) found.push(block);
  }
  return found;
}

/** Through which contracts the user has it: where it is a member, what it was given as a whole, or what it owns. */
function contractsOf(user: UserFacts, lock: CameraFacts, now: Date): number[] {
  const ids = new Set(lock.organizationOwnerId === user.id ? [lock.organizationId] : []);
  for (const grant of user.grants) {
    if (!opens(grant, lock, now) || grant.viaBlocked || grant.suspended !== null) continue;
    const id = grant.viaOrganizationId ?? (grant.objectKind === 'organization' ? grant.objectId : undefined);
    if (id !== undefined) ids.add(id);
  }
  if (ids.size === 0 && user.parent) return contractsOf(user.parent, lock, now);
  return [...ids].sort((a, b) => a - b);
}

const opens = (grant: Grant, lock: CameraFacts, now: Date): boolean =>
  grant.actions &&
  covers(grant, lock) &&
  grant.throughOrganizationId === null &&
  (grant.validFrom === null || grant.validFrom <= now);
