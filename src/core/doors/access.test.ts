import { expect, test } from 'vitest';
import { aBlock, aGrant, aUser } from '../../../test/support/facts.ts';
import type { Grant, UserFacts } from '../access/facts.ts';
import type { LockView } from '../locks/lock.ts';
import { accessOfAll, accessTo, type Bars } from './access.ts';

const now = new Date('2026-01-01T12:00:00Z');
const lock: LockView = {
  id: 7,
  uuid: '00000000-0000-4000-8000-000000000007',
  domainId: 1,
  organizationId: 2,
  title: 'Entrance',
  postalAddress: '',
  comment: '',
  externalId: null,
  extra: null,
  createdAt: now,
  blocks: [],
  organizationTitle: 'House',
  organizationOwnerId: 9,
  organizationNetworks: [],
  organizationBlocks: [],
};
/** What a contract was given reaches its members by the contract's id. */
const ofContract = (organizationId: number, grant: Partial<Grant> = {}): Grant => ({
  ...aGrant,
  objectId: 7,
  actions: true,
  source: 'contract',
  viaOrganizationId: organizationId,
  ...grant,
});
const user = (facts: Partial<UserFacts>): UserFacts => ({ ...aUser, ...facts });
const closed = { open: false, barred: null, organizationIds: [] };
const none: Bars = new Map();

test('a lock that nobody gave is neither open nor barred', () => {
  expect(accessTo(lock, user({}), none, now)).toEqual(closed);
  expect(accessTo(lock, user({ grants: [ofContract(20, { objectId: 8 })] }), none, now)).toEqual(closed);
});

test('to see a lock is not to open it', () => {
  expect(accessTo(lock, user({ grants: [ofContract(20, { actions: false, live: true })] }), none, now)).toEqual(closed);
});

test('a contract opens what it was given, and says through which it is open', () => {
  const grants = [ofContract(21), ofContract(20)];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual({ open: true, barred: null, organizationIds: [20, 21] });
});

test('a right given by hand is of no contract', () => {
  const grants = [{ ...aGrant, objectId: 7, actions: true }];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual({ open: true, barred: null, organizationIds: [] });
});

test('the owner of the organization opens its locks in its name, and so does who holds it as a whole', () => {
  expect(accessTo(lock, user({ id: 9 }), none, now)).toEqual({ open: true, barred: null, organizationIds: [2] });
  const grants: Grant[] = [{ ...aGrant, objectKind: 'organization', objectId: 2, actions: true, source: 'account' }];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual({ open: true, barred: null, organizationIds: [2] });
});

test('what an organization only shares is of no contract', () => {
  const shared: Grant = {
    ...aGrant,
    objectKind: 'organization',
    objectId: 2,
    actions: true,
    throughOrganizationId: 20,
  };
  const byHand: Grant = { ...aGrant, objectId: 7, actions: true };
  const { open, organizationIds } = accessTo(lock, user({ grants: [shared, byHand] }), none, now);
  expect({ open, organizationIds }).toEqual({ open: true, organizationIds: [] });
});

test('a contract whose right begins later is not among those that open', () => {
  const grants = [ofContract(20, { validFrom: new Date('2026-01-02T00:00:00Z') }), ofContract(21)];
  expect(accessTo(lock, user({ grants }), none, now).organizationIds).toEqual([21]);
});

test('a right that begins later opens nothing yet, and nothing is barred', () => {
  const grants = [ofContract(20, { validFrom: new Date('2026-01-01T12:00:01Z') })];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual(closed);
  expect(accessTo(lock, user({ grants: [ofContract(20, { validFrom: now })] }), none, now).open).toBe(true);
});

test('a block on the lock, its organization or the user bars what was given', () => {
  const grants = [ofContract(20)];
  const barred = { source: 'administrator', reason: 'repair' };
  const block = aBlock('administrator', 'repair');
  const cases: [LockView, UserFacts][] = [
    [{ ...lock, blocks: [block] }, user({ grants })],
    [{ ...lock, organizationBlocks: [block] }, user({ grants })],
    [lock, user({ grants, blocks: [block] })],
    [lock, user({ grants, homeBlocks: [block] })],
    [lock, user({ grants, signInBlocks: [block] })],
  ];
  for (const [of, whom] of cases) {
    expect(accessTo(of, whom, none, now)).toMatchObject({ open: false, barred, organizationIds: [20] });
  }
});

test('what the billing suspended is barred with its word, and still said to be of the contract', () => {
  const grants = [ofContract(20, { suspended: 'unpaid' })];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual({
    open: false,
    barred: { source: 'connector', reason: 'unpaid', since: null },
    organizationIds: [20],
  });
});

test('a blocked contract bars what it was given with its own block', () => {
  const grants = [ofContract(20, { viaBlocked: true })];
  const block = aBlock('billing', 'debt');
  expect(accessTo(lock, user({ grants }), new Map([[20, block]]), now)).toEqual({
    open: false,
    barred: block,
    organizationIds: [20],
  });
});

test('a block that was lifted between the two reads is barred without a reason', () => {
  const grants = [ofContract(20, { viaBlocked: true })];
  const { open, barred } = accessTo(lock, user({ grants }), none, now);
  expect({ open, barred }).toEqual({ open: false, barred: { source: 'administrator', reason: '', since: null } });
});

test('the word of the billing comes before what somebody did by hand', () => {
  const grants = [ofContract(20, { suspended: 'off' })];
  const blocked = { ...lock, blocks: [aBlock('administrator', 'repair')] };
  expect(accessTo(blocked, user({ grants }), none, now).barred).toMatchObject({ source: 'connector', reason: 'off' });
});

test('one contract that is paid opens what another bars, in its own name alone', () => {
  const grants = [ofContract(20, { suspended: 'unpaid' }), ofContract(21)];
  expect(accessTo(lock, user({ grants }), none, now)).toEqual({ open: true, barred: null, organizationIds: [21] });
});

test('a sub-user opens what both it and its owner may, in the name of the contract of either', () => {
  const owner = user({ id: 8, grants: [ofContract(20)] });
  const own = [{ ...aGrant, objectId: 7, actions: true }];
  const both = accessTo(lock, user({ grants: own, parent: owner }), none, now);
  expect(both).toEqual({ open: true, barred: null, organizationIds: [20] });
  expect(accessTo(lock, user({ grants: own, parent: user({ id: 8 }) }), none, now)).toEqual(closed);
  expect(accessTo(lock, user({ parent: owner }), none, now)).toEqual(closed);
});

test("what bars a sub-user's owner bars the sub-user", () => {
  const owner = user({ id: 8, grants: [ofContract(20, { suspended: 'unpaid' })] });
  const sub = user({ grants: [{ ...aGrant, objectId: 7, actions: true }], parent: owner });
  expect(accessTo(lock, sub, none, now)).toMatchObject({ open: false, barred: { source: 'connector' } });
});

test('another domain gives nothing', () => {
  expect(accessTo({ ...lock, domainId: 2 }, user({ grants: [ofContract(20)] }), none, now)).toEqual(closed);
});

test('who sees all opens every lock, unless the lock or its organization is blocked', () => {
  expect(accessOfAll(lock)).toEqual({ open: true, barred: null, organizationIds: [] });
  const block = aBlock('owner');
  expect(accessOfAll({ ...lock, blocks: [block] })).toEqual({ open: false, barred: block, organizationIds: [] });
  const both = { ...lock, blocks: [block], organizationBlocks: [aBlock('connector', 'off')] };
  expect(accessOfAll(both).barred).toMatchObject({ source: 'connector', reason: 'off' });
});
