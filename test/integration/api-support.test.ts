import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, type Client, cookieOf, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** An administrator who looks or acts as a subscriber. */
let app: TestApp;
let a: Tenant;
let admin: Client;
let adminCookie: string;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'sup');
  const answer = await apiClient(app).post('/session', { login: ADMIN.login, password: ADMIN.password });
  adminCookie = cookieOf(answer);
  admin = apiClient(app, { cookie: adminCookie, 'x-requested-with': 'vedette' });
});
afterAll(async () => await app.close());

/** The tab that "Log in as User" opens: both cookies of one browser, and the header that says which counts. */
async function begin(mode: 'view' | 'act', userId = a.owner, by = admin, cookie = adminCookie): Promise<Client> {
  const begun = await by.post(`/users/${userId}/support`, { mode, reason: 'ticket 5' });
  expect(begun.status).toBe(201);
  return apiClient(app, {
    cookie: `${cookie}; ${cookieOf(begun)}`,
    'x-requested-with': 'vedette',
    'x-vedette-support': String(begun.body.id),
  });
}

const audit = async () => (await admin.get(`/users/${a.owner}/history`)).body.items;

test('in view mode an administrator sees what the user sees, and every write is refused before any route', async () => {
  const tab = await begin('view');
  const me = (await tab.get('/session')).body;
  expect(me).toMatchObject({
    user: { login: a.ownerLogin, readonly: true, mayChangePassword: false, mayChangeProfile: false },
    // What may be done here without a write: support that looks may read them.
    actions: ['mosaics.read', 'door-codes.read', 'door-events.read'],
    support: { login: ADMIN.login, mode: 'view' },
  });
  const minutes = (Date.parse(me.support.until) - Date.parse(me.server.now)) / 60_000;
  expect([minutes > 14, minutes <= 15]).toEqual([true, true]);
  expect((await tab.get('/cameras')).body.items.map(({ id }: { id: number }) => id)).toEqual([a.camera]);
  // That there are guests, not what they come in by.
  expect((await tab.get('/guests')).body.items).toMatchObject([{ id: a.guest, digits: null, page: null }]);
  expect((await tab.get('/audit')).status).toBe(403);
  for (const [method, path, body] of [
    ['patch', `/cameras/${a.camera}`, { title: 'x' }],
    ['put', `/cameras/${a.camera}/favorite`],
    ['post', `/doors/${a.door}/open`],
    ['post', '/users', { login: 'below', parentId: a.owner }],
    ['post', '/session/password', { current: PASSWORD, next: 'x' }],
    ['patch', '/session/preferences', { theme: 'dark' }],
    ['post', '/tickets', { title: 'x', text: 'x' }],
    ['delete', `/users/${a.owner}/sessions`],
  ] as const) {
    const answer = method === 'delete' ? await tab.delete(path) : await tab[method](path, body);
    expect([method, path, answer.status, answer.body.error.reason]).toEqual([method, path, 403, 'support_only_looks']);
  }
});

test("in act mode both names stand in the audit, and passwords stay the user's own", async () => {
  const tab = await begin('act');
  expect((await tab.patch(`/cameras/${a.camera}`, { title: 'Set by support' })).status).toBe(200);
  const [change] = (await admin.get(`/cameras/${a.camera}/history`)).body.items;
  expect(change).toMatchObject({ actor: `${ADMIN.login} (as ${a.ownerLogin})`, actorId: a.owner });
  const refused = async (answer: Promise<{ status: number; body: { error: { reason: string } } }>) => {
    const { status, body } = await answer;
    return [status, body.error.reason];
  };
  const never = [403, 'support_never'];
  expect(await refused(tab.post('/session/password', { current: PASSWORD, next: 'x' }))).toEqual(never);
  expect(await refused(tab.patch(`/users/${a.viewer}`, { password: 'x' }))).toEqual(never);
  expect(await refused(tab.post('/users', { login: 'n', password: 'x', organizationId: a.organization }))).toEqual(
    never,
  );
  expect((await tab.get('/session')).body.actions).not.toContain('own-password.change');
});

test('it counts in no limit of the user, leaves no last-seen and ends no session', async () => {
  await admin.patch(`/users/${a.viewer}`, { maxSessions: 1 });
  const own = await signedIn(app, a.viewerLogin, PASSWORD);
  await app.core.sql`update app_user set last_seen_at = '2026-01-01' where id = ${a.viewer}`;
  const tabs = [await begin('view', a.viewer), await begin('act', a.viewer)];
  for (const tab of tabs) expect((await tab.get('/session')).body.user.login).toBe(a.viewerLogin);
  expect((await admin.get(`/users/${a.viewer}`)).body.lastSeenAt).toBe('2026-01-01T00:00:00.000Z');
  expect((await own.get('/session')).status).toBe(200);
  const [row] = await app.core.sql`select count(*)::int as count from session where user_id = ${a.viewer}`;
  expect(row).toMatchObject({ count: 1 });
  await admin.patch(`/users/${a.viewer}`, { maxSessions: null });
});

