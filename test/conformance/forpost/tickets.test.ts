import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UserActor } from '../../../src/core/actor.ts';
import { createOrganization } from '../../../src/core/organizations/operations.ts';
import { actorById } from '../../../src/core/sessions/sessions.ts';
import { ticketById } from '../../../src/core/tickets/list.ts';
import { createTicket } from '../../../src/core/tickets/operations.ts';
import { createUser } from '../../../src/core/users/operations.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, writes } from './support.ts';

interface Ticket {
  readonly ID: number;
  readonly CreationDate: string;
  readonly Title: string;
  readonly FirstMessage: string;
  readonly LastMessage: string;
}

let app: TestApp;
let anna: UserActor;
beforeAll(async () => {
  app = await testApp();
  const { core, system } = app;
  const home = await createOrganization(core, system, { title: 'home', contractNumber: 'Д-7' });
  const fields = { login: 'anna', password: 'correct horse', name: 'Анна', email: 'a@example.com', phone: '+79001' };
  const { id } = await createUser(core, system, fields, home.id);
  await core.feed.settled();
  anna = await actorById(core, id, system.trace);
});
afterAll(async () => await app.close());

/** Opened at that instant. */
async function ticket(title: string, at = '2026-05-01T10:00:00Z'): Promise<number> {
  const core = { ...app.core, clock: () => new Date(at) };
  return (await createTicket(core, anna, { title, text: `${title}?` })).id;
}
const list = async (params = {}) => await call<Ticket[]>(app, 'GetTickets', params);
const ids = async (params = {}) => (await list(params)).map(({ ID }) => ID);

