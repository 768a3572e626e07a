import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UserActor } from '../../src/core/actor.ts';
import { setMember } from '../../src/core/organizations/members.ts';
import { createOrganization } from '../../src/core/organizations/operations.ts';
import {
  endsOf,
  messagePage,
  ticketById,
  ticketCount,
  ticketPage,
  unreadTickets,
} from '../../src/core/tickets/list.ts';
import { addTicketMessage, closeTicket, createTicket, readTicket } from '../../src/core/tickets/operations.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { BILLING, SYSTEM, type TestCore, testCore } from '../support/core.ts';

let t: TestCore;
let home = 0;
let anna: UserActor;
let manager: UserActor;
let neighbour: UserActor;
let stranger: UserActor;
let now = Date.parse('2026-03-01T12:00:00Z');
beforeAll(async () => {
  const made = await testCore();
  t = { ...made, core: { ...made.core, clock: () => new Date(now++) } };
  home = (await createOrganization(t.core, SYSTEM, { title: 'home', contractNumber: 'C-1' })).id;
  const other = (await createOrganization(t.core, SYSTEM, { title: 'other' })).id;
  const user = async (login: string, organization: number) =>
    (await createUser(t.core, SYSTEM, { login, password: 'correct horse' }, organization)).id;
  const [a, m, n, s] = [
    await user('anna', home),
    await user('manager', home),
    await user('neighbour', home),
    await user('stranger', other),
  ];
  await setMember(t.core, SYSTEM, home, m, { editUsers: true });
  [anna, manager, neighbour, stranger] = [await t.as(a), await t.as(m), await t.as(n), await t.as(s)];
});
afterAll(async () => await t.close());

const hour = () => {
  now += 3_600_000;
};
const open = async (title = 'No picture', text = 'Since the morning') => {
  hour();
  return await createTicket(t.core, anna, { title, text });
};
const texts = async (actor: UserActor, id: number) =>
  (await messagePage(t.core, actor, id, { limit: 100 })).items.map(({ author, text }) => [author, text]);

test('a ticket belongs to the author’s contract and waits for the provider', async () => {
  const ticket = await open();
  expect(ticket).toMatchObject({ organizationId: home, contractNumber: 'C-1', author: 'anna', closedAt: null });
  expect(ticket.unread).toBe(false);
  expect((await ticketById(t.core, SYSTEM, ticket.id)).unread).toBe(true);
});

test('an answer is unread until the author has read it, and again after the next one', async () => {
  const { id } = await open();
  const waiting = await unreadTickets(t.core, SYSTEM);
  await addTicketMessage(t.core, BILLING, id, 'We are looking');
  expect(await unreadTickets(t.core, SYSTEM)).toBe(waiting - 1);
  expect(await unreadTickets(t.core, anna)).toBe(1);
  expect(await unreadTickets(t.core, manager)).toBe(0);
  await readTicket(t.core, manager, id);
  expect((await ticketById(t.core, anna, id)).unread).toBe(true);
  await readTicket(t.core, anna, id);
  expect((await ticketById(t.core, anna, id)).unread).toBe(false);
  await addTicketMessage(t.core, SYSTEM, id, 'Done');
  expect((await ticketById(t.core, anna, id)).unread).toBe(true);
  await addTicketMessage(t.core, anna, id, 'Thanks');
  expect((await ticketById(t.core, anna, id)).unread).toBe(false);
});

test('subscribers are not told the names of the provider’s people', async () => {
  const { id } = await open('Q', 'text');
  await addTicketMessage(t.core, BILLING, id, 'answer');
  expect(await texts(anna, id)).toEqual([
    ['anna', 'text'],
    [null, 'answer'],
  ]);
  const { items } = await messagePage(t.core, SYSTEM, id, { limit: 10 });
  expect(items.map(({ author, byProvider }) => [author, byProvider])).toEqual([
    ['anna', false],
    ['domain_1_via_apikey', true],
  ]);
});

test('a question is its author’s, the contract’s managers’ and the provider’s', async () => {
  const { id } = await open();
  expect((await addTicketMessage(t.core, manager, id, 'mine too')).id).toBe(id);
  for (const actor of [neighbour, stranger]) {
    const refused = { kind: 'not_found', message: `Ticket ${id} not found` };
    await expect(ticketById(t.core, actor, id)).rejects.toMatchObject(refused);
    await expect(messagePage(t.core, actor, id, { limit: 1 })).rejects.toMatchObject(refused);
    await expect(addTicketMessage(t.core, actor, id, 'x')).rejects.toMatchObject(refused);
    await expect(closeTicket(t.core, actor, id, true)).rejects.toMatchObject(refused);
    await expect(readTicket(t.core, actor, id)).rejects.toMatchObject(refused);
    expect((await ticketPage(t.core, actor, {}, { limit: 100 })).items).toEqual([]);
    expect(await ticketCount(t.core, actor, {})).toBe(0);
  }
  const far = { ...SYSTEM, domainId: 2 };
  await expect(ticketById(t.core, far, id)).rejects.toMatchObject({ kind: 'not_found' });
  await expect(addTicketMessage(t.core, far, id, 'x')).rejects.toMatchObject({ kind: 'not_found' });
  await expect(closeTicket(t.core, far, id, true)).rejects.toMatchObject({ kind: 'not_found' });
});

