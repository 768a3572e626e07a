import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiClient, cookieOf, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
});
afterAll(async () => await app.close());

describe('signing in', () => {
  test('gives a cookie that no script reads, and tells who one is', async () => {
    const answer = await apiClient(app).post('/session', { login: 'ADMIN', password: ADMIN.password });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^vedette_session=[\w-]{27};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect(answer.body.user).toMatchObject({ login: 'admin', administrator: true, readonly: false });
    expect(answer.body.actions).toEqual(expect.arrayContaining(['console.open', 'users.manage']));
    expect(JSON.stringify(answer.body)).not.toContain('argon2');
  });

  test('a wrong password and an unknown login are answered alike', async () => {
    const wrong = await apiClient(app).post('/session', { login: a.ownerLogin, password: 'no' });
    const unknown = await apiClient(app).post('/session', { login: 'nobody', password: 'no' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.body.error.message).toBe(unknown.body.error.message);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  test('after ten wrong passwords the next one has to wait', async () => {
    const guess = () => apiClient(app).post('/session', { login: 'guessed', password: 'no' });
    for (let i = 0; i < 10; i++) expect((await guess()).status).toBe(401);
    const held = await guess();
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(held.body.error.code).toBe('too_many');
  });

  test('fields that are missing are named', async () => {
    const { status, body } = await apiClient(app).post('/session', { login: 'x' });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'invalid', fields: { password: 'is missing' } });
    expect(body.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('another site cannot sign a browser in', async () => {
    const body = { login: 'admin', password: ADMIN.password };
    const foreign = await apiClient(app).post('/session', body, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect((await apiClient(app).post('/session', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await apiClient(app).post('/session', body, { origin: app.url })).status).toBe(200);
  });
});

test('without credentials every route says 401, but for signing in, a forgotten password, what has its own secret in the path, and the description of the API', async () => {
  const open = [
    ...['signIn', 'signOut', 'requestNewPassword', 'restorePassword', 'noticeMotion', 'postMotion'],
    ...['signInWays', 'requestSignInCode', 'signInByCode'],
  ];
  const anybody = apiClient(app);
  expect((await anybody.get('/motion/1')).status).toBe(404);
  const { paths } = (await anybody.get('/openapi.json')).body;
  for (const [path, methods] of Object.entries<Record<string, { operationId: string }>>(paths)) {
    const url = path
      .replace('/api/vedette/v1', '')
      .replace('{source}', 'owner')
      .replace(/\{\w+\}/g, '1');
    for (const [method, { operationId }] of Object.entries(methods)) {
      if (open.includes(operationId)) continue;
      const send = anybody[method as 'get' | 'post'];
      expect([method, url, (await send(url)).status]).toEqual([method, url, 401]);
    }
  }
});

test('a change by cookie needs our header and our own page; a key needs neither', async () => {
  const { headers } = await apiClient(app).post('/session', { login: 'admin', password: ADMIN.password });
  const cookie = { cookie: (headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  const ours = { ...cookie, 'x-requested-with': 'vedette' };
  const body = { theme: 'dark' };
  const change = (with_: Record<string, string>) => apiClient(app).patch('/session/preferences', body, with_);
  expect((await change(cookie)).status).toBe(403);
  expect((await change({ ...ours, origin: 'https://evil.example' })).status).toBe(403);
  expect((await change({ ...ours, 'sec-fetch-site': 'same-site' })).status).toBe(403);
  expect((await change({ ...ours, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await change({ ...ours, origin: app.url })).status).toBe(200);
  expect((await apiClient(app).get('/session', cookie)).body.user.theme).toBe('dark');
  expect((await withKey(app, ADMIN.apiKey).post('/presets', { title: 'by key' })).status).toBe(201);
});

test('the cookie is Secure when a trusted proxy says https', async () => {
  const proxied = await testApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
  try {
    const body = { login: 'admin', password: ADMIN.password };
    const answer = await apiClient(proxied).post('/session', body, { 'x-forwarded-proto': 'https' });
    expect(answer.headers.get('set-cookie')).toMatch(/Secure/);
  } finally {
    await proxied.close();
  }
});

test('signing out ends the session', async () => {
  const client = await signedIn(app, a.viewerLogin, PASSWORD);
  const out = await client.delete('/session');
  expect(out.body).toEqual({ success: true });
  expect(out.headers.get('set-cookie')).toMatch(/vedette_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
  expect((await client.get('/session')).status).toBe(401);
});

test("a new password ends every other session and keeps one's own", async () => {
  const other = await signedIn(app, a.viewerLogin, PASSWORD);
  const own = await signedIn(app, a.viewerLogin, PASSWORD);
  const wrong = await own.post('/session/password', { current: 'no', next: 'new password' });
  expect([wrong.status, wrong.body.error.fields.current]).toEqual([400, 'is not your password']);
  const changed = await own.post('/session/password', { current: PASSWORD, next: 'new password' });
  expect(changed.body).toEqual({ success: true });
  expect((await other.get('/session')).status).toBe(401);
  expect((await own.get('/session', { cookie: cookieOf(changed) })).status).toBe(200);
  await (await administrator(app)).patch(`/users/${a.viewer}`, { password: PASSWORD });
});

test('a new password may be repeated safely', async () => {
  const own = await signedIn(app, a.viewerLogin, PASSWORD);
  const key = { 'idempotency-key': 'password-1' };
  const changed = await own.post('/session/password', { current: PASSWORD, next: PASSWORD }, key);
  expect(changed.status).toBe(200);
});

test('a suspended user is told why and loses the session; resumed, the session is back', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  const client = await signedIn(app, a.viewerLogin, PASSWORD);
  expect((await client.get('/cameras')).body.items).toHaveLength(1);
  await billing.put(`/users/${a.viewer}/blocks/billing`, { reason: 'Not paid since May' });
  const refused = await client.get('/cameras');
  expect(refused.status).toBe(403);
  expect(refused.body.error.message).toContain('Not paid since May');
  const signIn = await apiClient(app).post('/session', { login: a.viewerLogin, password: PASSWORD });
  expect(signIn.status).toBe(403);
  expect(signIn.body.error.message).toContain('Not paid since May');
  const wrong = await apiClient(app).post('/session', { login: a.viewerLogin, password: 'no' });
  expect(wrong.status).toBe(401);
  await billing.delete(`/users/${a.viewer}/blocks/billing`);
  expect((await client.get('/cameras')).body.items).toHaveLength(1);
});

test('an API key stands for no user', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  expect((await billing.get('/session')).status).toBe(403);
  expect((await billing.put(`/cameras/${a.camera}/favorite`)).status).toBe(403);
  expect((await withKey(app, 'no-such-key').get('/cameras')).status).toBe(401);
  expect((await apiClient(app, { 'x-vedette-key': ADMIN.apiKey }).get('/cameras')).status).toBe(200);
});

test("a session's id works as a bearer, for programs that sign in", async () => {
  const signed = await apiClient(app).post('/session', { login: a.viewerLogin, password: PASSWORD });
  const program = withKey(app, cookieOf(signed).replace('vedette_session=', ''));
  expect((await program.get('/session')).body.user.id).toBe(a.viewer);
  expect((await program.patch('/session/preferences', { locale: 'ru' })).body.user.locale).toBe('ru');
  expect((await apiClient(app, { authorization: 'Basic YWRtaW46YWRtaW4=' }).get('/session')).status).toBe(401);
});

test('an unknown path below the API is answered as JSON', async () => {
  const { status, body } = await apiClient(app).get('/nothing');
  expect([status, body.error.code]).toEqual([404, 'not_found']);
});
