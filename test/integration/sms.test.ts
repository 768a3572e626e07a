import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings, settings } from '../../src/core/domains/settings.ts';
import { sendTestSms } from '../../src/core/domains/test-sms.ts';
import { createUser } from '../../src/core/users/operations.ts';
import { deliverDue, deliverOutbox } from '../../src/jobs/outbox.ts';
import { ReceiptSessions } from '../../src/jobs/smpp/receipts.ts';
import { SmsSender } from '../../src/jobs/sms.ts';
import { signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { BILLING } from '../support/core.ts';
import { Phones } from '../support/phones.ts';
import { codeIn, type HttpGateway, httpGateway, type SmsCentre, smsCentre } from '../support/sms.ts';
import { administrator, PASSWORD, tenant } from '../support/tenants.ts';

let app: TestApp;
let http: HttpGateway;
let centre: SmsCentre;
let phones: Phones;
let last = 2_000_000;
const number = () => `8910${++last}`;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  [http, centre] = await Promise.all([httpGateway(), smsCentre()]);
});
afterAll(async () => {
  await Promise.all([http.close(), centre.close()]);
  await app.close();
});
beforeEach(() => {
  phones = new Phones(app);
  phones.nextDay();
});
afterEach(async () => await app.core.sql`delete from outbox_message`);

const use = (smsUri: string | null, smsBody: string | null = null) =>
  changeSettings(app.core, app.system, { smsUri, smsBody });
const overHttp = () => use(`http://user:canary@127.0.0.1:${http.port}/send?to={phone}&text={text}&key=canary`);
const overSmpp = (from = 'Dom-24') => use(`smpp://user:canary@127.0.0.1:${centre.port}?from=${from}`);
const deliver = () => deliverDue(phones.core, 'sms', phones.core.sendSms);
const waiting = () => app.core.sql<{ attempts: number; lastError: string; wait: number }[]>`
  select attempts, last_error, round(extract(epoch from next_attempt_at - now()))::int as wait
  from outbox_message where sent_at is null`;
const dueNow = () => app.core.sql`update outbox_message set next_attempt_at = now()`;

describe('an HTTP gateway', () => {
  test('is given the number and the text in its URL, and our credentials', async () => {
    await overHttp();
    const phone = number();
    await phones.ask(phone);
    expect(await deliver()).toBe(1);
    const { method, url, headers } = http.received.at(-1) ?? { url: '' };
    const query = new URL(url, 'http://h').searchParams;
    expect([method, query.get('to'), query.get('key')]).toEqual(['GET', `7${phone.slice(1)}`, 'canary']);
    expect(headers?.authorization).toBe(`Basic ${Buffer.from('user:canary').toString('base64')}`);
    expect(await phones.confirm(phone, codeIn(query.get('text') ?? ''))).toMatchObject({ userId: expect.any(Number) });
    expect(await deliver()).toBe(0);
  });

  test('is posted JSON where the settings have a body', async () => {
    await use(`http://127.0.0.1:${http.port}/json`, '{"key":"canary","to":"{phone}","text":"{text}"}');
    await phones.ask(number());
    await deliver();
    const { method, headers, body } = http.received.at(-1) ?? { body: '' };
    expect([method, headers?.['content-type']]).toEqual(['POST', 'application/json']);
    expect(JSON.parse(body)).toMatchObject({ key: 'canary', text: expect.stringMatching(/^Код: \d{4}/) });
  });

  test('that refuses is asked again while the code lives, and told of in the log without a secret', async () => {
    await overHttp();
    http.answer = { status: 500, body: 'canary' };
    const phone = number();
    await phones.ask(phone);
    for (const attempts of [1, 2, 3]) {
      await deliver();
      expect(await waiting()).toMatchObject([{ attempts, wait: 6, lastError: 'The SMS gateway answered 500' }]);
      await dueNow();
      phones.later(6);
    }
    http.answer = { status: 200, body: 'OK' };
    expect(await deliver()).toBe(1);
    expect(await waiting()).toEqual([]);
    const told = JSON.stringify([phones.logged, app.logged, await waiting()]);
    expect(told).toContain('a message was not delivered');
    expect(told).not.toMatch(new RegExp(`canary|${phone.slice(1)}|Код`));
  });

  test('is not asked any more when the code is over', async () => {
    await overHttp();
    await phones.ask(number());
    phones.later(61);
    const before = http.received.length;
    await deliver();
    expect(http.received).toHaveLength(before);
    await dueNow();
    expect(await deliver()).toBe(0);
    expect(await waiting()).toMatchObject([{ attempts: 8, lastError: 'It is too old to be sent' }]);
  });

  test('that is not there is an outage of delivery, not of asking', async () => {
    await use('http://127.0.0.1:1/?to={phone}&text={text}');
    await phones.ask(number());
    await deliver();
    expect(await waiting()).toMatchObject([{ attempts: 1, lastError: expect.stringContaining('ECONNREFUSED') }]);
  });

  test('is asked at once, by the process that delivers', async () => {
    await overHttp();
    const life = new AbortController();
    deliverOutbox({ ...app.core, clock: phones.core.clock }, life.signal);
    const before = http.received.length;
    await phones.ask(number());
    await expect.poll(() => http.received.length, { timeout: 10_000 }).toBe(before + 1);
    life.abort();
  });
});

