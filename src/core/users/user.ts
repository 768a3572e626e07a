import type { Block } from '../access/facts.ts';
import type { ExtraFields } from '../extra/extra.ts';
import { DOMAIN_RIGHTS, type DomainRights } from './domain-rights.ts';

export type UserKind = 'administrator' | 'subscriber' | 'sub_user';

export interface User extends DomainRights {
  readonly id: number;
  readonly domainId: number;
  /** Unique in the domain, whatever its case. */
  readonly login: string;
  readonly hasPassword: boolean;
  readonly kind: UserKind;
  readonly parentId: number | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string;
  readonly theme: 'dark' | 'light' | 'auto';
  readonly note: string | null;
  readonly externalId: string | null;
  /** The user's own machine key, unsealed. */
  readonly userKey: string | null;
  readonly authorizedAddress: string | null;
  /** CIDR: where it may sign in and watch from; empty: everywhere. */
  readonly allowedNetworks: readonly string[];
  readonly maxSessions: number | null;
  /** What the provider set: its managers may go below. Null: any number. */
  readonly maxSessionsAllowed: number | null;
  readonly readonly: boolean;
  /** By the provider, so that its managers do not lift it. */
  readonly readonlyByProvider: boolean;
  readonly monitoring: boolean;
  readonly mayChangePassword: boolean;
  /** Of oneself: name, e-mail, phone and the like. */
  readonly mayChangeProfile: boolean;
  /** The organization that the user was made under: its blocks, limits and sign-in lock hold for the user. */
  readonly homeOrganizationId: number | null;
  /** Has to set a new password at the next sign-in. */
  readonly mustChangePassword: boolean;
  /** The telephone that signs in by a code, eleven digits from 8 on; set by that sign-in alone. */
  readonly signInPhone: string | null;
  /** Whose word on the password counts; null: the outside backend's where the domain has one, then our own. */
  readonly passwordBy: 'own' | 'backend' | null;
  /** Is told by mail when a camera is not available. */
  readonly notifyOutages: boolean;
  /** The home organization, else its own, else the first it is a member of: under which other dialects show it. */
  readonly accountId: number | null;
  /** Edits, manages and sees all of that organization. */
  readonly accountAdministrator: boolean;
  /** Made by whoever speaks for a billing: its data is the billing's. */
  readonly byBilling: boolean;
  /** When a billing last wrote it; null: never. */
  readonly billingWroteAt: Date | null;
  readonly epoch: number;
  readonly lastSeenAt: Date | null;
  readonly createdAt: Date;
  readonly organizations: readonly { readonly id: number; readonly title: string }[];
  readonly blocks: readonly Block[];
}

/** What users may change of themselves. */
export const PROFILE_FIELDS = ['name', 'email', 'phone', 'locale', 'theme', 'notifyOutages'] as const;
/**
 * What whoever manages the user may change besides; limits below what the provider set (`refuseRaised`), networks of
 * sub-users alone.
 */
export const MANAGER_FIELDS = [
  'login',
  'note',
  'readonly',
  'maxSessions',
  'mustChangePassword',
  'allowedNetworks',
] as const;
/** What the provider alone may change. */
export const PROVIDER_FIELDS = [
  'kind',
  'externalId',
  'monitoring',
  'authorizedAddress',
  ...DOMAIN_RIGHTS,
  'mayChangePassword',
  'mayChangeProfile',
  'passwordBy',
] as const;
/** What a billing says of the users that it makes. Rights, limits and notes are the provider's in any case. */
export const BILLING_FIELDS = ['login', 'name', 'email', 'phone', 'externalId', 'homeOrganizationId'] as const;
export const USER_FIELDS = [...PROFILE_FIELDS, ...MANAGER_FIELDS, ...PROVIDER_FIELDS] as const;

export type UserFields = Partial<Pick<User, (typeof USER_FIELDS)[number]>>;

/** Fields of a user as somebody saw them who is about to change them. */
export type SeenFields = UserFields & Partial<Pick<User, 'homeOrganizationId' | 'accountAdministrator'>>;

export interface UserChange extends UserFields {
  /** Of a new user: the subscriber above it, who lends it at most its own rights. */
  readonly parentId?: number;
  readonly password?: string;
  /** The organization that the user belongs to from now on: memberships and rights of the one before are taken away. */
  readonly homeOrganizationId?: number;
  /** Edits, manages and sees all in the home organization; false: a plain member, who needs grants. */
  readonly accountAdministrator?: boolean;
  readonly extra?: ExtraFields;
  /** The dialects' switch: sets or lifts the block of whoever asks. */
  readonly enabled?: boolean;
}
