import type { UserKind } from '../users/user.ts';
import { ALL_PERMISSIONS, isOf, PERMISSIONS, type Permission, type PermissionGroup } from './permission.ts';

/** What one user has beside the default of its kind. */
interface OwnPermission {
  readonly allowed: boolean;
  readonly byProvider: boolean;
}

export type OwnPermissions = Readonly<Partial<Record<Permission, OwnPermission>>>;

/** All that is stored of a user's permissions. */
export interface Standing {
  readonly id: number;
  readonly login: string;
  readonly kind: UserKind;
  readonly parentId: number | null;
  readonly own: OwnPermissions;
  readonly deniedByDefault: readonly Permission[];
}

export interface PermissionState {
  readonly permission: Permission;
  readonly group: PermissionGroup;
  /** What holds. */
  readonly allowed: boolean;
  /** For users of the kind. */
  readonly default: boolean;
  /** What the user itself would have, whatever its owner has. */
  readonly given: boolean;
  readonly differs: boolean;
  /** What was set for this user; null: nothing. It may say what the default says since that was changed. */
  readonly own: boolean | null;
  /** What took or gave it: the default, a row of the user's own, the owner who lacks it, or being an administrator. */
  readonly why: 'administrator' | 'default' | 'own' | 'owner';
  /** The provider took it away: the owner of a sub-user does not give it back. */
  readonly locked: boolean;
}

/** Every permission of a user's kind, and why the user has it or not. `owner`: the user above a sub-user. */
export function permissionStates(of: Standing, owner: Standing | undefined): readonly PermissionState[] {
  const { kind } = of;
  if (kind === 'administrator') return ALL_PERMISSIONS.map(ofAdministrator);
  const above = owner && permissionStates(owner, undefined);
  return ALL_PERMISSIONS.filter((permission) => isOf(kind, permission)).map((permission) => {
    const byDefault = !of.deniedByDefault.includes(permission);
    const row = of.own[permission];
    const own = row?.allowed ?? null;
    const given = own ?? byDefault;
    const lent = above?.find((one) => one.permission === permission)?.allowed ?? true;
    const { group } = PERMISSIONS[permission];
    const differs = given !== byDefault;
    const why = given && !lent ? 'owner' : differs ? 'own' : 'default';
    const locked = isLocked(row);
    return { permission, group, allowed: given && lent, default: byDefault, given, differs, own, why, locked };
  });
}

const ofAdministrator = (permission: Permission): PermissionState => ({
  permission,
  group: PERMISSIONS[permission].group,
  allowed: true,
  default: true,
  given: true,
  differs: false,
  own: null,
  why: 'administrator',
  locked: false,
});

/** A permission that several of them name is denied before it is given back to the default, and that before allowed. */
export interface PermissionChange {
  readonly allow?: readonly Permission[];
  readonly deny?: readonly Permission[];
  /** Back to the default of the kind. */
  readonly reset?: readonly Permission[];
}

const isLocked = (own: OwnPermission | undefined): boolean => own?.allowed === false && own.byProvider;

/**
 * What the user has of its own after the change: nothing where it says what the default says. What the provider took
 * away stays so when somebody else takes it away or sets it back.
 */
export function ownAfter(
  { own, deniedByDefault }: Pick<Standing, 'own' | 'deniedByDefault'>,
  { allow = [], deny = [], reset = [] }: PermissionChange,
  byProvider: boolean,
): OwnPermissions {
  const after: Partial<Record<Permission, OwnPermission>> = { ...own };
  const isProviders = (permission: Permission): boolean => !byProvider && isLocked(own[permission]);
  const set = (permission: Permission, allowed: boolean): void => {
    if (!allowed && isProviders(permission)) return;
    if (allowed === !deniedByDefault.includes(permission)) delete after[permission];
    else if (own[permission]?.allowed === allowed) after[permission] = keep(own[permission], byProvider);
    else after[permission] = { allowed, byProvider };
  };
  for (const permission of allow) set(permission, true);
  for (const permission of reset) if (!isProviders(permission)) delete after[permission];
  for (const permission of deny) set(permission, false);
  return after;
}

/** What the owner of a sub-user repeats stays the provider's; what the provider repeats becomes its own. */
const keep = (before: OwnPermission, byProvider: boolean): OwnPermission => ({
  allowed: before.allowed,
  byProvider: before.byProvider || byProvider,
});

/** The first permission that the provider took away and that somebody else would give back. */
export function liftedFromProvider(before: OwnPermissions, after: OwnPermissions): Permission | undefined {
  return ALL_PERMISSIONS.find((permission) => {
    return isLocked(before[permission]) && after[permission]?.allowed !== false;
  });
}

/** Field by field for the audit: what each of the user's own was and is. */
export function permissionChanges(
  before: OwnPermissions,
  after: OwnPermissions,
): Record<string, readonly [unknown, unknown]> {
  const word = (own: OwnPermission | undefined) => (own === undefined ? 'default' : own.allowed ? 'allowed' : 'denied');
  const changed = ALL_PERMISSIONS.filter((name) => word(before[name]) !== word(after[name]));
  return Object.fromEntries(
    changed.map((name) => [`permission.${name}`, [word(before[name]), word(after[name])] as const]),
  );
}
