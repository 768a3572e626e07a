import type { Parents, PresetRef } from '../../src/core/cameras/placement.ts';
import type { Organization } from '../../src/core/organizations/organization.ts';

const organization = (id: number): Organization & { cameraCount: number } => ({
  id,
  domainId: 1,
  title: `o${id}`,
  ownerId: null,
  isDefault: id === 1,
  contractNumber: null,
  outsideUid: null,
  flat: null,
  apartment: null,
  externalId: null,
  note: '',
  cameraLimit: null,
  userLimit: null,
  archiveLimitGb: null,
  networks: [],
  internalAddress: null,
  liveViews: null,
  archiveViews: null,
  userLiveViews: null,
  userArchiveViews: null,
  smsPerMonth: null,
  archiveSeconds: null,
  notifyOutages: true,
  defaultPlanId: null,
  createdAt: new Date(0),
  cameraCount: 0,
});
const preset = (id: number, fields: Partial<PresetRef> = {}): PresetRef => ({
  id,
  title: `p${id}`,
  archiveDays: 7,
  archiveGb: null,
  adjustable: true,
  isDefault: false,
  deleted: false,
  organizations: [],
  bound: (fields.organizations ?? []).length > 0,
  ...fields,
});
const folder = (id: number, organizationId: number, isRoot = false) => [id, { id, organizationId, isRoot }] as const;

/** Organizations 1 (the default) to 3 with the roots 10, 20, 30; folder 21 below 20; presets 100 (the default) to 104. */
export const parents: Parents = {
  organizations: new Map([1, 2, 3].map((id) => [id, organization(id)])),
  locations: new Map(),
  siteOf: new Map([
    [200, 2],
    [300, 3],
  ]),
  folders: new Map([folder(10, 1, true), folder(20, 2, true), folder(21, 2), folder(30, 3, true)]),
  rootOf: new Map([
    [1, 10],
    [2, 20],
    [3, 30],
  ]),
  presets: new Map(
    [
      preset(100, { isDefault: true }),
      preset(101),
      preset(102, { organizations: [2] }),
      preset(103, { organizations: [3] }),
      preset(104, { deleted: true }),
    ].map((one) => [one.id, one]),
  ),
  defaultOrganizationId: 1,
  defaultPresetId: 100,
};
