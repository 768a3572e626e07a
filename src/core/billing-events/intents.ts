import type { BillingType } from './vocabulary.ts';

/** The type of every event of an intent, or that its changes tell, with the type of what they do not tell. */
export type IntentRule = BillingType | { readonly byChanges: BillingType };

const byChanges = (otherwise: BillingType) => ({ byChanges: otherwise });

/** What each write of the core is to a billing. A write whose intent is not here does not compile. */
export const INTENTS = {
  // Contracts and users.
  'organization.create': 'billing.new_entity',
  'organization.change': byChanges('billing.update_entity'),
  'organization.delete': 'billing.terminate_entity',
  'organization.intercom': 'billing.update_entity',
  'organization.requisites': 'billing.update_entity',
  'organization.terms': 'billing.change_tariff',
  'organization.plan': 'billing.change_tariff',
  'organization.plans': 'billing.change_tariff',
  'preset.link': 'billing.change_tariff',
  'preset.unlink': 'billing.change_tariff',
  'contract.create': 'billing.new_entity',
  'contract.state': byChanges('billing.update_entity'),
  'contract.apartment': 'billing.update_entity',
  'user.create': 'billing.new_entity',
  'user.change': byChanges('billing.update_entity'),
  'user.contracts': 'billing.update_entity',
  'user.delete': 'billing.terminate_entity',
  'user.sip_account': 'billing.update_entity',
  'user.keep_password': 'billing.update_password',
  'user.restore_password': 'billing.update_password',
  'organization.block': 'billing.pause_entity',
  'organization.unblock': 'billing.unpause_entity',
  'organization.lock_sign_in': 'billing.update_entity',
  'organization.unlock_sign_in': 'billing.update_entity',
  'user.block': 'billing.pause_entity',
  'user.unblock': 'billing.unpause_entity',
  'member.set': byChanges('billing.update_entity'),
  'member.remove': 'billing.update_entity',
  'balance.settle': byChanges('billing.update_entity'),

  // Cameras, and who sees them.
  'camera.create': 'billing.new_camera',
  'camera.import': byChanges('billing.new_camera'),
  'camera.change': 'billing.update_camera',
  'camera.block': 'billing.update_camera',
  'camera.unblock': 'billing.update_camera',
  'camera.synchronize': 'billing.update_camera',
  'camera.delete': 'billing.delete_camera',
  'camera.grant': byChanges('billing.attach_camera'),
  'camera.owner': 'billing.attach_camera',
  'contract.give': byChanges('billing.attach_camera'),
  'contract.take': 'billing.detach_camera',
  'folder.grant': 'billing.attach_camera',
  'folder.revoke': 'billing.detach_camera',
  'folder.share': 'billing.attach_camera',
  'folder.unshare': 'billing.detach_camera',

  // Where they stand.
  'site.create': 'billing.create_location',
  'site.change': 'billing.update_location',
  'site.delete': 'billing.delete_location',
  'folder.create': 'billing.create_folder',
  'folder.change': 'billing.update_folder',
  'folder.delete': 'billing.delete_folder',

  // Doors.
  'panel.set': 'billing.update_intercom',
  'panel.remove': 'billing.update_intercom',
  'panel.retry_keys': 'billing.update_intercom',
  'lock.create': 'billing.update_intercom',
  'lock.change': 'billing.update_intercom',
  'lock.delete': 'billing.update_intercom',
  'lock.block': 'billing.update_intercom',
  'lock.unblock': 'billing.update_intercom',
  'door.create': 'billing.update_intercom',
  'door.change': 'billing.update_intercom',
  'door.delete': 'billing.update_intercom',
  'door.open': 'billing.open_door',
  'key.add': 'billing.update_intercom',
  'key.remove': 'billing.update_intercom',

  // Money.
  'payment.create': byChanges('billing.enter_payment'),
  'correction.create': byChanges('billing.enter_payment'),
  'refund.create': byChanges('billing.enter_payment'),
  'payment.prepare': 'billing.enter_payment',
  'payment.register': 'billing.enter_payment',
  'payment_conflict.note': 'billing.enter_payment',
  'payment_conflict.close': 'billing.enter_payment',
  'invoice.issue': 'billing.update_invoice',
  'invoice.mail': 'billing.update_invoice',
  'invoice.void': 'billing.update_invoice',

  // What is sold.
  'preset.create': 'billing.update_tariff',
  'preset.change': 'billing.update_tariff',
  'preset.delete': 'billing.update_tariff',
  'plan.create': 'billing.update_tariff',
  'plan.change': 'billing.update_tariff',
  'plan.price': 'billing.update_tariff',

  // Sessions.
  'session.create': 'billing.update_session',
  'user.sign_out': 'billing.update_session',
  'user.password_link': 'billing.update_session',
  'user.invite': 'billing.update_session',
  'phone.code': 'billing.update_session',
  'phone.sign_in': 'billing.update_session',
  'viewing.cut': 'billing.update_session',

  'ticket.create': 'billing.update_ticket',
  'ticket.change': 'billing.update_ticket',
  'ticket.message': 'billing.update_ticket',
  'ticket.read': 'billing.update_ticket',

  // The domain's own.
  'settings.change': 'billing.update_settings',
  'settings.test_mail': 'billing.update_settings',
  'settings.test_sms': 'billing.update_settings',
  'requisites.change': 'billing.update_settings',
  'tax_rate.set': 'billing.update_settings',
  'tax_rate.remove': 'billing.update_settings',
  'client.create': 'billing.update_settings',
  'client.change': 'billing.update_settings',
  'client.key': 'billing.update_settings',
  'client.delete': 'billing.update_settings',
  'cluster.create': 'billing.update_settings',
  'cluster.change': 'billing.update_settings',
  'cluster.delete': 'billing.update_settings',
  'streamer.change': 'billing.update_settings',
  'payment_gateway.create': 'billing.update_settings',
  'payment_gateway.change': 'billing.update_settings',
  'payment_gateway.rotate': 'billing.update_settings',
  'payment_gateway.delete': 'billing.update_settings',
  'webhook.create': 'billing.update_settings',
  'webhook.change': 'billing.update_settings',
  'webhook.rotate': 'billing.update_settings',
  'webhook.delete': 'billing.update_settings',
  'webhook.gone': 'billing.update_settings',
  'webhook.resend': 'billing.other',
  'webhook.test': 'billing.other',
  'bank_statement.read': 'billing.enter_payment',
  'bank_statement.commit': 'billing.enter_payment',
  'bank_statement.drop': 'billing.enter_payment',
  'rating.day': 'billing.other',
  'rating.close': 'billing.other',
  'usage.reconcile': 'billing.other',
  'mosaic.create': 'billing.other',
  'mosaic.change': 'billing.other',
  'mosaic.delete': 'billing.other',
  'archive.request': 'billing.other',
} as const satisfies Readonly<Record<string, IntentRule>>;

export type IntentType = keyof typeof INTENTS;

export const ruleOf = (type: IntentType): IntentRule => INTENTS[type];

/** Of calls that came to no write: of what does not exist, and what was refused before it was looked at. */
export type UnheardType = 'call.unknown' | 'call.refused';
