import { afterAll, beforeAll, expect, test } from 'vitest';
import { balances, payIn, statement } from '../../src/core/ledger/operations.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import { deleteOrganization } from '../../src/core/organizations/removal.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let t: TestCore;
let home = 0;
let other = 0;
beforeAll(async () => {
  t = await testCore();
  home = (await createOrganization(t.core, SYSTEM, { title: 'home' })).id;
  other = (await createOrganization(t.core, SYSTEM, { title: 'other' })).id;
});
afterAll(async () => await t.close());

const sum = async (id: number) =>
  (await balances(t.core, SYSTEM, id)).map(({ amount, currency }) => [amount, currency]);
const pay = (organizationId: number, amountMinor: bigint, outsideId?: string) =>
  payIn(t.core, BILLING, { organizationId, amountMinor, outsideId, comment: 'cash' });

test('a contract without payments has a balance of nothing', async () => {
  expect(await sum(home)).toEqual([[0n, 'RUB']]);
  expect(await statement(t.core, SYSTEM, home, { limit: 10 })).toEqual({ items: [], next: null });
});

test('a payment is one balanced entry, one audit change and one billing event', async () => {
  const before = await t.core.sql`select from billing_event`;
  const id = await pay(home, 12_345n);
  expect(await sum(home)).toEqual([[12_345n, 'RUB']]);
  const postings = await t.core.sql`
    select a.kind, a.organization_id, p.amount from ledger_posting p join ledger_account a on a.id = p.account_id
    where p.entry_id = ${id} order by a.kind`;
  expect(postings).toEqual([
    { kind: 'balance', organizationId: home, amount: 12_345 },
    { kind: 'payments', organizationId: null, amount: -12_345 },
  ]);
  const [audit] = await t.core.sql`
    select changes, actor from audit_change where object_kind = 'organization' and object_id = ${home} and action = 'change'`;
  expect(audit).toEqual({ changes: { payment: [null, '123.45 RUB'] }, actor: 'domain_1_via_apikey' });
  const events = await t.core.sql`select type, outcome, request from billing_event order by id desc`;
  expect(events.length).toBe(before.length + 1);
  expect(events[0]).toMatchObject({ type: 'payment.create', outcome: 'applied', request: { amount: '123.45' } });
});

test('the ledger cannot be changed, and an entry out of balance is not stored', async () => {
  const { sql } = t.core;
  await expect(sql`update ledger_posting set amount = 1`).rejects.toThrow('append-only');
  await expect(sql`delete from ledger_entry`).rejects.toThrow('append-only');
  await expect(sql`truncate ledger_posting cascade`).rejects.toThrow('append-only');
  const lopsided = sql.begin(async (tx) => {
    const [entry] = await tx`insert into ledger_entry (domain_id, kind, actor) values (1, 'payment', 'x') returning id`;
    await tx`insert into ledger_posting select ${entry?.id}, min(id), 5 from ledger_account`;
  });
  await expect(lopsided).rejects.toThrow('out of balance');
});

test('many payments at once sum up and none is lost', async () => {
  const payments = Array.from({ length: 60 }, (_, i) => pay(other, BigInt(i + 1)));
  const ids = await Promise.all(payments);
  expect(new Set(ids).size).toBe(60);
  expect(await sum(other)).toEqual([[1830n, 'RUB']]);
  const [accounts] = await t.core.sql`select count(*)::int as count from ledger_account`;
  expect(accounts?.count).toBe(3);
});

test('the same outside id at once is entered once and answered with the same entry', async () => {
  const [before] = await sum(other);
  const ids = await Promise.all(Array.from({ length: 20 }, () => pay(other, 700n, 'at once')));
  expect(new Set(ids).size).toBe(1);
  expect((await sum(other))[0]?.[0]).toBe((before?.[0] as bigint) + 700n);
});

test('an outside id with another sum or contract is a conflict and enters nothing', async () => {
  const first = await pay(home, 500n, 'once');
  expect(await pay(home, 500n, 'once')).toBe(first);
  const before = await sum(home);
  await expect(pay(home, 501n, 'once')).rejects.toMatchObject({ kind: 'conflict' });
  await expect(pay(other, 500n, 'once')).rejects.toMatchObject({ kind: 'conflict' });
  expect(await sum(home)).toEqual(before);
});

