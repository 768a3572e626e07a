import type { Lock, LockChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, nullable } from '../../ui/form/values.ts';

export interface LockValues {
  title: string;
  organization: Picked | null;
  address: string;
  externalId: string;
  comment: string;
}

export const EMPTY_LOCK: LockValues = { title: '', organization: null, address: '', externalId: '', comment: '' };

export const lockValues = (lock: Lock): LockValues => ({
  title: lock.title,
  organization: lock.organization,
  address: lock.address,
  externalId: lock.externalId ?? '',
  comment: lock.comment,
});

/** What of the form is sent: the fields that differ from `before`. */
export function lockChange(before: LockValues, values: LockValues): LockChange {
  const { organizationId, ...rest } = changed(fields(before), fields(values));
  return organizationId === undefined ? rest : { ...rest, organizationId };
}

const fields = (form: LockValues) => ({
  title: form.title.trim(),
  organizationId: form.organization?.id,
  address: form.address.trim(),
  externalId: nullable(form.externalId),
  comment: form.comment,
});
