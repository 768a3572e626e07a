import { ANALYTICS_TYPES } from '../../api/analytics.ts';
import { ENTRY_KINDS } from '../../api/ledger.ts';
import type { CameraState } from '../../api/types.ts';
import { DELIVERY_STATES } from '../../api/webhooks.ts';
import { LONGEST, SHORTEST } from '../../player/timeline/view.ts';
import { filters, id, instant, oneOf, type RawSearch, text, yes } from './search.ts';

export const CAMERA_STATES = [
  'live',
  'starting',
  'on_demand',
  'offline',
  'blocked',
  'no_source',
] as const satisfies readonly CameraState[];
export const CAMERA_TABS = ['general', 'player', 'intercom', 'access', 'history'] as const;
export const ORGANIZATION_TABS = [
  'general',
  'cameras',
  'members',
  'devices',
  'keys',
  'guests',
  'folders',
  'sites',
  'presets',
  'plans',
  'usage',
  'balance',
  'invoices',
] as const;
export const DOOR_TABS = ['general', 'events', 'access', 'history'] as const;
export const LOCK_TABS = ['general', 'doors', 'access', 'history'] as const;
export const WEBHOOK_TABS = ['general', 'deliveries'] as const;
export const PAYMENT_TABS = ['unmatched', 'matched', 'ignored', 'statements', 'gateways', 'conflicts'] as const;
export const LOCATION_TABS = ['tree', 'unresolved', 'directory'] as const;
export const USER_TABS = [
  'general',
  'cameras',
  'intercoms',
  'sub-users',
  'billing',
  'access',
  'analytics',
  'history',
] as const;

export const cameraSearch = filters((raw) => ({
  search: text(raw.search),
  state: oneOf(CAMERA_STATES, raw.state),
  unreachable: yes(raw.unreachable),
  notRecorded: yes(raw.notRecorded),
  favorite: yes(raw.favorite),
  organizationId: id(raw.organizationId),
  folderId: id(raw.folderId),
  presetId: id(raw.presetId),
  locationId: id(raw.locationId),
  sort: oneOf(['title', '-title', 'id', '-id'], raw.sort),
}));

export const deletedCameraSearch = filters((raw) => ({
  search: text(raw.search),
  organizationId: id(raw.organizationId),
  intercom: yes(raw.intercom),
}));

/** The console's list has more ways to be looked at. */
export const CAMERA_VIEWS = ['tree', 'map'] as const;
/** What the tree goes by: the provider's locations, or contracts with their folders. */
export const CAMERA_TREES = ['folders'] as const;
export const consoleCameraSearch = filters((raw) => ({
  ...cameraSearch(raw),
  unplaced: yes(raw.unplaced),
  view: oneOf(CAMERA_VIEWS, raw.view),
  by: oneOf(CAMERA_TREES, raw.by),
}));

/** `t`: the moment shown, absent when live; `z`: seconds on the timeline. */
export const placeSearch = filters((raw) => {
  const z = Number(raw.z);
  return { t: text(raw.t), z: z >= SHORTEST && z <= LONGEST ? Math.round(z) : undefined };
});
export const momentOf = (t: string | undefined): number | undefined => instant(t);
export const momentText = (time: number): string => `${new Date(time * 1000).toISOString().slice(0, 19)}Z`;

export const userSearch = filters((raw) => ({
  search: text(raw.search),
  organizationId: id(raw.organizationId),
  blocked: yes(raw.blocked),
}));
export const userCardSearch = filters((raw) => ({ tab: oneOf(USER_TABS, raw.tab), search: text(raw.search) }));
export const doorSearch = filters((raw) => ({
  search: text(raw.search),
  organizationId: id(raw.organizationId),
  lockId: id(raw.lockId),
  cameraId: id(raw.cameraId),
}));
export const INTERCOM_TABS = ['general', 'apartments', 'keys', 'log', 'events'] as const;
export const intercomSearch = filters((raw) => ({
  search: text(raw.search),
  organizationId: id(raw.organizationId),
  model: oneOf(['beward', 'sokol', 'relay'], raw.model),
  silent: yes(raw.silent),
  keysWaiting: yes(raw.keysWaiting),
}));
/** Of the tabs with lists: what is searched, and which of the rows. */
export const intercomCardSearch = filters((raw) => ({
  tab: oneOf(INTERCOM_TABS, raw.tab),
  search: text(raw.search),
  individual: yes(raw.individual),
  empty: yes(raw.empty),
  time: oneOf(['valid', 'coming', 'over'], raw.time),
  kind: oneOf(['app', 'key', 'code', 'call', 'call_answered', 'call_missed', 'face', 'plate', 'button'], raw.kind),
  flat: text(raw.flat),
  day: /^\d{4}-\d\d-\d\d$/.test(String(raw.day)) ? String(raw.day) : undefined,
}));
export const newDoorSearch = filters((raw) => ({ lockId: id(raw.lockId), cameraId: id(raw.cameraId) }));
export const lockSearch = filters((raw) => ({ search: text(raw.search), organizationId: id(raw.organizationId) }));
export const planSearch = filters((raw) => ({ search: text(raw.search), archived: yes(raw.archived) }));
export const ticketSearch = filters((raw) => ({
  search: text(raw.search),
  state: oneOf(['open', 'closed'], raw.state),
  waiting: yes(raw.waiting),
  organizationId: id(raw.organizationId),
}));
export const locationSearch = filters((raw) => ({ tab: oneOf(LOCATION_TABS, raw.tab), search: text(raw.search) }));
/** `day`: YYYY-MM-DD. */
export const analyticsSearch = filters((raw) => ({
  caseId: id(raw.caseId),
  cameraId: id(raw.cameraId),
  type: oneOf(ANALYTICS_TYPES, raw.type),
  day: day(raw.day),
}));
export const wordSearch = filters((raw) => ({ search: text(raw.search) }));
export const newCameraSearch = filters((raw) => ({ organizationId: id(raw.organizationId) }));
export const signInSearch = filters((raw) => ({
  next: text(raw.next),
  forgotten: yes(raw.forgotten),
  refused: oneOf(['link', 'blocked'], raw.refused),
}));
export const restoreSearch = filters((raw) => ({ token: text(raw.token) }));
/** YYYY-MM-DD, and YYYY-MM. */
const day = (value: unknown) => (/^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value) : undefined);
const month = (value: unknown) => (/^\d{4}-(0[1-9]|1[0-2])$/.test(String(value)) ? String(value) : undefined);
const ofStatement = (raw: RawSearch) => ({
  kind: oneOf(ENTRY_KINDS, raw.kind),
  from: day(raw.from),
  to: day(raw.to),
});
export const organizationSearch = filters((raw) => ({
  tab: oneOf(ORGANIZATION_TABS, raw.tab),
  month: month(raw.month),
  ...ofStatement(raw),
}));
export const balanceSearch = filters((raw) => ({ organizationId: id(raw.organizationId), ...ofStatement(raw) }));
export const webhookSearch = filters((raw) => ({
  tab: oneOf(WEBHOOK_TABS, raw.tab),
  state: oneOf(DELIVERY_STATES, raw.state),
}));
export const monthSearch = filters((raw) => ({ month: month(raw.month) }));
export const invoiceSearch = filters((raw) => ({
  month: month(raw.month),
  organizationId: id(raw.organizationId),
  status: oneOf(['open', 'paid', 'void'], raw.status),
  search: text(raw.search),
}));
export const tabSearch = <const T extends string>(tabs: readonly T[]) =>
  filters((raw) => ({ tab: oneOf(tabs, raw.tab) }));