test('a message that hangs at its gateway keeps no other waiting', async () => {
  await overHttp();
  const [hanging, ...others] = [number(), number(), number()] as const;
  http.hangsAt = `7${hanging.slice(1)}`;
  const asked = (phone: string) => http.received.some(({ url }) => url.includes(`7${phone.slice(1)}`));
  const life = new AbortController();
  deliverOutbox({ ...app.core, clock: phones.core.clock }, life.signal);
  await phones.ask(hanging);
  await expect.poll(() => asked(hanging), { timeout: 10_000 }).toBe(true);
  for (const phone of others) await phones.ask(phone);
  // Both are sent while the first is still waited for.
  await expect.poll(() => others.every(asked), { timeout: 10_000 }).toBe(true);
  await expect.poll(waiting, { timeout: 10_000 }).toMatchObject([{ attempts: 0, lastError: null }]);
  life.abort();
  http.hangsAt = undefined;
});

describe('an SMS centre over SMPP', () => {
  test('is bound to, and takes the text in Cyrillic from the name that is set', async () => {
    await overSmpp();
    const phone = number();
    await phones.ask(phone);
    await deliver();
    expect(centre.bound.at(-1)).toMatchObject({ system_id: 'user', password: 'canary', interface_version: 0x34 });
    const taken = centre.taken.at(-1);
    expect(taken).toMatchObject({
      source_addr: 'Dom-24',
      source_addr_ton: 5,
      destination_addr: `7${phone.slice(1)}`,
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      data_coding: 8,
    });
    const message = (taken?.short_message as { message: string } | undefined)?.message ?? '';
    expect(message).toMatch(/^Код: \d{4}\. Никому его не сообщайте\.$/);
    expect(await phones.confirm(phone, codeIn(message))).toMatchObject({ userId: expect.any(Number) });
    expect(await waiting()).toEqual([]);
  });

  test('that takes transceivers alone is bound to as one where the settings say so', async () => {
    centre.takes = 'bind_transceiver';
    await overSmpp();
    const send = () => app.core.sendSms(1, { phone: '89103523378', text: 'x' });
    await expect(send()).rejects.toThrow('ESME_RBINDFAIL');
    await overSmpp('Dom-24&bind=transceiver');
    expect(await send()).toEqual({ answer: expect.stringMatching(/^taken as m\d+$/) });
    expect(centre.bound.at(-1)).toMatchObject({ command: 'bind_transceiver', interface_version: 0x34 });
    centre.takes = 'bind_transmitter';
  });

  test('that asks whether we are still there is answered before it takes a message', async () => {
    await overSmpp();
    centre.enquires = true;
    expect(await app.core.sendSms(1, { phone: '89103523378', text: 'x' })).toMatchObject({
      answer: expect.stringMatching(/^taken as m\d+$/),
    });
    centre.enquires = false;
  });

  test('takes Latin text in its own alphabet, from a number too', async () => {
    await overSmpp('%2B79990001122');
    await app.core.sendSms(1, { phone: '89103523378', text: 'Code: 1234' });
    expect(centre.taken.at(-1)).toMatchObject({
      source_addr: '79990001122',
      source_addr_ton: 1,
      data_coding: 0,
      short_message: { message: 'Code: 1234' },
    });
  });

  test('that refuses the login, or the message, or hangs up, is told of by its own word', async () => {
    await overSmpp();
    const send = () => app.core.sendSms(1, { phone: '89103523378', text: 'x' });
    centre.says = { bind: 0x0e, submit: 0 };
    await expect(send()).rejects.toThrow('ESME_RINVPASWD');
    centre.says = { bind: 0, submit: 0x58 };
    await expect(send()).rejects.toThrow('ESME_RTHROTTLED');
    centre.says = { bind: 0, submit: 0 };
    await use(`smpp://user:canary@127.0.0.1:${http.port}`);
    await expect(send()).rejects.toThrow(/hung up|cannot be spoken to/);
    await use('smpp://user:canary@127.0.0.1:1');
    await expect(send()).rejects.toThrow('ECONNREFUSED');
  });

  test('that hangs up instead of saying goodbye has taken the message all the same', async () => {
    await overSmpp();
    centre.rude = true;
    expect(await app.core.sendSms(1, { phone: '89103523378', text: 'x' })).toMatchObject({
      answer: expect.stringMatching(/^taken as m\d+$/),
    });
    centre.rude = false;
  });
});

