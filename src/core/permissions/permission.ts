/** What permissions are shown under. */
export type PermissionGroup = 'archive' | 'cameras' | 'mosaics' | 'folders' | 'doors' | 'analytics' | 'users';

/** Rights on cameras that a permission may cut off. */
type CappedRight = 'live' | 'archive' | 'download' | 'snapshot' | 'ptz' | 'actions';

interface Entry {
  readonly group: PermissionGroup;
  /** The right on cameras that is cut off where the permission is missing; absent: an action of `actions.ts` asks for it. */
  readonly right?: CappedRight;
}

/**
 * What single users may be kept from, whatever their grants give: it only takes away. All of it is allowed by the product
 * itself. Administrators are never kept from anything by it.
 */
export const PERMISSIONS = {
  'archive.watch': { group: 'archive', right: 'archive' },
  'archive.download': { group: 'archive', right: 'download' },
  /** Pictures of the archive. */
  'archive.snapshot': { group: 'archive', right: 'snapshot' },
  'cameras.turn': { group: 'cameras', right: 'ptz' },
  'cameras.mark': { group: 'cameras' },
  'mosaics.read': { group: 'mosaics' },
  'mosaics.create': { group: 'mosaics' },
  /** Its title, its places and its cameras. */
  'mosaics.change': { group: 'mosaics' },
  'mosaics.delete': { group: 'mosaics' },
  'folders.create': { group: 'folders' },
  /** Titles, places in the tree and floor plans. */
  'folders.change': { group: 'folders' },
  'folders.delete': { group: 'folders' },
  'doors.open': { group: 'doors' },
  'door-events.read': { group: 'doors' },
  /** Of one's cases of analytics. */
  'analytics-events.read': { group: 'analytics' },
  /** Cases of each type are made, and given cameras. */
  'analytics.motion': { group: 'analytics' },
  'analytics.line-crossing': { group: 'analytics' },
  'analytics.zone-intrusion': { group: 'analytics' },
  'analytics.camera-obstacle': { group: 'analytics' },
  'analytics.loud-sound': { group: 'analytics' },
  'analytics.smoke-fire': { group: 'analytics' },
  'analytics.object-counting': { group: 'analytics' },
  'analytics.visitor-counting': { group: 'analytics' },
  'analytics.face': { group: 'analytics' },
  'analytics.licence-plate': { group: 'analytics' },
  'analytics.container-number': { group: 'analytics' },
  'sub-users.manage': { group: 'users' },
} as const satisfies Readonly<Record<string, Entry>>;

export type Permission = keyof typeof PERMISSIONS;

export const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as readonly Permission[];

/** Kinds of users that have defaults of their own; administrators are not kept from anything. */
export const LIMITED_KINDS = ['subscriber', 'sub_user'] as const;
export type LimitedKind = (typeof LIMITED_KINDS)[number];

/** A sub-user makes no sub-users: its kind is never asked for this. */
export const isOf = (kind: LimitedKind, permission: Permission): boolean =>
  kind === 'subscriber' || permission !== 'sub-users.manage';

interface Cap {
  readonly permission: Permission;
  readonly right: NonNullable<Entry['right']>;
}

const CAPS: readonly Cap[] = ALL_PERMISSIONS.flatMap((permission) => {
  const { right }: Entry = PERMISSIONS[permission];
  return right === undefined ? [] : [{ permission, right }];
});

/** Which of the rights the missing permissions take away. */
export function capped(rights: Readonly<Record<CappedRight, boolean>>, denied: readonly Permission[]): readonly Cap[] {
  if (denied.length === 0) return [];
  return CAPS.filter(({ permission, right }) => rights[right] && denied.includes(permission));
}
