import type { Actor, UserActor } from '../actor.ts';

/**
 * What roles have in common. `provider`: may change everything in the domain. `staff`: sees everything in the domain.
 * `subscribers`: have no more than what was given to them. `writers`: may change what is their own.
 */
type Group = 'provider' | 'staff' | 'subscribers' | 'writers';

/** Every role, with the groups it belongs to. What a role may do beyond them, the table of actions says of it alone. */
export const ROLES = {
  /** The product itself: first start, command line, jobs. */
  system: ['provider', 'staff', 'writers'],
  /** A machine client: the key of a billing or of a service administrator. */
  client: ['provider', 'staff', 'writers'],
  administrator: ['provider', 'staff', 'writers'],
  read_only_administrator: ['staff'],
  /** Whoever else signs in, sub-users among them. */
  subscriber: ['subscribers', 'writers'],
  read_only_subscriber: ['subscribers'],
  /** An administrator who looks as a subscriber: ownership, membership and grants show what they show, and nothing is done. */
  support_viewer: [],
  /** Held beside one of the roles above, as the rights in the whole domain that a user may be given. */
  organization_viewer: [],
  organization_editor: [],
  settings_editor: [],
} as const satisfies Record<string, readonly Group[]>;

export type Role = keyof typeof ROLES;

/** Whom a row of the table of actions names: single roles, or all of a group. */
export type Holder = Role | Group;

/** The only place that turns an actor into roles: one for who it is, then the rights in the domain that it was given. */
export function rolesOf(actor: Actor): readonly Role[] {
  if (actor.kind !== 'user') return [actor.kind];
  const { readonly, mayViewOrganizations, mayEditOrganizations, mayEditSettings } = actor;
  return [
    roleOf(actor),
    ...(mayViewOrganizations || mayEditOrganizations ? (['organization_viewer'] as const) : []),
    ...(mayEditOrganizations && !readonly ? (['organization_editor'] as const) : []),
    ...(mayEditSettings && !readonly ? (['settings_editor'] as const) : []),
  ];
}

function roleOf({ administrator, readonly, support }: UserActor): Role {
  if (support?.mode === 'view') return 'support_viewer';
  if (administrator) return readonly ? 'read_only_administrator' : 'administrator';
  return readonly ? 'read_only_subscriber' : 'subscriber';
}