describe('receipts of an SMS centre', () => {
  const withReceipts = async () => {
    centre.takes = 'bind_transceiver';
    await overSmpp('Dom-24&receipts=yes');
  };
  const messages = async (query = '') => (await (await administrator(app)).get(`/messages${query}`)).body.items;
  const RECEIPT = { esm_class: 4 };
  const text = (id: string, stat: string) => `id:${id} sub:001 dlvrd:001 submit date:2611300000 stat:${stat} err:000`;
  afterEach(() => {
    centre.hangUp();
    Object.assign(centre, { takes: 'bind_transmitter', before: undefined, names: () => `m${centre.taken.length}` });
  });

  test('are asked for by an option, over one session that stays, and told beside the message', async () => {
    await withReceipts();
    const before = centre.bound.length;
    const [first, second] = [number(), number()] as const;
    for (const phone of [first, second]) {
      await phones.ask(phone);
      await deliver();
    }
    expect(centre.bound).toHaveLength(before + 1);
    expect(centre.taken.at(-1)).toMatchObject({ registered_delivery: 1 });
    expect(await messages()).toMatchObject([
      { recipient: second, state: 'sent', outcome: null },
      { recipient: first, state: 'sent', outcome: null },
    ]);
    const [one, two] = [centre.taken.length - 1, centre.taken.length];
    await centre.deliver({ ...RECEIPT, short_message: text(`m${one}`, 'ENROUTE') });
    await centre.deliver({ ...RECEIPT, short_message: text(`m${one}`, 'UNDELIV') });
    expect(await centre.deliver({ ...RECEIPT, receipted_message_id: `m${two}`, message_state: 2 })).toBe(0);
    expect(await messages('?kind=sms')).toMatchObject([{ outcome: 'delivered' }, { outcome: 'undeliverable' }]);
    // What became of it does not change any more, and a message that is no receipt says nothing.
    await centre.deliver({ ...RECEIPT, short_message: text(`m${two}`, 'EXPIRED') });
    expect(await centre.deliver({ short_message: text(`m${one}`, 'DELIVRD') })).toBe(0);
    expect(await messages()).toMatchObject([{ outcome: 'delivered' }, { outcome: 'undeliverable' }]);
    expect((await messages(`?search=${encodeURIComponent(`+7${first.slice(1)}`)}`)).length).toBe(1);
  });

  test.each([
    ['4D2A0F', '5057039'],
    ['123456789', '75bcd15'],
    ['abc-1', 'ABC-1'],
  ])('are of the message that was taken as %s, when they call it %s', async (taken, told) => {
    await withReceipts();
    centre.names = () => taken;
    await phones.ask(number());
    await deliver();
    await centre.deliver({ ...RECEIPT, short_message: text(told, 'DELIVRD') });
    expect(await messages()).toMatchObject([{ outcome: 'delivered', outcomeAt: expect.any(String) }]);
  });

  test('may come before the message is called taken', async () => {
    await withReceipts();
    centre.names = () => 'early';
    centre.before = { ...RECEIPT, short_message: text('early', 'DELIVRD') };
    await phones.ask(number());
    await deliver();
    await expect.poll(messages, { timeout: 10_000 }).toMatchObject([{ outcome: 'delivered' }]);
  });

  test('are sent again by a centre whose receipt could not be kept', async () => {
    centre.takes = 'bind_transceiver';
    const account = { address: '127.0.0.1', port: centre.port, systemId: 'u', password: 'p', from: '' } as const;
    const sessions = new ReceiptSessions(() => Promise.reject(new Error('the database is away')));
    const message = { phone: '89103523378', text: 'x' };
    await sessions.submit(1, { ...account, bind: 'transceiver', receipts: true }, message, 5000);
    expect(await centre.deliver({ ...RECEIPT, short_message: text('m1', 'DELIVRD') })).toBe(0x64);
    sessions.close();
  });

  test('a session over which a message was refused goes on', async () => {
    await withReceipts();
    const send = () => app.core.sendSms(1, { phone: '89103523378', text: 'x' });
    await send();
    const before = centre.bound.length;
    centre.says = { bind: 0, submit: 0x58 };
    await expect(send()).rejects.toThrow('ESME_RTHROTTLED');
    centre.says = { bind: 0, submit: 0 };
    await send();
    expect(centre.bound).toHaveLength(before);
  });

  test('a session that the centre ended is bound anew for the next message', async () => {
    await withReceipts();
    const send = () => app.core.sendSms(1, { phone: '89103523378', text: 'x' });
    await send();
    const before = centre.bound.length;
    centre.hangUp();
    await expect
      .poll(
        () =>
          send().then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    expect(centre.bound.length).toBe(before + 1);
  });

  test('are the administrators’ alone, and each provider’s own', async () => {
    await overHttp();
    await phones.ask(number());
    const ann = await tenant(app, 'ann-of-messages');
    const owner = await signedIn(app, ann.ownerLogin, PASSWORD);
    expect((await owner.get('/messages')).status).toBe(403);
    expect(JSON.stringify(await messages())).not.toMatch(/canary|Код/);
    await app.core.sql`update outbox_message set domain_id = 2`;
    expect(await messages()).toEqual([]);
  });
});

test('fake://sms writes the text to the log, under half a number', async () => {
  await use('fake://sms');
  await new SmsSender(phones.core).send(1, { phone: '89103523378', text: 'Код: 1234' });
  expect(phones.logged.at(-1)).toContain('Код: 1234');
  expect(phones.logged.at(-1)).toContain('8910***78');
});

describe('the settings', () => {
  test('are sealed, shown without credentials, and kept when they come back as they were shown', async () => {
    const smsUri = 'https://u:canary@10.0.0.9/send?api_id=canary';
    const smsBody = '{"psw":"canary","to":"{phone}","text":"{text}"}';
    const shown = await changeSettings(app.core, BILLING, { smsUri, smsBody });
    expect(shown).toMatchObject({
      smsUri: 'https://***@10.0.0.9/send?api_id=***',
      smsBody: '{"psw":"***","to":"{phone}","text":"{text}"}',
    });
    const { smsUri: seenUri, smsBody: seenBody } = shown;
    await changeSettings(app.core, BILLING, { smsUri: seenUri, smsBody: seenBody });
    expect(await settings(app.core, app.system)).toMatchObject({ smsUri: seenUri, smsBody: seenBody });
    await expect(changeSettings(app.core, BILLING, { smsUri: `${seenUri}&x=1` })).rejects.toMatchObject({
      fields: { smsUri: { reason: 'settings_mask' } },
    });
    for (const table of ['domain', 'audit_change', 'billing_event']) {
      const rows = await app.core.sql`select row_to_json(t)::text as row from ${app.core.sql(table)} t`;
      expect(JSON.stringify(rows), table).not.toContain('canary');
    }
  });

  test('are checked together, and lead nowhere that is refused', async () => {
    await use(null);
    const refused = (change: { smsUri: string; smsBody?: string }) =>
      expect(changeSettings(app.core, app.system, change)).rejects.toMatchObject({ kind: 'invalid' });
    await refused({ smsUri: 'http://10.0.0.9/send?to={phone}' });
    await refused({ smsUri: 'http://169.254.169.254/?to={phone}&text={text}' });
    await refused({ smsUri: 'smpp://u:p@[fe80::1]' });
    await use('http://10.0.0.9/send?to={phone}', 'text={text}');
    await expect(changeSettings(app.core, app.system, { smsBody: null })).rejects.toMatchObject({ kind: 'invalid' });
    expect((await settings(app.core, app.system)).smsBody).toBe('text={text}');
  });

  test('are for administrators alone: whoever sets them reads everybody’s codes', async () => {
    const { id } = await createUser(app.core, app.system, { login: 'clerk', mayEditSettings: true });
    await app.core.feed.settled();
    const clerk = { ...app.system, kind: 'user' as const, id, login: 'clerk', administrator: false, readonly: false };
    const may = { mayEditOrganizations: false, mayEditSettings: true, mayViewOrganizations: false };
    const actor = { ...clerk, ...may, denied: [], mustChangePassword: false, viaClient: undefined };
    for (const change of [{ smsUri: 'fake://sms' }, { smsBody: 'a={text}' }])
      await expect(changeSettings(app.core, actor, change)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(sendTestSms(app.core, actor, '89103523378')).rejects.toMatchObject({ kind: 'forbidden' });
  });
});
