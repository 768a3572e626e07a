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
  if (!user || user.administrator) return sql`true`;
  const now = new Date();
  const live = user.grants.filter((g) => !g.viaBlocked && (g.validFrom === null || g.validFrom <= now));
  const ids = (kind: string) => live.filter((g) => g.objectKind === kind).map((g) => g.objectId);
  const organizations = [...editableOrganizations(user), ...ids('organization')];
  const own = sql`c.id in (
    select v.id from camera v where v.organization_id = any(${organizations}::int[])
    union select v.id from camera v join folder vf on vf.id = v.folder_id where vf.path && ${ids('folder')}::int[]
    union select unnest(${ids('device')}::int[]))`;
  const parent = user.parent ? visibleCameras(sql, user.parent) : undefined;
  return parent ? sql`(${own} and ${parent})` : own;
}