describe('GetTickets', () => {
  test('takes bounds from the first day of the calendar to the last', async () => {
    const id = await ticket('bounds');
    expect(await ids({ CreationDateFrom: '0000-01-01', CreationDateTo: '9999-12-31 23:59:59' })).toContain(id);
    expect(await ids({ CreationDateTo: '0001-01-01 00:00:00' })).toEqual([]);
  });

  test('has the first and the newest message as JSON in a string, times in Moscow where no zone is set', async () => {
    const ID = await ticket('Нет картинки');
    await call(app, 'AddTicketMessage', { TicketID: ID, Message: 'Проверяем' });
    const [found] = await list({ ID });
    expect(found).toMatchObject({ ID, CreationDate: '2026-05-01 13:00:00', Title: 'Нет картинки' });
    expect(JSON.parse(found?.FirstMessage ?? '')).toEqual({
      CreationDate: '2026-05-01 13:00:00',
      Message: 'Нет картинки?',
      UserID: anna.id,
      Login: 'anna',
      FIO: 'Анна',
      Email: 'a@example.com',
      Phone: '+79001',
      IsAdmin: 0,
      ContractNumber: 'Д-7',
    });
    const last = JSON.parse(found?.LastMessage ?? '');
    expect(last).toMatchObject({ Message: 'Проверяем', UserID: 1, Login: 'admin', IsAdmin: 1, ContractNumber: '' });
    expect(last.CreationDate).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  test('shows the open ones unless asked otherwise; one by its id in either state', async () => {
    const open = await ticket('open');
    const closed = await ticket('closed');
    await call(app, 'SetTicketState', { ID: closed, State: 1 });
    expect(await ids()).toContain(open);
    expect(await ids()).not.toContain(closed);
    expect(await ids({ State: 0 })).not.toContain(closed);
    expect(await ids({ State: 1 })).toEqual([closed]);
    expect(await ids({ State: -1 })).toEqual(expect.arrayContaining([open, closed]));
    expect(await ids({ ID: closed })).toEqual([closed]);
    expect(await ids({ ID: closed, State: 0 })).toEqual([]);
    expect(await ids({ ID: 999_999 })).toEqual([]);
    expect(await ids({ ID: '', State: '' })).toContain(open);
  });

  test('has both bounds within, in the zone of the provider', async () => {
    const at = await ticket('at', '2025-05-01T00:30:00.700Z');
    const range = async (CreationDateFrom?: string, CreationDateTo?: string) =>
      await ids({ State: -1, CreationDateFrom, CreationDateTo });
    expect(await range('2025-05-01 03:30:00', '2025-05-01 03:30:00')).toEqual([at]);
    expect(await range('2025-05-01T03:30:00', '2025-05-01T03:30:00')).toEqual([at]);
    expect(await range('2025-05-01', '2025-05-01')).toEqual([at]);
    expect(await range('2025-05-01 03:30:01', '2025-06-01 00:00:00')).toEqual([]);
    expect(await range(undefined, '2025-05-01 03:29:59')).toEqual([]);
    await app.core.sql`update domain set time_zone = 'Asia/Vladivostok'`;
    expect(await range('2025-05-01 10:30:00', '2025-05-01 10:30:00')).toEqual([at]);
    expect((await list({ ID: at }))[0]?.CreationDate).toBe('2025-05-01 10:30:00');
    await app.core.sql`update domain set time_zone = 'Etc/UTC'`;
    expect((await list({ ID: at }))[0]?.CreationDate).toBe('2025-05-01 00:30:00');
    await app.core.sql`update domain set time_zone = 'UTC'`;
  });

  test.each([
    ['ID', 'x'],
    ['ID', '1.5'],
    ['State', '2'],
    ['State', 'open'],
    ['CreationDateFrom', '2026-02-30 00:00:00'],
    ['CreationDateFrom', '01.05.2026'],
    ['CreationDateTo', '1800000000'],
    ['CreationDateTo', '2026-01-01 25:00:00'],
  ])('refuses %s=%s', async (name, value) => {
    expect(await list({ [name]: value })).toEqual({ ErrorCode: 2, Error: expect.stringContaining(name) });
  });
});

describe('SetTicketState', () => {
  test('closes and opens, as often as one likes', async () => {
    const ID = await ticket('state');
    for (const State of [1, 1, 0, 0]) {
      expect(await call(app, 'SetTicketState', { ID, State })).toEqual({ Status: 1 });
      expect((await ticketById(app.core, app.system, ID)).closedAt === null).toBe(State === 0);
    }
  });

  test.each(['2', '-1', '', 'x', '1.5'])('refuses State=%s and changes nothing', async (State) => {
    const ID = await ticket('kept', '2026-05-02T10:00:00Z');
    const before = await writes(app);
    expect(await call(app, 'SetTicketState', { ID, State })).toEqual({
      ErrorCode: 2,
      Error: expect.stringContaining('State'),
    });
    expect(await writes(app)).toBe(before);
  });
});

describe('AddTicketMessage', () => {
  test('leaves a closed ticket closed', async () => {
    const ID = await ticket('ps', '2026-05-03T10:00:00Z');
    await call(app, 'SetTicketState', { ID, State: 1 });
    expect(await call(app, 'AddTicketMessage', { TicketID: ID, Message: 'Готово' })).toEqual({ Status: 1 });
    expect((await ticketById(app.core, app.system, ID)).closedAt).not.toBeNull();
  });

  test.each(['', '   ', 'x'.repeat(10_001)])('refuses a text of nothing or too much', async (Message) => {
    const ID = await ticket('kept', '2026-05-04T10:00:00Z');
    const before = await writes(app);
    const answer = await call(app, 'AddTicketMessage', { TicketID: ID, Message });
    expect(answer).toEqual({ ErrorCode: 2, Error: expect.stringContaining('Message') });
    expect(await writes(app)).toBe(before);
  });
});

test('tickets that are not there, or another provider’s, are not found and stay as they are', async () => {
  const [domain] = await app.core.sql`insert into domain (title) values ('Other') returning id`;
  const [other] = await app.core.sql`
    insert into ticket (domain_id, title) values (${domain?.id}, 'foreign') returning id`;
  const before = await writes(app);
  for (const id of [other?.id, 999_999, 0, -1]) {
    const refused = { ErrorCode: 2, Error: `Тикет ${id} не найден` };
    expect(await call(app, 'SetTicketState', { ID: id, State: 1 })).toEqual(refused);
    expect(await call(app, 'AddTicketMessage', { TicketID: id, Message: 'x' })).toEqual(refused);
    expect(await list({ ID: id, State: -1 })).toEqual([]);
  }
  expect(await ids({ State: -1 })).not.toContain(other?.id);
  expect(await writes(app)).toBe(before);
});
