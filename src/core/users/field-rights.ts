import { may } from '../access/may.ts';
import type { Actor } from '../actor.ts';
import { speaksForBilling } from '../blocks/source.ts';
import { invalid, refuse } from '../errors.ts';
import { BILLING_FIELDS, PROFILE_FIELDS, PROVIDER_FIELDS, type User, type UserChange } from './user.ts';

/** Refuses whoever changes more of oneself than one's profile and, where it is allowed, the password. */
export function refuseOwnFields(target: User, change: UserChange): void {
  if (!target.mayChangeProfile) refuseProfile(target, change);
  const beyond = Object.keys(change).filter(
    (name) => !(PROFILE_FIELDS as readonly string[]).includes(name) && !sameAs(target, change, name),
  );
  const password = beyond.includes('password');
  const mayChange = target.mayChangePassword && target.passwordBy !== 'backend';
  if (beyond.some((name) => name !== 'password') || (password && !mayChange)) {
    throw refuse('own_fields_closed', { fields: beyond });
  }
}

/**
 * Refuses the provider's people what a billing says of a user that it made, but for what is so already. The user and those
 * who manage its contract keep what they may; accounts of the provider's people are the provider's.
 */
export function refuseBillingFields(actor: Actor, target: User, change: UserChange): void {
  if (!target.byBilling || target.kind === 'administrator') return;
  if (actor.kind !== 'user' || !may(actor, 'users.manage') || speaksForBilling(actor)) return;
  const fields = BILLING_FIELDS.filter((name) => change[name] !== undefined && !sameAs(target, change, name));
  if (fields.length > 0) throw refuse('user_of_billing', { id: target.id, fields });
}

/** Refuses what the provider alone may set, but for what is so already; `target` undefined: of a new user. */
export function refuseProviderFields(actor: Actor, change: UserChange, target?: User): void {
  if (may(actor, 'users.set-provider-fields')) return;
  if (change.homeOrganizationId !== undefined || change.accountAdministrator !== undefined)
    throw refuse('home_fields_closed');
  const beyond = PROVIDER_FIELDS.filter(
    (name) =>
      change[name] !== undefined &&
      !(target ? sameAs(target, change, name) || saysSubscriber(name, change) : isDefault(name, change[name])),
  );
  if (beyond.length > 0) throw refuse('user_fields_closed', { fields: beyond });
  refuseNetworks(change, target);
}

/** The networks of a subscriber are the provider's to set; those of a sub-user also whoever lends it its rights. */
function refuseNetworks({ allowedNetworks, parentId }: UserChange, target: User | undefined): void {
  if (allowedNetworks === undefined || parentId !== undefined || target?.kind === 'sub_user') return;
  if (!isEqual(allowedNetworks, target?.allowedNetworks ?? []))
    throw refuse('user_fields_closed', { fields: ['allowedNetworks'] });
}

const isDefault = (name: (typeof PROVIDER_FIELDS)[number], value: unknown): boolean =>
  value === null ||
  (name === 'kind' ? value === 'subscriber' : value === (name === 'mayChangePassword' || name === 'mayChangeProfile'));

/** A sub-user is sent as a subscriber by those who know no other kind. */
const saysSubscriber = (name: string, change: UserChange): boolean => name === 'kind' && change.kind === 'subscriber';

const sameAs = (target: User, change: UserChange, name: string): boolean =>
  name !== 'password' && name !== 'enabled'
    ? isEqual((target as unknown as Record<string, unknown>)[name], (change as Record<string, unknown>)[name])
    : name === 'enabled' && (target.blocks.length === 0) === change.enabled;

/** Lists are equal that hold the same. */
const isEqual = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

/** A sub-user stays below its owner: "no administrator" says nothing new of it. */
export function keptBelow({ kind, ...rest }: UserChange): UserChange {
  if (kind === 'administrator') throw invalid('administrator', 'sub_user_not_administrator');
  return rest;
}

/** How pages look is not who one is. */
function refuseProfile(target: User, change: UserChange): void {
  const beyond = PROFILE_FIELDS.filter(
    (name) => name !== 'locale' && name !== 'theme' && change[name] !== undefined && !sameAs(target, change, name),
  );
  if (beyond.length > 0) throw refuse('own_fields_closed', { fields: beyond });
}
