import { type DomainError, refuse } from './errors.ts';

/** Where a request came from; goes into every audit row. */
export interface Trace {
  readonly requestId: string;
  /** watcher, api, console, cli ... */
  readonly dialect: string;
  /** Set by the dialects through which a provider's billing speaks; absent: our own API, pages, jobs. */
  readonly integration?: boolean;
  readonly address: string | undefined;
  readonly userAgent: string | undefined;
}

export interface ClientActor {
  readonly kind: 'client';
  readonly id: number;
  readonly name: string;
  readonly domainId: number;
  readonly trace: Trace;
}

export interface UserActor {
  readonly kind: 'user';
  readonly id: number;
  readonly login: string;
  readonly domainId: number;
  readonly administrator: boolean;
  readonly readonly: boolean;
  readonly mayEditOrganizations: boolean;
  readonly mayEditSettings: boolean;
  readonly mayViewOrganizations: boolean;
  /** Has to set a new password before anything else. */
  readonly mustChangePassword: boolean;
  /** The machine client that acts in this user's name. */
  readonly viaClient: { readonly id: number; readonly name: string } | undefined;
  readonly trace: Trace;
}

/** The product itself: first start, command line, jobs. */
export interface SystemActor {
  readonly kind: 'system';
  readonly domainId: number;
  readonly trace: Trace;
}

/** Who asks. */
export type Actor = ClientActor | UserActor | SystemActor;

/** Administrators, the billing's key and the product itself: they see and may do all in their domain. */
export function isPrivileged(actor: Actor): boolean {
  return actor.kind !== 'user' || (actor.administrator && !actor.readonly);
}

/** Sees everything of the domain, though a read-only administrator changes nothing. */
export function seesAll(actor: Actor): boolean {
  return actor.kind !== 'user' || actor.administrator;
}

export function requirePrivileged(actor: Actor): void {
  if (!isPrivileged(actor)) {
    throw refuse('administrator_only');
  }
}

/** A conflict that tells administrators what stands in the way; ids of other contracts stay unknown to the rest. */
export const taken = (actor: Actor, told: DomainError, hidden: DomainError): DomainError =>
  isPrivileged(actor) ? told : hidden;

/**
 * The billing is a machine client, and whoever manages the whole domain through an integration's API: real ones suspend
 * with the key and resume with an administrator's session.
 */
export function speaksForBilling(actor: Actor): boolean {
  return actor.kind === 'client' || (actor.trace.integration === true && isPrivileged(actor));
}

/** The source under which this actor's blocks are kept: each lifts its own alone. */
export function blockSourceOf(actor: Actor): 'billing' | 'administrator' | 'owner' {
  if (speaksForBilling(actor)) return 'billing';
  return actor.kind === 'user' && !actor.administrator ? 'owner' : 'administrator';
}

export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.login;
  return actor.kind === 'client' ? actor.name : 'system';
}