test("what it plays is the administrator's, no longer than the session", async () => {
  const tab = await begin('view');
  const { support } = (await tab.get('/session')).body;
  const { playback } = (await tab.get(`/cameras/${a.camera}`)).body;
  const claims = app.core.tokens.verify(playback.token);
  const [administrator] = await app.core.sql<{ id: number }[]>`select id from app_user where login = ${ADMIN.login}`;
  expect(claims).toMatchObject({ viewerKind: 'user', viewerId: administrator?.id, cameraId: a.camera });
  expect(Math.abs((claims?.expiresAt ?? 0) - Date.parse(support.until) / 1000)).toBeLessThanOrEqual(1);
});

test('"End" closes it and leaves the administrator signed in; the reason is kept', async () => {
  const tab = await begin('view');
  const ended = await tab.delete('/session');
  expect(ended.status).toBe(200);
  expect(ended.headers.getSetCookie().join()).not.toContain('vedette_session=');
  expect((await tab.get('/session')).status).toBe(401);
  expect((await admin.get('/session')).body.user.login).toBe(ADMIN.login);
  const [last, first] = await audit();
  expect(last).toMatchObject({ actor: ADMIN.login, changes: { support: ['view', null] } });
  expect(first).toMatchObject({ actor: ADMIN.login, action: 'sign_in', changes: { reason: [null, 'ticket 5'] } });
});

test('it ends with its time, with the rights of the administrator and with the session that it was begun by', async () => {
  const helper = async (login: string) => {
    const { id } = (await admin.post('/users', { login, password: PASSWORD, administrator: true })).body;
    const cookie = cookieOf(await apiClient(app).post('/session', { login, password: PASSWORD }));
    const client = apiClient(app, { cookie, 'x-requested-with': 'vedette' });
    return { id, client, cookie };
  };
  const one = await helper('helper-1');
  const demoted = await begin('act', a.owner, one.client, one.cookie);
  expect((await demoted.get('/session')).status).toBe(200);
  await admin.patch(`/users/${one.id}`, { readonly: true });
  expect((await demoted.get('/session')).status).toBe(401);

  const two = await helper('helper-2');
  const orphan = await begin('act', a.owner, two.client, two.cookie);
  await two.client.delete('/session');
  expect((await orphan.get('/session')).status).toBe(401);

  const three = await helper('helper-3');
  const blocked = await begin('act', a.owner, three.client, three.cookie);
  await admin.put(`/users/${three.id}/blocks/administrator`, {});
  expect((await blocked.get('/session')).status).toBe(401);

  const late = await begin('act');
  await app.core.sql`update support_session set expires_at = now()`;
  expect((await late.get('/session')).status).toBe(401);
});

test('who may not: a key, a read-only administrator, a subscriber; and nobody as an administrator', async () => {
  const body = { mode: 'view', reason: 'ticket 5' };
  const status = async (by: Client, id: number) => {
    const answer = await by.post(`/users/${id}/support`, body);
    return [answer.status, answer.body.error?.reason];
  };
  await admin.post('/users', { login: 'looker', password: PASSWORD, administrator: true, readonly: true });
  const looker = await signedIn(app, 'looker', PASSWORD);
  const owner = await signedIn(app, a.ownerLogin, PASSWORD);
  expect(await status(withKey(app, ADMIN.apiKey), a.owner)).toEqual([403, 'administrator_only']);
  expect(await status(looker, a.owner)).toEqual([403, 'administrator_only']);
  expect(await status(owner, a.viewer)).toEqual([403, 'administrator_only']);
  expect(await status(await begin('act'), a.viewer)).toEqual([403, 'administrator_only']);
  const me = (await looker.get('/session')).body.user.id;
  expect(await status(admin, me)).toEqual([403, 'support_of_administrator']);
  expect(await status(admin, 2_000_000)).toEqual([404, 'user_not_found']);
  expect((await admin.post(`/users/${a.owner}/support`, { mode: 'view', reason: '  ' })).status).toBe(400);
});

test('the secret of one tab opens no other, and a header without its cookie is nobody', async () => {
  const begun = await admin.post(`/users/${a.owner}/support`, { mode: 'view', reason: 'x' });
  const wrong = (header: string, cookie: string) =>
    apiClient(app, { cookie: `${adminCookie}; ${cookie}`, 'x-vedette-support': header }).get('/session');
  expect((await wrong(String(begun.body.id), '')).status).toBe(401);
  expect((await wrong(String(begun.body.id + 1), cookieOf(begun))).status).toBe(401);
  expect((await wrong('x', cookieOf(begun))).status).toBe(401);
  expect((await wrong(String(begun.body.id), cookieOf(begun))).status).toBe(200);
  expect(begun.headers.get('set-cookie')).toMatch(/HttpOnly/);
  expect(begun.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
});
