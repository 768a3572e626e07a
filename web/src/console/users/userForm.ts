import type { User, UserChange } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';
import { changed, networksIn, nullable, numberOrNull } from '../../ui/form/values.ts';

export interface UserValues {
  login: string;
  password: string;
  organization: Picked | null;
  name: string;
  email: string;
  phone: string;
  externalId: string;
  note: string;
  maxSessions: number | string;
  /** As they are written, by comma. */
  allowedNetworks: string;
  administrator: boolean;
  readonly: boolean;
  accountAdministrator: boolean;
  mustChangePassword: boolean;
  passwordBy: 'auto' | 'own' | 'backend';
}

export const EMPTY_USER: UserValues = {
  login: '',
  password: '',
  organization: null,
  name: '',
  email: '',
  phone: '',
  externalId: '',
  note: '',
  maxSessions: '',
  allowedNetworks: '',
  administrator: false,
  readonly: false,
  accountAdministrator: false,
  mustChangePassword: false,
  passwordBy: 'auto',
};

/** What the API calls otherwise. */
export const USER_NAMES = { homeOrganizationId: 'organization', kind: 'administrator' };

export function userValues(user: User): UserValues {
  return {
    ...EMPTY_USER,
    login: user.login,
    name: user.name ?? '',
    email: user.email ?? '',
    phone: user.phone ?? '',
    externalId: user.externalId ?? '',
    note: user.note ?? '',
    maxSessions: user.maxSessions ?? '',
    allowedNetworks: user.allowedNetworks.join(', '),
    administrator: user.kind === 'administrator',
    readonly: user.readonly,
    organization: user.home,
    accountAdministrator: user.accountAdministrator,
    mustChangePassword: user.mustChangePassword,
    passwordBy: user.passwordBy ?? 'auto',
  };
}

export function userChange(before: UserValues, values: UserValues): UserChange {
  const home = values.organization?.id;
  const moved = before.login !== '' && home !== undefined && home !== before.organization?.id;
  const { allowedNetworks, ...plain } = changed(fields(before), fields(values));
  const change = {
    ...plain,
    ...(allowedNetworks === undefined ? {} : { allowedNetworks: networksIn(allowedNetworks) }),
    ...(moved ? { homeOrganizationId: home } : {}),
  };
  return values.password === '' ? change : { ...change, password: values.password };
}

/** With the changed fields as they were when the form was filled, so that nothing is overwritten unseen. */
export function userChangeSeen(before: UserValues, values: UserValues): UserChange {
  const change = userChange(before, values);
  const seen = { ...fields(before), homeOrganizationId: before.organization?.id ?? null };
  const was = Object.fromEntries(Object.entries(seen).filter(([name]) => name in change));
  return { ...change, was };
}

const fields = (form: UserValues) => ({
  login: form.login.trim(),
  name: nullable(form.name),
  email: nullable(form.email),
  phone: nullable(form.phone),
  externalId: nullable(form.externalId),
  note: nullable(form.note),
  maxSessions: numberOrNull(form.maxSessions),
  allowedNetworks: networksIn(form.allowedNetworks).join(' '),
  administrator: form.administrator,
  readonly: form.readonly,
  accountAdministrator: form.accountAdministrator,
  mustChangePassword: form.mustChangePassword,
  passwordBy: form.passwordBy === 'auto' ? null : form.passwordBy,
});
