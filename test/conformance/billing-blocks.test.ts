import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createServiceAdministrator } from '../../src/core/clients/administrators.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/**
 * Real billings suspend with the key and resume with an administrator's session, or sign in by password: whatever comes
 * through an integration's API from whoever manages the whole domain is one hand. The console's people are another.
 */
let app: TestApp;
let own: Client;
let console_: Client;
let session: string;
let organization: number;
let subscriber: number;
let camera: number;
let count = 0;

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;
const CSV = { 'content-type': 'text/csv' };
const key = { 'x-vsaas-api-key': ADMIN.apiKey };

async function watcher(method: string, path: string, who: Record<string, string>, body?: object | string) {
  const type = typeof body === 'string' ? CSV : { 'content-type': 'application/json' };
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { ...who, ...(body === undefined ? {} : type) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

async function forpost(method: string, params: Record<string, string | number>): Promise<Json> {
  const signed = { AdminLogin: 'billing', AdminPassword: 'billing-secret', ...params };
  const form = new URLSearchParams(Object.entries(signed).map(([name, value]): [string, string] => [name, `${value}`]));
  const response = await fetch(`${app.url}/system-api/${method}`, { method: 'POST', body: form });
  return await response.json();
}

async function smartyard(method: string, body: object) {
  const url = `${app.url}/bill/api/${method}/`;
  return await fetch(url, { method: 'POST', body: JSON.stringify(body) });
}

const login = () => `abon${count}`;
const name = () => `cam${count}`;
const enabled = async () => (await watcher('GET', `/users/${subscriber}`, key)).body.enabled as boolean;
const lastEvent = async () => (await own.get('/billing-events?limit=1')).body.items[0];

beforeAll(async () => {
  app = await testApp();
  own = withKey(app, ADMIN.apiKey);
  console_ = await signedIn(app, ADMIN.login, ADMIN.password);
  await createServiceAdministrator(app.core, app.system, { login: 'billing', password: 'billing-secret' });
  session = (await watcher('POST', '/auth/login', {}, ADMIN)).body.session;
});
afterAll(async () => await app.close());
beforeEach(async () => {
  count++;
  organization = (await watcher('POST', '/organizations', key, { title: `House ${count}` })).body.id;
  const user = { login: login(), password: 'Abon-1-pass', organization_id: organization };
  subscriber = (await watcher('POST', '/users', key, user)).body.id;
  camera = 0;
  await watcher('POST', '/cameras', key, {
    name: name(),
    organization_id: organization,
    stream_url: 'fake://clock',
    static: false,
  });
  const [row] = await app.core.sql<{ id: number }[]>`select id from camera where name = ${name()}`;
  camera = row?.id ?? 0;
});

const withSession = () => ({ 'x-vsaas-session': session });
const basic = { authorization: `Basic ${Buffer.from(`${ADMIN.login}:${ADMIN.password}`).toString('base64')}` };
const hands: readonly (readonly [string, () => Record<string, string>])[] = [
  ['the key', () => key],
  ['a session', withSession],
  ["the key in an administrator's name", () => ({ ...key, 'x-vsaas-user': ADMIN.login })],
  ['login and password', () => basic],
];
for (const [off, suspend] of hands)
  for (const [on, resume] of hands)
    test(`suspended with ${off}, resumed with ${on}`, async () => {
      await watcher('PUT', `/users/${subscriber}`, suspend(), { enabled: 'false' });
      expect(await enabled()).toBe(false);
      const answer = await watcher('PUT', `/users/${subscriber}`, resume(), { enabled: 'true' });
      expect(answer).toMatchObject({ status: 200, body: { enabled: true } });
      expect(answer.body).not.toHaveProperty('blocks');
    });

test('suspended with the key, resumed by an import in a session, as JSON and as CSV', async () => {
  const rows = [
    [{ login: login(), enabled: 'true', password: 'Abon-1-pass' }],
    `login,enabled,password\n${login()},true,Abon-1-pass`,
  ];
  for (const body of rows) {
    await watcher('PUT', `/users/${subscriber}`, key, { enabled: 'false' });
    const answer = await watcher('POST', '/users/import', withSession(), body);
    expect(answer.body).toEqual({ deleted: 0, updated: 1, created: 0, errors: {} });
    expect(await enabled()).toBe(true);
  }
});

test('cameras too: suspended in a session, resumed by an import with the key and by the other dialects', async () => {
  const at = `/cameras/${name()}`;
  const off = async () =>
    expect((await watcher('PUT', at, withSession(), { enabled: false })).body.enabled).toBe(false);
  const isOn = async () => expect((await watcher('GET', at, key)).body.enabled).toBe(true);
  await off();
  await watcher('POST', '/cameras/import', key, [{ name: name(), enabled: true }]);
  await isOn();
  await off();
  expect(await forpost('EditCamera', { ID: camera, IsActive: 1 })).toEqual({ ID: camera });
  await isOn();
  await off();
  await smartyard('devices_mod', { device_id: camera, is_active: true });
  await isOn();
});

test('what Forpost locked and switched off, an administrator who signs the calls lifts', async () => {
  const person = { AdminLogin: ADMIN.login, AdminPassword: ADMIN.password };
  await forpost('EditAccount', { ID: organization, IsActive: 0, IsLoginLocked: 1, LoginLockReason: 'Долг' });
  await forpost('EditAccount', { ...person, ID: organization, IsActive: 1, IsLoginLocked: 0 });
  const [account] = await forpost('FindAccounts', { ID: organization });
  expect(account).toMatchObject({ IsActive: 1, IsLoginLocked: 0, LoginLockReason: '' });
  expect(account).not.toHaveProperty('InactiveReason');
});

test("the console's block stays the administrator's, and no answer claims that it went", async () => {
  await console_.put(`/users/${subscriber}/blocks/administrator`, { reason: 'abuse' });
  const shown = { enabled: false, blocks: [{ source: 'administrator', reason: 'abuse', since: expect.any(Number) }] };
  for (const who of [key, withSession()]) {
    expect((await watcher('PUT', `/users/${subscriber}`, who, { enabled: true })).body).toMatchObject(shown);
    expect(await lastEvent()).toMatchObject({
      type: 'user.change',
      outcome: 'no_change',
      message: `user ${subscriber} stays off: blocked by administrator: abuse`,
    });
  }
  expect((await lastEvent()).client).toBe(ADMIN.login);
  const rows = [{ login: login(), enabled: true, note: 'paid' }];
  expect((await watcher('POST', '/users/import', key, rows)).body).toEqual({
    deleted: 0,
    updated: 0,
    created: 0,
    errors: { [login()]: 'enabled: it stays off: blocked by administrator: abuse' },
    error_message: `${login()}: enabled: it stays off: blocked by administrator: abuse`,
  });
  expect((await watcher('GET', `/users/${subscriber}`, key)).body).toMatchObject({ ...shown, note: 'paid' });
  await console_.delete(`/users/${subscriber}/blocks/administrator`);
  expect(await enabled()).toBe(true);
});

test("a billing's own block that goes beside another's is a change, in the event and the audit", async () => {
  await watcher('PUT', `/users/${subscriber}`, key, { enabled: false });
  await console_.put(`/users/${subscriber}/blocks/administrator`, {});
  await watcher('PUT', `/users/${subscriber}`, key, { enabled: true });
  expect(await lastEvent()).toMatchObject({ outcome: 'applied', message: expect.stringContaining('administrator') });
  const [row] = await app.core.sql`
    select changes from audit_change where object_kind = 'user' and object_id = ${subscriber} order by id desc limit 1`;
  expect(row?.changes).toEqual({ 'block.billing': ['', null] });
});

test("a reason that the billing's block was given stays when it is set again without one", async () => {
  await own.put(`/users/${subscriber}/blocks/billing`, { reason: 'Not paid since May' });
  const again = await watcher('PUT', `/users/${subscriber}`, withSession(), { enabled: false });
  expect(again.body.enabled).toBe(false);
  expect((await own.get(`/users/${subscriber}`)).body.blocks).toMatchObject([
    { source: 'billing', reason: 'Not paid since May' },
  ]);
});

test("a camera that the console blocked stays off in every dialect's answer", async () => {
  await console_.put(`/cameras/${camera}/blocks/administrator`, { reason: 'ремонт' });
  expect((await watcher('PUT', `/cameras/${name()}`, key, { enabled: true })).body).toMatchObject({
    enabled: false,
    blocks: [{ source: 'administrator', reason: 'ремонт' }],
  });
  expect((await watcher('POST', '/cameras/import', key, [{ name: name(), enabled: true }])).body).toEqual({
    deleted: 0,
    updated: 0,
    created: 0,
    errors: { [name()]: 'enabled: it stays off: blocked by administrator: ремонт' },
    error_message: `${name()}: enabled: it stays off: blocked by administrator: ремонт`,
  });
  const inactive = { IsActive: 0, InactiveReason: 'Выключено администратором: ремонт' };
  expect(await forpost('EditCamera', { ID: camera, IsActive: 1 })).toEqual({ ID: camera, ...inactive });
  expect((await forpost('GetCameras', { ID: camera }))[0]).toMatchObject(inactive);
  const answer = await smartyard('devices_mod', { device_id: camera, is_active: true });
  expect([answer.status, await answer.text(), answer.headers.get('x-is-active')]).toEqual([200, '', 'false']);
  expect(decodeURIComponent(answer.headers.get('x-inactive-reason') ?? '')).toBe(inactive.InactiveReason);
  const { devices } = (await (await smartyard('devices_list', {})).json()) as Json;
  const device = devices.find((one: Json) => one.device_id === camera);
  expect(device).toMatchObject({ is_active: false, inactive_reason: inactive.InactiveReason });
});

test('accounts and users of Forpost say whose block and whose lock remain', async () => {
  await console_.put(`/organizations/${organization}/blocks/administrator`, { reason: 'суд' });
  await console_.put(`/organizations/${organization}/sign-in-lock`, { reason: 'мошенничество' });
  expect(await forpost('EditAccount', { ID: organization, IsActive: 1, IsLoginLocked: 0 })).toEqual({
    ID: organization,
    IsActive: 0,
    InactiveReason: 'Выключено администратором: суд',
    IsLoginLocked: 1,
    LoginLockReason: 'мошенничество',
  });
  expect((await lastEvent()).message).toBe(
    `organization ${organization} stays off: blocked by administrator: суд; organization ${organization} stays locked: blocked by administrator: мошенничество`,
  );
  await console_.put(`/users/${subscriber}/blocks/administrator`, { reason: 'abuse' });
  const inactive = { IsActive: 0, InactiveReason: 'Выключено администратором: abuse' };
  expect(await forpost('EditUser', { ID: subscriber, IsActive: 1 })).toEqual({ ID: subscriber, ...inactive });
  expect((await forpost('GetAccountUsers', { ID: subscriber }))[0]).toMatchObject(inactive);
  expect(await forpost('EditUser', { ID: subscriber, FIO: 'Anna' })).toEqual({ ID: subscriber });
});

test("an owner's own block stays the owner's", async () => {
  await watcher('PUT', `/organizations/${organization}`, key, { owner_id: subscriber });
  const other = { login: `other${count}`, password: 'Other-1-pass', organization_id: organization };
  const id = (await watcher('POST', '/users', key, other)).body.id;
  const mine = (await watcher('POST', '/auth/login', {}, { login: login(), password: 'Abon-1-pass' })).body.session;
  await watcher('PUT', `/users/${id}`, { 'x-vsaas-session': mine }, { enabled: false });
  const asked = await watcher('PUT', `/users/${id}`, key, { enabled: true });
  expect(asked.body).toMatchObject({ enabled: false, blocks: [{ source: 'owner', reason: '' }] });
});
