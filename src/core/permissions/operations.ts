import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { type Core, reader } from '../core.ts';
import { invalid, refuse } from '../errors.ts';
import { userById } from '../users/operations.ts';
import { lockUser } from '../users/queries.ts';
import type { User, UserKind } from '../users/user.ts';
import { type Write, write } from '../write.ts';
import { unlicensed } from './licensed.ts';
import { ALL_PERMISSIONS, isOf, type Permission } from './permission.ts';
import { findStanding } from './queries.ts';
import {
  liftedFromProvider,
  type OwnPermissions,
  ownAfter,
  type PermissionChange,
  type PermissionState,
  permissionChanges,
  permissionStates,
  type Standing,
} from './rule.ts';

export interface UserPermissions {
  readonly kind: UserKind;
  /** The user above a sub-user, beyond whose permissions it has none. */
  readonly owner: { readonly id: number; readonly login: string } | null;
  readonly permissions: readonly PermissionState[];
  /** Whether the actor may change them. */
  readonly changeable: boolean;
}

/** What a user may do at all and why, for whoever may see the user. */
export async function permissionsOf(core: Core, actor: Actor, userId: number): Promise<UserPermissions> {
  const user = await userById(core, actor, userId);
  const sql = reader(core);
  const of = await findStanding(sql, actor.domainId, userId);
  if (!of) throw refuse('user_not_found', { id: userId });
  const owner = of.parentId === null ? undefined : await findStanding(sql, actor.domainId, of.parentId);
  const hidden = await unlicensed(sql, of.parentId);
  return {
    kind: of.kind,
    owner: owner ? { id: owner.id, login: owner.login } : null,
    permissions: permissionStates(of, owner).filter(({ permission }) => !hidden.includes(permission)),
    changeable: of.kind !== 'administrator' && mayChange(actor, user),
  };
}

/**
 * Gives and takes permissions of one user; those that are not named stay. The provider changes those of everybody but
 * administrators, a subscriber those of its sub-users as far as the provider has not taken them away. `was`: the user's
 * own as the caller saw them; refuses with `permissions_changed` when they are different now.
 */
export async function changePermissions(
  core: Core,
  actor: Actor,
  userId: number,
  change: PermissionChange,
  was?: Readonly<Partial<Record<Permission, boolean>>>,
): Promise<UserPermissions> {
  const user = await userById(core, actor, userId);
  if (!mayChange(actor, user)) throw refuse('permissions_closed');
  checkKind(user.kind, change);
  const intent = { type: 'user.permissions' as const, subject: `user ${userId}`, request: change };
  await write(core, actor, intent, async (tx) => {
    const locked = await lockUser(tx.sql, actor.domainId, userId);
    const before = locked && (await findStanding(tx.sql, actor.domainId, userId));
    if (!before) throw refuse('user_not_found', { id: userId });
    checkKind(before.kind, change);
    const hidden = await unlicensed(tx.sql, before.parentId);
    if (was && !isAsSeen(before.own, was, hidden)) throw refuse('permissions_changed');
    await store(tx, before, change);
  });
  return await permissionsOf(core, actor, userId);
}

/** All of a user's own at once: what is not named goes back to the default, unless it was not shown. */
export async function setPermissions(
  core: Core,
  actor: Actor,
  userId: number,
  own: Readonly<Partial<Record<Permission, boolean>>>,
  was?: Readonly<Partial<Record<Permission, boolean>>>,
): Promise<UserPermissions> {
  const allow = ALL_PERMISSIONS.filter((permission) => own[permission] === true);
  const deny = ALL_PERMISSIONS.filter((permission) => own[permission] === false);
  const { parentId } = await userById(core, actor, userId);
  const hidden = await unlicensed(reader(core), parentId);
  const reset = ALL_PERMISSIONS.filter((one) => own[one] === undefined && !hidden.includes(one));
  return await changePermissions(core, actor, userId, { allow, deny, reset }, was);
}

/** The provider, and whoever made a sub-user. */
function mayChange(actor: Actor, user: User): boolean {
  if (may(actor, 'users.manage')) return true;
  return actor.kind === 'user' && user.parentId === actor.id && may(actor, 'sub-users.manage');
}

function checkKind(kind: UserKind, { allow = [], deny = [] }: PermissionChange): void {
  if (kind === 'administrator') throw refuse('permissions_of_administrator');
  const foreign = [...allow, ...deny].find((permission) => !isOf(kind, permission));
  if (foreign) throw invalid('permissions', 'permission_of_subscribers', { permission: foreign });
}

function isAsSeen(
  own: OwnPermissions,
  was: Readonly<Partial<Record<Permission, boolean>>>,
  hidden: readonly Permission[],
): boolean {
  return ALL_PERMISSIONS.every((one) => hidden.includes(one) || own[one]?.allowed === was[one]);
}

async function store(tx: Write, before: Standing, change: PermissionChange): Promise<void> {
  const { sql, actor } = tx;
  const byProvider = may(actor, 'users.manage');
  const after = ownAfter(before, change, byProvider);
  const lifted = byProvider ? undefined : liftedFromProvider(before.own, after);
  if (lifted) throw refuse('permission_of_provider', { permission: lifted });
  const rows = ALL_PERMISSIONS.flatMap((permission) => {
    const own = after[permission];
    return own === undefined ? [] : [{ userId: before.id, permission, ...own }];
  });
  await sql`delete from user_permission where user_id = ${before.id}`;
  if (rows.length > 0) await sql`insert into user_permission ${sql(rows)}`;
  const changes = permissionChanges(before.own, after);
  tx.changed({ action: 'change', objectKind: 'user', objectId: before.id, changes });
  tx.touched('user', before.id);
}
