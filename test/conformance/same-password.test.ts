import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createServiceAdministrator } from '../../src/core/clients/administrators.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

/** Billings send the password with every change: the same one ends no session and no playback token. */
let app: TestApp;
let own: Client;
let hashed = 0;
let checked = 0;
let count = 0;
let id = 0;
let session = '';
let token = '';
const OLD = 'Abon-1-pass';
const key = { 'x-vsaas-api-key': ADMIN.apiKey };
const login = () => `abon${count}`;

// biome-ignore lint/suspicious/noExplicitAny: a test reads any field of any answer
type Json = any;

async function watcher(method: string, path: string, who: Record<string, string>, body?: object | string) {
  const type = { 'content-type': typeof body === 'string' ? 'text/csv' : 'application/json' };
  const response = await fetch(`${app.url}/vsaas/api/v2${path}`, {
    method,
    headers: { ...who, ...(body === undefined ? {} : type) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  if (method !== 'GET') await app.core.feed.settled();
  return { status: response.status, body: (await response.json()) as Json };
}

async function forpost(method: string, params: Record<string, string>): Promise<Json> {
  const body = new URLSearchParams({ AdminLogin: 'billing', AdminPassword: 'billing-secret', ...params });
  const answer = await (await fetch(`${app.url}/system-api/${method}`, { method: 'POST', body })).json();
  await app.core.feed.settled();
  return answer;
}

const lives = async () => ({
  session: (await watcher('GET', '/profile', { 'x-vsaas-session': session })).status === 200,
  token: (await fetch(`${app.url}/vsaas/api/camera_auth?name=yard&token=${token}`)).status === 200,
});
const ALL = { session: true, token: true };
const NONE = { session: false, token: false };
const ways: Readonly<Record<string, (password: string) => Promise<unknown>>> = {
  'a PUT of Watcher': (password) => watcher('PUT', `/users/${id}`, key, { login: login(), password, note: 'x' }),
  'an import of JSON': (password) => watcher('POST', '/users/import', key, [{ login: login(), password }]),
  'an import of CSV': (password) => watcher('POST', '/users/import', key, `login,password\n${login()},${password}`),
  'an import of cameras': (password) =>
    watcher('POST', '/cameras/import', key, [{ name: 'yard', login: login(), password }]),
  'EditUserPassword of Forpost': (password) => forpost('EditUserPassword', { ID: `${id}`, Password: password }),
  'our own API': (password) => own.patch(`/users/${id}`, { password }),
};

beforeAll(async () => {
  app = await testApp();
  own = withKey(app, ADMIN.apiKey);
  await createServiceAdministrator(app.core, app.system, { login: 'billing', password: 'billing-secret' });
  await watcher('POST', '/cameras', key, {
    name: 'yard',
    stream_url: 'fake://clock',
    organization_id: 1,
    static: false,
  });
  // Counts, and does what it did.
  const { passwords } = app.core;
  const { hash, matches } = passwords;
  Object.assign(passwords, {
    hash: async (password: string) => {
      hashed++;
      return await hash.call(passwords, password);
    },
    matches: async (of: string, stored: string, password: string) => {
      checked++;
      return await matches.call(passwords, of, stored, password);
    },
  });
});
afterAll(async () => await app.close());
beforeEach(async () => {
  count++;
  id = (await watcher('POST', '/users', key, { login: login(), password: OLD, organization_id: 1 })).body.id;
  await watcher('POST', '/cameras/import', key, [{ name: 'yard', login: login() }]);
  await signInAgain(OLD);
  hashed = 0;
  checked = 0;
});

async function signInAgain(password: string) {
  session = (await watcher('POST', '/auth/login', {}, { login: login(), password })).body.session;
  const camera = await watcher('GET', '/cameras/yard', { 'x-vsaas-session': session });
  token = camera.body.playback_config.token;
}

for (const [way, send] of Object.entries(ways))
  test(`${way}: the same password changes nothing, another one ends all`, async () => {
    expect(await lives()).toEqual(ALL);
    await send(OLD);
    expect(await lives()).toEqual(ALL);
    expect({ hashed, checked }).toEqual({ hashed: 0, checked: 1 });
    const [audit] = await app.core.sql`
      select from audit_change where object_kind = 'user' and object_id = ${id} and changes ? 'password' and action = 'change'`;
    expect(audit).toBeUndefined();
    await send('Another-2-pass');
    expect(await lives()).toEqual(NONE);
    await signInAgain('Another-2-pass');
    expect(await lives()).toEqual(ALL);
  });

test('suspended and resumed with the password in both calls, all that was there works again', async () => {
  await watcher('PUT', `/users/${id}`, key, { enabled: 'false', password: OLD });
  expect(await lives()).toEqual(NONE);
  await watcher('PUT', `/users/${id}`, key, { enabled: 'true', password: OLD });
  expect(await lives()).toEqual(ALL);
});

test('whoever has to choose a new password stays so when the billing sends the old one, and cannot keep it', async () => {
  await forpost('EditUser', { ID: `${id}`, ChangePasswordAtNextLogin: '1' });
  await watcher('POST', '/users/import', key, [{ login: login(), password: OLD }]);
  const mustChange = async () =>
    (await app.core.sql`select must_change_password from app_user where id = ${id}`)[0]?.mustChangePassword;
  expect(await mustChange()).toBe(true);
  const mine = { 'x-vsaas-session': session };
  const kept = await watcher('PUT', '/profile', mine, { password: OLD });
  expect(kept).toMatchObject({ status: 400, body: { errors: { password: [expect.stringContaining('differ')] } } });
  expect(await mustChange()).toBe(true);
  expect((await watcher('PUT', '/profile', mine, { password: 'Chosen-3-pass' })).status).toBe(200);
  expect(await mustChange()).toBe(false);
});

test("where the outside backend's word counts, the billing's same password ends nothing either", async () => {
  await app.core.sql`update app_user set password_by = 'backend' where id = ${id}`;
  await watcher('PUT', `/users/${id}`, key, { password: OLD, enabled: true });
  expect(await lives()).toEqual(ALL);
});

test('a first password is a change', async () => {
  await app.core.sql`update app_user set password_hash = null where id = ${id}`;
  await watcher('PUT', `/users/${id}`, key, { password: OLD });
  expect({ hashed, checked }).toEqual({ hashed: 1, checked: 0 });
  expect((await watcher('POST', '/auth/login', {}, { login: login(), password: OLD })).status).toBe(200);
});

test('two that set different passwords at once leave one of them, and no answer claims the other', async () => {
  const results = await Promise.all(
    [OLD, 'Second-2-pass', OLD, 'Third-3-pass'].map((password) => watcher('PUT', `/users/${id}`, key, { password })),
  );
  for (const { status } of results) expect([200, 503]).toContain(status);
  const right = [];
  for (const password of [OLD, 'Second-2-pass', 'Third-3-pass'])
    if ((await watcher('POST', '/auth/login', {}, { login: login(), password })).status === 200) right.push(password);
  expect(right).toHaveLength(1);
});

test("a service administrator's same password and the same system key end nothing", async () => {
  const console_ = await signedIn(app, ADMIN.login, ADMIN.password);
  const { items } = (await console_.get('/service-administrators')).body;
  const at = `/service-administrators/${items[0].id}`;
  const epochs = async () => (await app.core.sql`select epoch from api_client order by id`).map(({ epoch }) => epoch);
  const before = await epochs();
  await console_.patch(at, { password: 'billing-secret' });
  await watcher('PUT', '/settings', key, { api_key: ADMIN.apiKey });
  expect(await epochs()).toEqual(before);
  await console_.patch(at, { password: 'billing-secret-2' });
  await console_.patch(at, { password: 'billing-secret' });
  expect(await epochs()).not.toEqual(before);
});
