import { expect, test } from 'vitest';
import { aBlock, aKey, anAdministrator, aSubscriber, reasonOf } from '../../../test/support/facts.ts';
import { providersWord, refuseRaised } from './allowed.ts';
import { keptBelow, refuseOwnFields, refuseProviderFields } from './field-rights.ts';
import { takesAway } from './last-administrator.ts';
import { newHash } from './password.ts';
import type { User, UserChange } from './user.ts';

const target: User = {
  id: 3,
  domainId: 1,
  login: 'u',
  hasPassword: true,
  kind: 'subscriber',
  parentId: null,
  name: 'Ann',
  email: null,
  phone: null,
  locale: 'en',
  theme: 'auto',
  note: null,
  externalId: 'x1',
  userKey: null,
  authorizedAddress: null,
  allowedNetworks: [],
  maxSessions: 3,
  maxSessionsAllowed: 5,
  readonly: false,
  readonlyByProvider: false,
  monitoring: false,
  mayEditOrganizations: false,
  mayEditSettings: false,
  mayViewOrganizations: false,
  mayChangePassword: true,
  mayChangeProfile: true,
  homeOrganizationId: 2,
  mustChangePassword: false,
  signInPhone: null,
  passwordBy: null,
  notifyOutages: true,
  accountId: 2,
  accountAdministrator: false,
  byBilling: false,
  billingWroteAt: null,
  epoch: 1,
  lastSeenAt: null,
  createdAt: new Date(0),
  organizations: [],
  blocks: [],
};

const ofOneself = (change: UserChange, user: Partial<User> = {}) =>
  reasonOf(() => refuseOwnFields({ ...target, ...user }, change));

test('one changes name, contact, language and look of oneself, and the password', () => {
  const change = {
    name: 'Eve',
    email: 'e@example.org',
    phone: '1',
    locale: 'ru',
    theme: 'dark',
    password: 'new',
  } as const;
  expect(ofOneself(change)).toBeUndefined();
});

test('one does not change what a manager or the provider sets, though the same value may come back', () => {
  for (const change of [{ login: 'v' }, { note: 'n' }, { maxSessions: 9 }, { externalId: 'x2' }, { enabled: false }])
    expect(ofOneself(change)).toBe('own_fields_closed');
  for (const change of [{ login: 'u' }, { note: null }, { maxSessions: 3 }, { externalId: 'x1' }, { enabled: true }])
    expect(ofOneself(change)).toBeUndefined();
  expect(ofOneself({ enabled: true }, { blocks: [aBlock('billing')] })).toBe('own_fields_closed');
});

test('whose profile is closed changes language and look alone', () => {
  const closed = { mayChangeProfile: false };
  expect(ofOneself({ locale: 'ru', theme: 'dark' }, closed)).toBeUndefined();
  expect(ofOneself({ name: 'Ann' }, closed)).toBeUndefined();
  expect(ofOneself({ name: 'Eve' }, closed)).toBe('own_fields_closed');
  expect(ofOneself({ notifyOutages: false }, closed)).toBe('own_fields_closed');
});

test('a password that the provider keeps, or an outside backend checks, is not changed here', () => {
  expect(ofOneself({ password: 'new' }, { mayChangePassword: false })).toBe('own_fields_closed');
  expect(ofOneself({ password: 'new' }, { passwordBy: 'backend' })).toBe('own_fields_closed');
  expect(ofOneself({ password: 'new' }, { passwordBy: 'own' })).toBeUndefined();
});

test("a manager does not set the provider's fields, but may send them as they are", () => {
  const asManager = (change: UserChange, user?: User) =>
    reasonOf(() => refuseProviderFields(aSubscriber, change, user));
  const closed: UserChange[] = [
    { kind: 'administrator' },
    { externalId: 'x2' },
    { monitoring: true },
    { authorizedAddress: '10.0.0.1' },
    { mayEditSettings: true },
    { mayChangePassword: false },
    { passwordBy: 'backend' },
  ];
  for (const change of closed) {
    expect(asManager(change, target)).toBe('user_fields_closed');
    expect(asManager(change)).toBe('user_fields_closed');
    expect(reasonOf(() => refuseProviderFields(aKey, change, target))).toBeUndefined();
    expect(reasonOf(() => refuseProviderFields(anAdministrator, change))).toBeUndefined();
  }
  expect(asManager({ externalId: 'x1', monitoring: false, mayChangePassword: true }, target)).toBeUndefined();
  // Of a new user what every new one has.
  expect(
    asManager({ kind: 'subscriber', externalId: null, monitoring: false, mayChangeProfile: true }),
  ).toBeUndefined();
  // Those who know no other kind send a sub-user as a subscriber.
  expect(asManager({ kind: 'subscriber' }, { ...target, kind: 'sub_user' })).toBeUndefined();
});

