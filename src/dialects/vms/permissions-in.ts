import { ALL_PERMISSIONS, type Permission } from '../../core/permissions/permission.ts';
import type { PermissionChange } from '../../core/permissions/rule.ts';
import type { Body } from '../wire/values.ts';
import { listIn, wrong } from './values.ts';

/** What the dialect calls them; several of its names may be one permission. */
const NAMES: Readonly<Record<string, Permission>> = {
  'archives-show': 'archive.watch',
  'archives-download': 'archive.download',
  'archives-preview-download': 'archive.snapshot',
  'camera-events-index': 'analytics-events.read',
  'analytic-cases-camera-obstacle': 'analytics.camera-obstacle',
  'analytic-cases-container-number-recognition': 'analytics.container-number',
  'analytic-cases-face': 'analytics.face',
  'analytic-cases-license-plate': 'analytics.licence-plate',
  'analytic-cases-line-intersection': 'analytics.line-crossing',
  'analytic-cases-loud-sounds': 'analytics.loud-sound',
  'analytic-cases-motion-detect': 'analytics.motion',
  'analytic-cases-person-counting': 'analytics.visitor-counting',
  'analytic-cases-smoke-fire': 'analytics.smoke-fire',
  'groups-store': 'folders.create',
  'groups-rename': 'folders.change',
  'groups-cameras-attach': 'folders.change',
  'groups-cameras-detach': 'folders.change',
  'groups-destroy': 'folders.delete',
  'layouts-index': 'mosaics.read',
  'layouts-store': 'mosaics.create',
  'layouts-rename': 'mosaics.change',
  'layouts-cameras-attach': 'mosaics.change',
  'layouts-cameras-detach': 'mosaics.change',
  'layouts-destroy': 'mosaics.delete',
  'marks-index': 'cameras.mark',
  'marks-store': 'cameras.mark',
  'marks-update': 'cameras.mark',
  'marks-destroy': 'cameras.mark',
};

/** `permissions_to_attach` and `permissions_to_detach`; undefined: neither names any. What is in both is taken away. */
export function permissionsIn(body: Body): PermissionChange | undefined {
  const attached = namedIn(body, 'permissions_to_attach');
  const denied = namedIn(body, 'permissions_to_detach');
  const allow = ALL_PERMISSIONS.filter((one) => attached.has(one) && !denied.has(one));
  const deny = ALL_PERMISSIONS.filter((one) => denied.has(one));
  return allow.length + deny.length === 0 ? undefined : { allow, deny };
}

function namedIn(body: Body, field: string): ReadonlySet<Permission> {
  const named = (listIn(body, field) ?? []).map((name, i) => {
    const permission = typeof name === 'string' && Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
    if (!permission) throw wrong(`${field}.${i}`, 'permission_unsettable', { name: String(name).slice(0, 60) });
    return permission;
  });
  return new Set(named);
}
