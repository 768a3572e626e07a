import type { BillingType } from '../../../core/billing-events/vocabulary.ts';

/** What a method is to a billing: for a call that is refused before a verb of the core heard of it. */
const TYPES: Readonly<Record<string, BillingType>> = {
  devices_add: 'billing.new_camera',
  devices_mod: 'billing.update_camera',
  devices_del: 'billing.delete_camera',
  doors_add: 'billing.update_intercom',
  doors_mod: 'billing.update_intercom',
  doors_del: 'billing.update_intercom',
  keys_add: 'billing.update_intercom',
  keys_del: 'billing.update_intercom',
  rights_add: 'billing.attach_camera',
  rights_del: 'billing.detach_camera',
  address_devices_update: 'billing.update_location',
};

export const typeOf = (method: string): BillingType => TYPES[method] ?? 'billing.unknown_type';