test('a manager moves nobody to another organization and makes nobody its administrator', () => {
  for (const change of [{ homeOrganizationId: 2 }, { accountAdministrator: false }])
    expect(reasonOf(() => refuseProviderFields(aSubscriber, change, target))).toBe('home_fields_closed');
});

test('a sub-user is never made an administrator, and another kind says nothing of it', () => {
  expect(reasonOf(() => keptBelow({ kind: 'administrator' }))).toBe('administrator: sub_user_not_administrator');
  expect(keptBelow({ kind: 'subscriber', name: 'Eve' })).toEqual({ name: 'Eve' });
});

test('of sessions a manager asks for less, never for more than the provider set or the user above has', () => {
  const raised = (maxSessions: number | null, above?: number | null, user: Partial<User> = {}) =>
    reasonOf(() =>
      refuseRaised(
        aSubscriber,
        { maxSessions },
        { ...target, ...user },
        above === undefined ? undefined : { maxSessions: above },
      ),
    );
  const refused = 'max_sessions_of_provider';
  expect([raised(5), raised(6), raised(null), raised(0)]).toEqual([undefined, refused, refused, refused]);
  expect([raised(2, 2), raised(4, 2), raised(4, null)]).toEqual([undefined, refused, undefined]);
  expect(raised(100, null, { maxSessionsAllowed: null })).toBeUndefined();
  // What is so already may be sent again, whatever the limit became since.
  expect(raised(3, 2)).toBeUndefined();
  expect(reasonOf(() => refuseRaised(aKey, { maxSessions: 100 }, target, undefined))).toBeUndefined();
});

test('editing that the provider took away is not given back, nor is a password kept that has to be changed', () => {
  const asked = (change: UserChange, user: Partial<User>) =>
    reasonOf(() => refuseRaised(aSubscriber, change, { ...target, ...user }, undefined));
  expect(asked({ readonly: false }, { readonly: true, readonlyByProvider: true })).toBe('read_only_of_provider');
  expect(asked({ readonly: false }, { readonly: true })).toBeUndefined();
  expect(asked({ readonly: true }, {})).toBeUndefined();
  expect(asked({ mustChangePassword: false }, { mustChangePassword: true })).toBe('must_change_password_of_provider');
  expect(asked({ mustChangePassword: true }, {})).toBeUndefined();
});

test("the provider's limits are noted as the provider's, a manager's are not", () => {
  const limits = { maxSessions: 2, readonly: true };
  expect(providersWord(aKey, limits)).toEqual({ maxSessionsAllowed: 2, readonlyByProvider: true });
  expect(providersWord(anAdministrator, { maxSessions: null })).toEqual({ maxSessionsAllowed: null });
  expect(providersWord(aSubscriber, limits)).toEqual({});
});

test('what may cost the last administrator is another kind, read-only and off', () => {
  for (const change of [{ kind: 'subscriber' }, { readonly: true }, { enabled: false }] as const)
    expect(takesAway(change)).toBe(true);
  for (const change of [{ kind: 'administrator' }, { readonly: false }, { enabled: true }, { name: 'x' }] as const)
    expect(takesAway(change)).toBe(false);
});

test('a password that was compared with an older one is compared again before it is said to be the same', () => {
  expect(newHash({ hash: 'new', against: 'old' }, 'other')).toBe('new');
  expect(newHash({ hash: undefined, against: 'old' }, 'old')).toBeUndefined();
  expect(reasonOf(() => newHash({ hash: undefined, against: 'old' }, 'other'))).toBe('changes_met');
});

test('the networks of a subscriber are the provider to set, those of a sub-user also of whoever manages it', () => {
  const networks = { allowedNetworks: ['10.0.0.0/8'] };
  const refused = 'user_fields_closed';
  expect(reasonOf(() => refuseProviderFields(aSubscriber, networks, target))).toBe(refused);
  expect(reasonOf(() => refuseProviderFields(aSubscriber, networks))).toBe(refused);
  expect(reasonOf(() => refuseProviderFields(aSubscriber, { allowedNetworks: [] }, target))).toBeUndefined();
  expect(reasonOf(() => refuseProviderFields(aSubscriber, { ...networks, parentId: 3 }))).toBeUndefined();
  const below = { ...target, kind: 'sub_user' } as const;
  expect(reasonOf(() => refuseProviderFields(aSubscriber, networks, below))).toBeUndefined();
  expect(reasonOf(() => refuseProviderFields(anAdministrator, networks, target))).toBeUndefined();
});
