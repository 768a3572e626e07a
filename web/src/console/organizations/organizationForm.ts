import type { Organization, OrganizationChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, nullable, numberOrNull } from '../../ui/form/values.ts';

export interface OrganizationValues {
  title: string;
  owner: Picked | null;
  contractNumber: string;
  externalId: string;
  outsideUid: string;
  flat: string;
  note: string;
  cameraLimit: number | string;
  userLimit: number | string;
  archiveLimitGigabytes: number | string;
  liveViews: number | string;
  archiveViews: number | string;
  userLiveViews: number | string;
  userArchiveViews: number | string;
  archiveDays: number | string;
  /** By comma. */
  networks: string;
  internalAddress: string;
}

export const EMPTY_ORGANIZATION: OrganizationValues = {
  title: '',
  owner: null,
  contractNumber: '',
  externalId: '',
  outsideUid: '',
  flat: '',
  note: '',
  cameraLimit: '',
  userLimit: '',
  archiveLimitGigabytes: '',
  liveViews: '',
  archiveViews: '',
  userLiveViews: '',
  userArchiveViews: '',
  archiveDays: '',
  networks: '',
  internalAddress: '',
};

/** What the API calls otherwise. */
export const ORGANIZATION_NAMES = { archiveSeconds: 'archiveDays' };

const SECONDS_A_DAY = 86_400;

export function organizationValues(organization: Organization): OrganizationValues {
  return {
    title: organization.title,
    owner: organization.owner === null ? null : { id: organization.owner.id, title: organization.owner.login },
    contractNumber: organization.contractNumber ?? '',
    externalId: organization.externalId ?? '',
    outsideUid: organization.outsideUid ?? '',
    flat: organization.flat ?? '',
    note: organization.note,
    cameraLimit: organization.cameraLimit ?? '',
    userLimit: organization.userLimit ?? '',
    archiveLimitGigabytes: organization.archiveLimitGigabytes ?? '',
    liveViews: organization.liveViews ?? '',
    archiveViews: organization.archiveViews ?? '',
    userLiveViews: organization.userLiveViews ?? '',
    userArchiveViews: organization.userArchiveViews ?? '',
    archiveDays: organization.archiveSeconds === null ? '' : organization.archiveSeconds / SECONDS_A_DAY,
    networks: organization.networks.join(', '),
    internalAddress: organization.internalAddress ?? '',
  };
}

export function organizationChange(before: OrganizationValues, values: OrganizationValues): OrganizationChange {
  const { networks, ...change } = changed(fields(before), fields(values));
  return networks === undefined ? change : { ...change, networks: networks === '' ? [] : networks.split(' ') };
}

const fields = (form: OrganizationValues) => ({
  title: form.title.trim(),
  ownerId: form.owner?.id ?? null,
  contractNumber: nullable(form.contractNumber),
  externalId: nullable(form.externalId),
  outsideUid: nullable(form.outsideUid),
  flat: nullable(form.flat),
  note: form.note,
  cameraLimit: numberOrNull(form.cameraLimit),
  userLimit: numberOrNull(form.userLimit),
  archiveLimitGigabytes: numberOrNull(form.archiveLimitGigabytes),
  liveViews: numberOrNull(form.liveViews),
  archiveViews: numberOrNull(form.archiveViews),
  userLiveViews: numberOrNull(form.userLiveViews),
  userArchiveViews: numberOrNull(form.userArchiveViews),
  archiveSeconds: form.archiveDays === '' ? null : Math.round(Number(form.archiveDays) * SECONDS_A_DAY),
  networks: form.networks
    .trim()
    .split(/[\s,;]+/)
    .join(' '),
  internalAddress: nullable(form.internalAddress),
});
