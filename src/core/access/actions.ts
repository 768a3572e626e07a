import type { Permission } from '../permissions/permission.ts';
import type { ParamsOf, Reason } from '../refusals/index.ts';
import type { Holder } from './roles.ts';

/** Reasons whose sentence names nothing, so that a table can hold them. */
type PlainReason = { [R in Reason]: keyof ParamsOf<R> extends never ? R : never }[Reason];

/** Who may do it, why whoever may not is refused, and the permission that may be taken away from single users. */
export type Rule = readonly [who: readonly Holder[], otherwise: PlainReason, permission?: Permission];

const EVERYBODY = ['staff', 'subscribers'] as const;

/**
 * Every action that a role decides about, as a noun and a verb. It says what may be done anywhere in the domain: what an
 * owner, a member or the holder of a grant may do with something of their own is asked beside it, and what may be done
 * with a camera or a lock is `decide`'s to say.
 */
export const ACTIONS = {
  // The domain as a whole.
  'domain.see-all': [['staff'], 'administrator_only'],
  'console.open': [['staff'], 'administrator_only'],
  'settings.manage': [['provider', 'settings_editor'], 'settings_closed'],
  /** Where sign-ins, mail and messages go. */
  'settings.set-gateways': [['provider'], 'administrator_only'],
  'audit.read': [['staff'], 'audit_closed'],
  'billing-events.read': [['staff'], 'billing_events_closed'],
  'messages.read': [['staff'], 'messages_closed'],
  /** What it writes stands as the provider's word: blocks, messages in tickets. */
  'provider.speak': [['staff'], 'administrator_only'],
  /** Through an integration: its changes are billing events, its blocks those of the billing. */
  'billing.speak': [['provider'], 'administrator_only'],
  /** Is told what of another contract's stands in the way. */
  'conflicts.see-holder': [['provider'], 'administrator_only'],

  // Keys and integrations.
  'integrations.sign-in': [['staff'], 'administrator_only'],
  /** What a billing looks up in the whole domain: cameras, groups, users of an account, contracts by their uid. */
  'integrations.look-up': [['provider'], 'administrator_only'],
  'system-key.manage': [['provider'], 'administrator_only'],
  'service-administrators.manage': [['provider'], 'administrator_only'],
  /** Where events are told to, and what became of them. */
  'webhooks.manage': [['provider'], 'administrator_only'],
  /** Passwords of panels, whole commands of doors, keys of users. */
  'secrets.read': [['provider'], 'administrator_only'],
  /** What a dialect sent and we only keep for it. */
  'extra.read': [['staff'], 'administrator_only'],
  'extra.store': [['provider'], 'administrator_only'],

  // Users and their sessions.
  'users.manage': [['provider'], 'administrator_only'],
  /** Kind, limits and ties to the billing, and more than the provider allowed before. */
  'users.set-provider-fields': [['provider'], 'administrator_only'],
  'users.import': [['provider'], 'administrator_only'],
  /** That there are administrators, who they are and what they see. */
  'administrators.see': [['staff'], 'administrator_only'],
  'sub-users.manage': [['writers'], 'read_only', 'sub-users.manage'],
  'own-password.change': [['writers'], 'read_only'],
  'autologins.issue': [['provider'], 'administrator_only'],
  /** Who may only read the domain opens no session that may do more. */
  'sessions.hand-over': [['provider', 'subscribers'], 'administrator_only'],
  'sessions.receive': [['subscribers'], 'own_user_not_found'],
  'subscribers.act-for': [['staff'], 'service_administrator_one_user'],
  /** Looks or acts as a subscriber, with a reason, for minutes. */
  'subscribers.support': [['administrator'], 'administrator_only'],

  // Organizations, folders and sites.
  'organizations.see-all': [['staff', 'organization_viewer'], 'administrator_only'],
  'organizations.manage': [['provider', 'organization_editor'], 'organizations_closed'],
  'organizations.delete': [['provider', 'organization_editor'], 'organization_removal_closed'],
  /** Cameras, users and folders of those it owns or is a member of with that right. */
  'own-organizations.edit': [['writers'], 'read_only'],
  'organizations.block': [['provider'], 'administrator_only'],
  'statistics.read': [['provider'], 'administrator_only'],
  /** Blocks of every source but the connector's. */
  'blocks.set-provider': [['provider'], 'administrator_only'],
  'blocks.set-connector': [['system'], 'block_of_connector'],
  'folders.manage': [['provider'], 'administrator_only'],
  'folders.share': [['provider'], 'administrator_only'],
  /** Of organizations whose cameras one edits. */
  'folders.create': [EVERYBODY, 'permission_missing', 'folders.create'],
  'folders.change': [EVERYBODY, 'permission_missing', 'folders.change'],
  'folders.delete': [EVERYBODY, 'permission_missing', 'folders.delete'],
  'sites.manage': [['provider'], 'administrator_only'],

  /** The provider's tree of addresses, its directory of address codes, and what waits for one. */
  'locations.read': [['staff'], 'administrator_only'],
  'locations.manage': [['provider'], 'administrator_only'],

  // Cameras and watching.
  'cameras.manage': [['provider'], 'administrator_only'],
  /** Agents, streamers, ties to the billing, and what a preset locks. */
  'cameras.set-provider-fields': [['provider'], 'administrator_only'],
  'cameras.import': [['provider'], 'administrator_only'],
  'cameras.find-by-address': [['staff'], 'camera_by_address_closed'],
  /** Its agent, and by whose blocks it is off. */
  'cameras.read-provider-fields': [['staff'], 'administrator_only'],
  /** Where it stands in the network, in the dialects that show it to the provider alone. */
  'cameras.read-source': [['provider'], 'administrator_only'],
  /** The bin of deleted cameras; they are restored and deleted for good by whoever manages them. */
  'deleted-cameras.read': [['staff'], 'administrator_only'],
  'deleted-cameras.manage': [['provider'], 'administrator_only'],
  'cameras.read-credentials': [['client'], 'administrator_only'],
  'access.explain': [['staff'], 'administrator_only'],
  'mosaics.manage': [['provider'], 'administrator_only'],
  'mosaics.create-own': [['writers'], 'read_only', 'mosaics.create'],
  /** Those that one may see or edit, oneself's and organizations'. */
  'mosaics.read': [[...EVERYBODY, 'support_viewer'], 'permission_missing', 'mosaics.read'],
  'mosaics.create': [EVERYBODY, 'permission_missing', 'mosaics.create'],
  'mosaics.change': [EVERYBODY, 'permission_missing', 'mosaics.change'],
  'mosaics.delete': [EVERYBODY, 'permission_missing', 'mosaics.delete'],
  /** One's own marks on cameras: favourites, alarms. */
  'cameras.mark': [EVERYBODY, 'permission_missing', 'cameras.mark'],
  'viewings.read': [['staff'], 'administrator_only'],
  'viewings.cut': [['writers'], 'read_only'],
  'presets.manage': [['provider'], 'administrator_only'],
  /** Those that no organization has. */
  'presets.use-unlinked': [['provider'], 'administrator_only'],
  'streamers.read': [['staff'], 'streamers_closed'],
  'clusters.read': [['staff'], 'clusters_closed'],
  'streamers.manage': [['provider'], 'administrator_only'],

  // Doors, contracts and money.
  /** Doors, locks and panels as they are set up; subscribers see the doors that they may open. */
  'intercoms.read': [['staff'], 'door_setup_closed'],
  'intercoms.manage': [['provider'], 'administrator_only'],
  'intercoms.set-own': [['writers'], 'user_is_read_only'],
  'doors.open': [['writers'], 'door_needs_rights', 'doors.open'],
  /** Guests and their codes, of one's own contracts. */
  'door-codes.read': [[...EVERYBODY, 'support_viewer'], 'permission_missing'],
  /** Lets in whom one may let in oneself. */
  'door-codes.manage': [['writers'], 'door_needs_rights', 'doors.open'],
  /** What happened at doors in the name of one's own contracts. */
  'door-events.read': [[...EVERYBODY, 'support_viewer'], 'permission_missing', 'door-events.read'],
  'keys.read': [['staff'], 'panel_keys_closed'],
  'keys.manage': [['provider'], 'administrator_only'],
  'contracts.manage': [['provider'], 'administrator_only'],
  'connector.ask': [['provider'], 'administrator_only'],
  /** What things cost is between the provider and its billing. */
  'plans.read': [['staff'], 'plans_closed'],
  'plans.manage': [['provider'], 'administrator_only'],
  'plans.assign': [['provider'], 'administrator_only'],
  'payments.enter': [['provider'], 'administrator_only'],
  /** Who calls us about payments, and by which secret. */
  'payment-gateways.manage': [['provider'], 'administrator_only'],
  /** Files of the bank, and what is booked by them. */
  'bank-statements.manage': [['provider'], 'administrator_only'],
  /** Days are charged anew, months are closed. */
  'rating.run': [['provider'], 'administrator_only'],
  /** Of every contract, with the provider's requisites. */
  'invoices.read': [['staff'], 'administrator_only'],
  /** Taxes and requisites are set, invoices are made, mailed and made void. */
  'invoices.manage': [['provider'], 'administrator_only'],
  'tickets.create': [['subscribers'], 'tickets_of_subscribers'],
  /** Subscribers ask even where they may change nothing; an administrator who may only read answers nobody. */
  'tickets.write': [['provider', 'subscribers'], 'administrator_only'],
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof ACTIONS;
