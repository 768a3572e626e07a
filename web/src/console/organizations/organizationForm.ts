import type { Organization, OrganizationChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, nullable, numberOrNull } from '../../ui/form/values.ts';

export interface OrganizationValues {
  title: string;
  owner: Picked | null;
  contractNumber: string;
  externalId: string;
  outsideUid: string;
  note: string;
  cameraLimit: number | string;
  userLimit: number | string;
  archiveLimitGigabytes: number | string;
}

export const EMPTY_ORGANIZATION: OrganizationValues = {
  title: '',
  owner: null,
  contractNumber: '',
  externalId: '',
  outsideUid: '',
  note: '',
  cameraLimit: '',
  userLimit: '',
  archiveLimitGigabytes: '',
};

export function organizationValues(organization: Organization): OrganizationValues {
  return {
    title: organization.title,
    owner: organization.owner === null ? null : { id: organization.owner.id, title: organization.owner.login },
    contractNumber: organization.contractNumber ?? '',
    externalId: organization.externalId ?? '',
    outsideUid: organization.outsideUid ?? '',
    note: organization.note,
    cameraLimit: organization.cameraLimit ?? '',
    userLimit: organization.userLimit ?? '',
    archiveLimitGigabytes: organization.archiveLimitGigabytes ?? '',
  };
}

export function organizationChange(before: OrganizationValues, values: OrganizationValues): OrganizationChange {
  return changed(fields(before), fields(values));
}

const fields = (form: OrganizationValues) => ({
  title: form.title.trim(),
  ownerId: form.owner?.id ?? null,
  contractNumber: nullable(form.contractNumber),
  externalId: nullable(form.externalId),
  outsideUid: nullable(form.outsideUid),
  note: form.note,
  cameraLimit: numberOrNull(form.cameraLimit),
  userLimit: numberOrNull(form.userLimit),
  archiveLimitGigabytes: numberOrNull(form.archiveLimitGigabytes),
});
