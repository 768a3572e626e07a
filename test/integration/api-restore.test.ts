import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiClient, cookieOf, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let anna: number;
const forgotten = (loginOrEmail: string) => apiClient(app).post('/session/forgotten', { loginOrEmail });
const restore = (token: string, password: string, headers = {}) =>
  apiClient(app).post('/session/restore', { token, password }, headers);

beforeAll(async () => {
  app = await testApp({ env: { PUBLIC_URL: 'https://video.example.net' } });
  const user = { login: 'anna', password: 'secret-1', email: 'anna@example.org' };
  anna = (await withKey(app, ADMIN.apiKey).post('/users', user)).body.id;
});
afterAll(async () => await app.close());

/** The letters that wait to be sent, oldest first. */
async function letters(): Promise<{ to: string; text: string }[]> {
  const rows = await app.core.sql<{ payloadSealed: Uint8Array }[]>`
    select payload_sealed from outbox_message where kind = 'mail' order by id`;
  return rows.map((row) => JSON.parse(app.core.sealer.open('outbox.payload:mail', row.payloadSealed)));
}

async function mailedToken(): Promise<string> {
  expect((await forgotten('anna')).status).toBe(200);
  const { text } = (await letters()).at(-1) ?? { text: '' };
  return decodeURIComponent(/https:\/\/video\.example\.net\/restore-password\?token=(\S+)/.exec(text)?.[1] ?? '');
}

test('without a mail server nobody is promised a letter, whatever the login', async () => {
  const answers = [await forgotten('anna'), await forgotten('nobody')];
  expect(answers.map(({ status }) => status)).toEqual([503, 503]);
  expect(answers[0]?.body.error.message).toBe(answers[1]?.body.error.message);
  const mail = { mailUri: 'smtp://mail.example.net', mailFrom: 'noreply@example.net' };
  expect((await withKey(app, ADMIN.apiKey).patch('/settings', mail)).status).toBe(200);
});

test('an unknown login is answered like a known one, and gets no letter', async () => {
  const known = await forgotten('ANNA@example.org');
  const unknown = await forgotten('nobody');
  // The administrator of the first start has no address.
  const homeless = await forgotten(ADMIN.login);
  const kept = { login: 'kept@example.org', password: 'kept' };
  expect((await withKey(app, ADMIN.apiKey).post('/users', kept)).status).toBe(201);
  await app.core.sql`update app_user set may_change_password = false where login = ${kept.login}`;
  const elsewhere = await forgotten(kept.login);
  for (const { status, body } of [known, unknown, homeless, elsewhere])
    expect([status, body]).toEqual([200, { success: true }]);
  expect((await letters()).map(({ to }) => to)).toEqual(['anna@example.org']);
});

test('the mailed link sets a new password once, signs in, and ends every other session', async () => {
  const before = await signedIn(app, 'anna', 'secret-1');
  const token = await mailedToken();
  const empty = await restore(token, '');
  expect([empty.status, Object.keys(empty.body.error.fields)]).toEqual([400, ['password']]);
  const restored = await restore(token, 'secret-2');
  expect([restored.status, restored.body.user]).toMatchObject([200, { id: anna, login: 'anna' }]);
  expect(restored.headers.get('set-cookie')).toMatch(/^vedette_session=[\w-]{27};.*HttpOnly/);
  expect((await apiClient(app, { cookie: cookieOf(restored) }).get('/session')).body.user.id).toBe(anna);
  expect((await before.get('/session')).status).toBe(401);
  const used = await restore(token, 'secret-3');
  expect([used.status, used.body.error.code, used.headers.get('set-cookie')]).toEqual([403, 'forbidden', null]);
  expect(used.body.error.fields.token).toContain('ask for a new one');
  await signedIn(app, 'anna', 'secret-2');
});

test('a link older than an hour sets nothing', async () => {
  const token = await mailedToken();
  await app.core
    .sql`update sign_in_token set valid_until = valid_until - interval '61 minutes' where user_id = ${anna}`;
  const old = await restore(token, 'secret-4');
  expect([old.status, Object.keys(old.body.error.fields)]).toEqual([403, ['token']]);
  await signedIn(app, 'anna', 'secret-2');
});

test('a blocked user has a new password, and is told why there is no way in', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  const token = await mailedToken();
  await billing.put(`/users/${anna}/blocks/billing`, { reason: 'Not paid since May' });
  const { status, body, headers } = await restore(token, 'secret-5');
  expect([status, body.error.fields, headers.get('set-cookie')]).toEqual([403, undefined, null]);
  expect(body.error.message).toContain('Not paid since May');
  expect(body.error.block).toMatchObject({ on: 'user', source: 'billing', reason: 'Not paid since May' });
  await billing.delete(`/users/${anna}/blocks/billing`);
  await signedIn(app, 'anna', 'secret-5');
});

test('another site can neither sign a browser in by a link nor have letters sent', async () => {
  const evil = { origin: 'https://evil.example' };
  expect((await restore('x', 'y', evil)).status).toBe(403);
  expect((await apiClient(app).post('/session/forgotten', { loginOrEmail: 'anna' }, evil)).status).toBe(403);
});

test('guessing links and asking for letters are slowed down like guessing passwords', async () => {
  const answers = [];
  for (let i = 0; i < 11; i++) answers.push((await forgotten('flooded')).status);
  expect(answers).toEqual([...Array(10).fill(200), 429]);
  let guess = await restore('anna:1:00000000:guess', 'secret-6');
  for (let i = 0; i < 10 && guess.status === 403; i++) guess = await restore(`anna:${i}:00000000:guess`, 'secret-6');
  expect([guess.status, guess.body.error.code]).toEqual([429, 'too_many']);
  expect(Number(guess.headers.get('retry-after'))).toBeGreaterThan(0);
});
