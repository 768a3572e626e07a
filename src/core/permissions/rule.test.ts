import { expect, test } from 'vitest';
import { ALL_PERMISSIONS, PERMISSIONS } from './permission.ts';
import { liftedFromProvider, ownAfter, permissionChanges, permissionStates, type Standing } from './rule.ts';

const subscriber: Standing = {
  id: 1,
  login: 'ann',
  kind: 'subscriber',
  parentId: null,
  own: {},
  deniedByDefault: [],
};
const child: Standing = { ...subscriber, id: 2, login: 'bob', kind: 'sub_user', parentId: 1 };
const denied = { allowed: false, byProvider: true };
const granted = { allowed: true, byProvider: true };
const stateOf = (of: Standing, permission: string, owner?: Standing) =>
  permissionStates(of, owner).find((one) => one.permission === permission);

test('everything is allowed by the product itself, and a sub-user is not asked for sub-users', () => {
  const states = permissionStates(subscriber, undefined);
  expect(states.map(({ permission }) => permission)).toEqual(ALL_PERMISSIONS);
  for (const one of states) expect(one).toMatchObject({ allowed: true, differs: false, why: 'default', locked: false });
  expect(permissionStates(child, subscriber).map(({ permission }) => permission)).toEqual(
    ALL_PERMISSIONS.filter((permission) => permission !== 'sub-users.manage'),
  );
});

test("a user's own goes before the default of its kind", () => {
  const strict: Standing = { ...subscriber, deniedByDefault: ['archive.watch', 'doors.open'] };
  const some: Standing = { ...strict, own: { 'archive.watch': granted, 'mosaics.read': denied } };
  expect(stateOf(strict, 'doors.open')).toMatchObject({
    allowed: false,
    default: false,
    differs: false,
    why: 'default',
  });
  expect(stateOf(some, 'archive.watch')).toMatchObject({ allowed: true, default: false, differs: true, why: 'own' });
  expect(stateOf(some, 'mosaics.read')).toMatchObject({ allowed: false, default: true, why: 'own', locked: true });
});

test('a sub-user has nothing that its owner lacks, whatever was given to it', () => {
  const owner: Standing = { ...subscriber, own: { 'doors.open': denied } };
  const given: Standing = { ...child, own: { 'doors.open': granted } };
  expect(stateOf(given, 'doors.open', owner)).toMatchObject({ allowed: false, given: true, why: 'owner' });
  expect(stateOf({ ...child, own: { 'doors.open': denied } }, 'doors.open', owner)?.why).toBe('own');
  expect(stateOf(given, 'doors.open', { ...owner, kind: 'administrator' })).toMatchObject({ allowed: true });
});

test('administrators are kept from nothing', () => {
  const states = permissionStates({ ...subscriber, kind: 'administrator', own: { 'doors.open': denied } }, undefined);
  for (const one of states) expect(one).toMatchObject({ allowed: true, why: 'administrator' });
});

test('what says no more than the default is not kept, and a denial goes before all else', () => {
  const of = { own: { 'doors.open': denied }, deniedByDefault: ['mosaics.read'] } as const;
  expect(ownAfter(of, { allow: ['doors.open'], deny: ['mosaics.read'] }, true)).toEqual({});
  expect(ownAfter(of, { reset: ['doors.open'] }, true)).toEqual({});
  expect(ownAfter(of, { allow: ['mosaics.read'] }, false)).toEqual({
    'doors.open': denied,
    'mosaics.read': { allowed: true, byProvider: false },
  });
  expect(ownAfter({ own: {}, deniedByDefault: [] }, { allow: ['doors.open'], deny: ['doors.open'] }, true)).toEqual({
    'doors.open': denied,
  });
});

test('whoever is not the provider does not lift what the provider took away', () => {
  const of = { own: { 'doors.open': denied }, deniedByDefault: [] } as const;
  expect(liftedFromProvider(of.own, ownAfter(of, { allow: ['doors.open'] }, false))).toBe('doors.open');
  expect(ownAfter(of, { reset: ['doors.open'] }, false)).toEqual({ 'doors.open': denied });
  const usual = { ...of, deniedByDefault: ['doors.open'] } as const;
  expect(ownAfter(usual, { deny: ['doors.open'] }, false)).toEqual({ 'doors.open': denied });
  expect(liftedFromProvider(of.own, ownAfter(of, { deny: ['doors.open', 'mosaics.read'] }, false))).toBeUndefined();
  const own = { 'doors.open': { allowed: false, byProvider: false } };
  expect(liftedFromProvider(own, {})).toBeUndefined();
});

test('the audit says of each what it was and is', () => {
  expect(permissionChanges({ 'doors.open': denied, 'mosaics.read': granted }, { 'mosaics.read': denied })).toEqual({
    'permission.doors.open': ['denied', 'default'],
    'permission.mosaics.read': ['allowed', 'denied'],
  });
});

test('a permission cuts one right of cameras or is asked for by an action, never both', () => {
  const rights = ALL_PERMISSIONS.flatMap((permission) => {
    const entry = PERMISSIONS[permission];
    return 'right' in entry ? [entry.right] : [];
  });
  expect(rights).toEqual([...new Set(rights)]);
});