test('sums beyond what a number holds stay exact', async () => {
  const rich = (await createOrganization(t.core, SYSTEM, { title: 'rich' })).id;
  for (let i = 0; i < 12; i++) await pay(rich, 999_999_999_999_999n);
  await pay(rich, 1n);
  expect(await sum(rich)).toEqual([[999_999_999_999_999n * 12n + 1n, 'RUB']]);
  const { items } = await statement(t.core, SYSTEM, rich, { limit: 1 });
  expect(items[0]?.balance).toBe(999_999_999_999_999n * 12n + 1n);
});

test.each([0n, -1n, 10n ** 15n + 1n])('%s is no payment', async (amount) => {
  await expect(pay(home, amount)).rejects.toMatchObject({ kind: 'invalid' });
});

test('an unknown contract is not found and leaves a refused event', async () => {
  await expect(pay(999_999, 1n)).rejects.toMatchObject({ kind: 'not_found' });
  const [event] = await t.core.sql`select type, outcome from billing_event order by id desc limit 1`;
  expect(event).toEqual({ type: 'payment.create', outcome: 'rejected' });
});

test('the statement pages newest first, each line with the balance after it', async () => {
  const id = (await createOrganization(t.core, SYSTEM, { title: 'paged' })).id;
  for (const amount of [100n, 20n, 3n]) await pay(id, amount);
  const first = await statement(t.core, SYSTEM, id, { limit: 2 });
  expect(first.items.map(({ amount, balance }) => [amount, balance])).toEqual([
    [3n, 123n],
    [20n, 120n],
  ]);
  const second = await statement(t.core, SYSTEM, id, { limit: 2, after: first.next ?? '' });
  expect(second.items.map(({ amount, balance }) => [amount, balance])).toEqual([[100n, 100n]]);
  expect(second.next).toBeNull();
});

test('a currency without decimals, and what was paid before in another one', async () => {
  await t.core.sql`update domain set currency = 'JPY'`;
  expect(await sum(home)).toEqual([
    [0n, 'JPY'],
    [12_845n, 'RUB'],
  ]);
  await pay(home, 900n);
  const { items } = await statement(t.core, SYSTEM, home, { limit: 10 });
  expect(items.map(({ currency, balance }) => [currency, balance])).toEqual([
    ['JPY', 900n],
    ['RUB', 12_845n],
    ['RUB', 12_345n],
  ]);
  await expect(pay(home, 500n, 'once')).rejects.toMatchObject({ kind: 'conflict' });
  await t.core.sql`update domain set currency = 'RUB'`;
});

test('the balance is the provider’s and the owner’s to see, payments the provider’s to enter', async () => {
  const user = async (login: string) =>
    await t.as((await createUser(t.core, SYSTEM, { login, password: 'correct horse' }, home)).id);
  const member = await user('member');
  const manager = await user('manager');
  await t.core.sql`update membership set edit_users = true where user_id = ${manager.id}`;
  await t.core.sql`insert into change_log (kind, key) values ('user', ${manager.id})`;
  await t.core.feed.settled();
  await expect(balances(t.core, member, home)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(balances(t.core, member, other)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(statement(t.core, manager, other, { limit: 1 })).rejects.toMatchObject({ kind: 'not_found' });
  expect(await balances(t.core, manager, home)).toContainEqual({ amount: 12_845n, currency: 'RUB' });
  const own = payIn(t.core, manager, { organizationId: home, amountMinor: 1n });
  await expect(own).rejects.toMatchObject({ kind: 'forbidden' });
});

test('what was paid is kept when the contract is gone', async () => {
  const id = (await createOrganization(t.core, SYSTEM, { title: 'gone' })).id;
  await pay(id, 77n);
  await deleteOrganization(t.core, SYSTEM, id, { force: true });
  const [row] = await t.core.sql`
    select sum(p.amount)::int as amount from ledger_posting p join ledger_account a on a.id = p.account_id
    where a.organization_id = ${id}`;
  expect(row?.amount).toBe(77);
});
