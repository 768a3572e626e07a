import type { Db, Fragment } from '../../db/sql.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import type { Grant, UserFacts } from './facts.ts';
import { inForce, isOnWhole, SHARE } from './grants.ts';
import { may } from './may.ts';

/** The user whose rights narrow the answer; undefined: the actor sees the whole domain. */
export async function scopeOf(core: Core, actor: Actor): Promise<UserFacts | undefined> {
  if (actor.kind !== 'user' || may(actor, 'domain.see-all')) return undefined;
  const facts = await core.access.viewer('user', actor.id);
  if (facts?.kind !== 'user') throw refuse('asking_user_gone');
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
interface Reach extends Objects {
  readonly all: boolean;
  /** What is both granted to the user and shared with the organization that the grants go through. */
  readonly through: readonly { readonly granted: Objects; readonly shared: Objects }[];
}

interface Objects {
  readonly organizations: readonly number[];
  readonly folders: readonly number[];
  readonly devices: readonly number[];
}

const NOWHERE: Reach = { all: false, organizations: [], folders: [], devices: [], through: [] };

function reach(user: UserFacts, right: 'view' | 'edit'): Reach {
  if (right === 'edit' && user.readonly) return NOWHERE;
  if (user.administrator) return { ...NOWHERE, all: true };
  const now = new Date();
  const counts = (g: Grant) => inForce(g, now) && (right === 'view' || g.edit);
  const grants = user.grants.filter(counts);
  const shares = user.shared.filter(counts);
  const wholes = [...user.ownedOrganizations, ...grants.filter(isOnWhole).map((g) => g.objectId)];
  const received = shares.filter((g) => g.source === SHARE && wholes.includes(g.viaOrganizationId ?? 0));
  const plain = objectsOf([...grants.filter((g) => g.throughOrganizationId === null), ...received]);
  const own = right === 'view' ? user.ownedOrganizations : editableOrganizations(user);
  const givers = new Set(grants.flatMap((g) => g.throughOrganizationId ?? []));
  return {
    ...plain,
    all: false,
    organizations: [...own, ...plain.organizations],
    through: [...givers].map((id) => ({
      granted: objectsOf(grants.filter((g) => g.throughOrganizationId === id)),
      shared: objectsOf(shares.filter((g) => g.viaOrganizationId === id)),
    })),
  };
}

function objectsOf(grants: readonly Grant[]): Objects {
  const ids = (kind: Grant['objectKind']) => grants.filter((g) => g.objectKind === kind).map((g) => g.objectId);
  return { organizations: ids('organization'), folders: ids('folder'), devices: ids('device') };
}

function ofLine(sql: Db, user: UserFacts, right: 'view' | 'edit'): Fragment {
  const own = within(sql, [reach(user, right)]);
  return user.parent ? sql`(${own} and ${ofLine(sql, user.parent, right)})` : own;
}

function within(sql: Db, reaches: readonly Reach[]): Fragment {
  if (reaches.some((r) => r.all)) return sql`true`;
  const through = reaches
    .flatMap((r) => r.through)
    .map(({ granted, shared }) => sql`union ((${camerasOf(sql, [granted])}) intersect (${camerasOf(sql, [shared])}))`);
  return sql`c.id in (${camerasOf(sql, reaches)} ${through.length > 0 ? through : sql``})`;
}

function camerasOf(sql: Db, objects: readonly Objects[]): Fragment {
  const unique = (ids: readonly number[]) => [...new Set(ids)];
  return sql`
    select v.id from camera v where v.organization_id = any(${unique(objects.flatMap((o) => o.organizations))}::int[])
    union select v.id from camera v join folder vf on vf.id = v.folder_id where vf.path && ${unique(objects.flatMap((o) => o.folders))}::int[]
    union select unnest(${unique(objects.flatMap((o) => o.devices))}::int[])`;
}
