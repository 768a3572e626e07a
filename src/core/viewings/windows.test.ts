import { expect, test } from 'vitest';
import { aUser } from '../../../test/support/facts.ts';
import type { Account, UserFacts } from '../access/facts.ts';
import { accountOf, windowLimits } from './windows.ts';

const account = (organizationId: number, limits: Partial<Account> = {}): Account => ({
  organizationId,
  liveViews: 4,
  archiveViews: 2,
  userLiveViews: 3,
  userArchiveViews: 1,
  ...limits,
});
const user = (facts: Partial<UserFacts>): UserFacts => ({ ...aUser, ...facts });
const client = { kind: 'client', id: 1, domainId: 1, epoch: 0 } as const;

test('live and archive have limits of their own', () => {
  const subscriber = user({ account: account(2) });
  expect(windowLimits(subscriber, false)).toEqual({ organizationId: 2, all: 4, own: 3 });
  expect(windowLimits(subscriber, true)).toEqual({ organizationId: 2, all: 2, own: 1 });
});

test('no limit is none, and 0 is a limit', () => {
  const own = user({
    account: account(2, { liveViews: null, userLiveViews: 0, archiveViews: null, userArchiveViews: null }),
  });
  expect(windowLimits(own, false)).toEqual({ organizationId: 2, all: undefined, own: 0 });
  expect(windowLimits(own, true)).toBeUndefined();
  expect(windowLimits(user({}), false)).toBeUndefined();
});

test('a sub-user without a contract watches under that of the user above', () => {
  const above = user({ id: 8, account: account(2) });
  expect(accountOf(user({ parent: above }))?.organizationId).toBe(2);
  expect(accountOf(user({ parent: above, account: account(3) }))?.organizationId).toBe(3);
  expect(windowLimits(user({ parent: above }), false)?.organizationId).toBe(2);
});

test('administrators and machine clients are not limited', () => {
  expect(windowLimits(user({ administrator: true, account: account(2) }), false)).toBeUndefined();
  expect(windowLimits(client, false)).toBeUndefined();
  expect(accountOf(client)).toBeUndefined();
});
