import type { Db, Fragment } from '../../db/sql.ts';
import { type Actor, seesAll } from '../actor.ts';
import type { Core } from '../core.ts';
import { forbidden } from '../errors.ts';
import type { UserFacts } from './facts.ts';

/** The user whose rights narrow the answer; undefined: the actor sees the whole domain. */
export async function scopeOf(core: Core, actor: Actor): Promise<UserFacts | undefined> {
  if (actor.kind !== 'user' || seesAll(actor)) return undefined;
  const facts = await core.access.viewer('user', actor.id);
  if (facts?.kind !== 'user') throw forbidden('The user is gone');
  return facts;
}

/** Organizations whose cameras this user edits: owned ones and those of a membership that says so. */
export function editableOrganizations(user: UserFacts): number[] {
  const edits = user.memberships.filter((m) => m.editCameras).map((m) => m.organizationId);
  return [...user.ownedOrganizations, ...edits];
}

/** Organizations whose users this user manages. */
export function managedOrganizations(user: UserFacts): number[] {
  const edits = user.memberships.filter((m) => m.editUsers).map((m) => m.organizationId);
  return [...user.ownedOrganizations, ...edits];
}

/** Organizations that this user belongs to. */
export function ownOrganizations(user: UserFacts): number[] {
  return [...new Set([...user.ownedOrganizations, ...user.memberships.map((m) => m.organizationId)])];
}

/**
 * `c.id in (...)` for the cameras that a user sees in lists: granted, owned, or to be edited. The set-based face of
 * `decide`; a property test holds the two together.
 */
export function visibleCameras(sql: Db, user: UserFacts | undefined): Fragment {
  if (!user) return sql`true`;
  if (!user.parent) return within(sql, [reach(user, 'view'), reach(user, 'edit')]);
  // What a sub-user's owner only edits is not seen by a sub-user who may only see.
  return sql`(${ofLine(sql, user, 'view')} or ${ofLine(sql, user, 'edit')})`;
}

/** Where a right of a user comes from, before anybody above cuts it. */
interface Reach {
  readonly all: boolean;
  readonly organizations: readonly number[];
  readonly folders: readonly number[];
  readonly devices: readonly number[];
}

const NOWHERE: Reach = { all: false, organizations: [], folders: [], devices: [] };

function reach(user: UserFacts, right: 'view' | 'edit'): Reach {
  if (right === 'edit' && user.readonly) return NOWHERE;
  if (user.administrator) return { ...NOWHERE, all: true };
  const now = new Date();
  const live = user.grants.filter(
    (g) => !g.viaBlocked && (g.validFrom === null || g.validFrom <= now) && (right === 'view' || g.edit),
  );
  const ids = (kind: string) => live.filter((g) => g.objectKind === kind).map((g) => g.objectId);
  const own = right === 'view' ? user.ownedOrganizations : editableOrganizations(user);
  return {
    all: false,
    organizations: [...own, ...ids('organization')],
    folders: ids('folder'),
    devices: ids('device'),
  };
}

function ofLine(sql: Db, user: UserFacts, right: 'view' | 'edit'): Fragment {
  const own = within(sql, [reach(user, right)]);
  return user.parent ? sql`(${own} and ${ofLine(sql, user.parent, right)})` : own;
}

function within(sql: Db, reaches: readonly Reach[]): Fragment {
  if (reaches.some((r) => r.all)) return sql`true`;
  const unique = (ids: readonly number[]) => [...new Set(ids)];
  return sql`c.id in (
    select v.id from camera v where v.organization_id = any(${unique(reaches.flatMap((r) => r.organizations))}::int[])
    union select v.id from camera v join folder vf on vf.id = v.folder_id where vf.path && ${unique(reaches.flatMap((r) => r.folders))}::int[]
    union select unnest(${unique(reaches.flatMap((r) => r.devices))}::int[]))`;
}
