import type { BillingType } from '../core/billing-events/vocabulary.ts';

type ByMethod = Readonly<Record<'POST' | 'PUT' | 'DELETE', BillingType>>;

const ENTITY: ByMethod = {
  POST: 'billing.new_entity',
  PUT: 'billing.update_entity',
  DELETE: 'billing.terminate_entity',
};
const RIGHTS: ByMethod = {
  POST: 'billing.attach_camera',
  PUT: 'billing.attach_camera',
  DELETE: 'billing.detach_camera',
};
const INTERCOM: ByMethod = {
  POST: 'billing.update_intercom',
  PUT: 'billing.update_intercom',
  DELETE: 'billing.update_intercom',
};

/** What a write to a collection or to one of its items is to a billing, by the collection's name in REST paths. */
const RESOURCES: Readonly<Record<string, ByMethod>> = {
  users: ENTITY,
  organizations: ENTITY,
  contracts: ENTITY,
  cameras: { POST: 'billing.new_camera', PUT: 'billing.update_camera', DELETE: 'billing.delete_camera' },
  folders: { POST: 'billing.create_folder', PUT: 'billing.update_folder', DELETE: 'billing.delete_folder' },
  sites: { POST: 'billing.create_location', PUT: 'billing.update_location', DELETE: 'billing.delete_location' },
  'camera-rights': RIGHTS,
  devices: RIGHTS,
  grants: RIGHTS,
  shares: RIGHTS,
  locks: INTERCOM,
  doors: INTERCOM,
  keys: INTERCOM,
  panel: INTERCOM,
};

/** Of a route such as `/api/v2/users/:id`: the type that fits a call that was refused before a write said its own. */
export function resourceType(method: string, route: string): BillingType {
  const parts = route.split('/').filter((part) => part !== '' && !part.startsWith(':') && !/^\d+$/.test(part));
  const resource = RESOURCES[parts.at(-1) ?? ''];
  if (!resource) return 'billing.unknown_type';
  if (method === 'POST' || method === 'DELETE') {
    const one = /\/(:[^/]+|\d+)$/.test(route);
    return method === 'POST' && one ? resource.PUT : resource[method];
  }
  return resource.PUT;
}