test('a closed ticket is opened again by its subscriber’s message, not by the provider’s', async () => {
  const { id } = await open();
  expect((await closeTicket(t.core, BILLING, id, true)).closedAt).not.toBeNull();
  expect((await closeTicket(t.core, BILLING, id, true)).closedAt).not.toBeNull();
  expect((await addTicketMessage(t.core, SYSTEM, id, 'ps')).closedAt).not.toBeNull();
  expect((await addTicketMessage(t.core, anna, id, 'still dark')).closedAt).toBeNull();
  expect((await closeTicket(t.core, anna, id, true)).closedAt).not.toBeNull();
  expect((await closeTicket(t.core, anna, id, false)).closedAt).toBeNull();
});

test('lists narrow by state, by when it was opened, by contract and by words, a page at a time', async () => {
  const one = await open('Door 100%');
  const two = await open('Gate');
  await closeTicket(t.core, SYSTEM, two.id, true);
  const list = async (query = {}, page = {}) =>
    (await ticketPage(t.core, SYSTEM, query, { limit: 100, ...page })).items.map(({ id }) => id);
  expect(await list({ state: 'open' })).toContain(one.id);
  expect(await list({ state: 'open' })).not.toContain(two.id);
  expect(await list({ state: 'closed' })).toContain(two.id);
  expect(await list({ id: two.id })).toEqual([two.id]);
  expect(await list({ from: one.createdAt })).toEqual([two.id, one.id]);
  expect(await list({ from: one.createdAt, before: two.createdAt })).toEqual([one.id]);
  expect(await list({}, { search: '100%' })).toEqual([one.id]);
  expect(await list({ organizationId: home + 1 })).toEqual([]);
  expect(await list({ waiting: true })).toContain(one.id);
  const page = await ticketPage(t.core, SYSTEM, {}, { limit: 1 });
  expect(await list({}, { after: page.next ?? '', limit: 1 })).toEqual([one.id]);
  expect(await ticketCount(t.core, SYSTEM, { id: one.id })).toBe(1);
});

test('the first and the newest message of each ticket', async () => {
  const one = await open('one', 'only');
  const two = await open('two', 'first');
  await addTicketMessage(t.core, BILLING, two.id, 'middle');
  await addTicketMessage(t.core, anna, two.id, 'last');
  const ends = await endsOf(t.core, SYSTEM, [one, two]);
  expect(ends(one).map((m) => m?.text)).toEqual(['only', 'only']);
  expect(ends(two).map((m) => m?.text)).toEqual(['first', 'last']);
});

test('texts have bounds', async () => {
  hour();
  const create = (title: string, text: string) => createTicket(t.core, anna, { title, text });
  await expect(create('  ', 'x')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(create('x', ' \n ')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(create('x'.repeat(201), 'x')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(create('x', 'x'.repeat(10_001))).rejects.toMatchObject({ kind: 'invalid' });
  await expect(create('x', 'a\u0000b')).rejects.toMatchObject({ kind: 'invalid' });
  const { id } = await create('x', 'x');
  await expect(addTicketMessage(t.core, anna, id, ' ')).rejects.toMatchObject({ kind: 'invalid' });
  await expect(addTicketMessage(t.core, BILLING, id, 'x'.repeat(10_001))).rejects.toMatchObject({ kind: 'invalid' });
});

test('a subscriber opens ten tickets an hour, also when all are sent at once', async () => {
  hour();
  const all = await Promise.allSettled(
    Array.from({ length: 14 }, (_, i) => createTicket(t.core, neighbour, { title: `n ${i}`, text: 'x' })),
  );
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  const [refused] = all.filter((result) => result.status === 'rejected');
  expect(refused?.reason).toMatchObject({ kind: 'too_many', details: { retryAfterSeconds: expect.any(Number) } });
  expect((await createTicket(t.core, anna, { title: 'mine', text: 'x' })).id).toBeGreaterThan(0);
  hour();
  expect((await createTicket(t.core, neighbour, { title: 'later', text: 'x' })).id).toBeGreaterThan(0);
});

test('sixty messages an hour in one ticket; the provider has no such bound', async () => {
  const { id } = await open();
  for (let i = 0; i < 59; i++) await addTicketMessage(t.core, anna, id, `${i}`);
  await expect(addTicketMessage(t.core, anna, id, 'more')).rejects.toMatchObject({ kind: 'too_many' });
  for (let i = 0; i < 3; i++) await addTicketMessage(t.core, SYSTEM, id, `${i}`);
});

test('only subscribers open tickets', async () => {
  await expect(createTicket(t.core, SYSTEM, { title: 'x', text: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(createTicket(t.core, BILLING, { title: 'x', text: 'x' })).rejects.toMatchObject({ kind: 'forbidden' });
});

test('a ticket outlives its author', async () => {
  const { id } = await createTicket(t.core, stranger, { title: 'x', text: 'x' });
  await t.core.sql`delete from app_user where id = ${stranger.id}`;
  expect(await ticketById(t.core, SYSTEM, id)).toMatchObject({ authorId: null, author: 'stranger' });
  const [first] = (await endsOf(t.core, SYSTEM, [await ticketById(t.core, SYSTEM, id)]))(
    await ticketById(t.core, SYSTEM, id),
  );
  expect(first).toMatchObject({ authorId: stranger.id, author: 'stranger', name: '' });
});
