import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
async function letters(of: TestApp = app): Promise<{ to: string; subject: string; text: string }[]> {
  const rows = await of.core.sql<{ payloadSealed: Uint8Array }[]>`
    select payload_sealed from outbox_message where kind = 'mail' order by id`;
  return rows.map((row) => JSON.parse(of.core.sealer.open('outbox.payload:mail', row.payloadSealed)));
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
  // Whoever has to choose a new password may do it by mail as well.
  const due = { login: 'due@example.org', password: 'due', mayChangePassword: false, mustChangePassword: true };
  expect((await withKey(app, ADMIN.apiKey).post('/users', due)).status).toBe(201);
  const asked = await forgotten(due.login);
  for (const { status, body } of [known, unknown, homeless, elsewhere, asked])
    expect([status, body]).toEqual([200, { success: true }]);
  expect((await letters()).map(({ to }) => to)).toEqual(['anna@example.org', 'due@example.org']);
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

test("the letter is in the user's language, else in the provider's, else in both", async () => {
  const subject = async () => {
    await mailedToken();
    return (await letters()).at(-1)?.subject;
  };
  const seen = [await subject()];
  await withKey(app, ADMIN.apiKey).patch('/settings', { locale: 'ru' });
  seen.push(await subject());
  await app.core.sql`update app_user set locale = 'en' where id = ${anna}`;
  seen.push(await subject());
  expect(seen).toEqual(['New password / Новый пароль', 'Новый пароль', 'New password']);
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

describe('a server that was not told what it is called', () => {
  let bare: TestApp;
  beforeAll(async () => {
    bare = await testApp();
    const billing = withKey(bare, ADMIN.apiKey);
    await billing.post('/users', { login: 'anna@example.org', password: 'secret-1' });
    await billing.patch('/settings', { mailUri: 'smtp://mail.example.net', mailFrom: 'noreply@example.net' });
  });
  afterAll(async () => await bare.close());

  /** As whoever writes any header that they like: `fetch` would not let one. */
  const ask = (headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const { port } = new URL(bare.url);
      const path = '/api/vedette/v1/session/forgotten';
      const asked = request(
        { host: '127.0.0.1', port, method: 'POST', path, headers: { 'content-type': 'application/json', ...headers } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify({ loginOrEmail: 'anna@example.org' }));
    });
  const links = async () => (await letters(bare)).map(({ text }) => /https?:\/\/[^/]+/.exec(text)?.[0]);

  test("never mails a link to a host that the request names, but one to the server's own address", async () => {
    for (const headers of [
      { host: 'evil.example' },
      { host: '127.0.0.1.evil.example' },
      { host: `evil.example:${new URL(bare.url).port}` },
      { host: `127.0.0.1@evil.example` },
      { host: new URL(bare.url).host, 'x-forwarded-host': 'evil.example' },
      { host: new URL(bare.url).host, forwarded: 'host=evil.example' },
    ])
      expect(await ask(headers), JSON.stringify(headers)).toBe(503);
    expect(await links()).toEqual([]);
    expect(await ask({ host: new URL(bare.url).host })).toBe(200);
    expect(await links()).toEqual([bare.url]);
    expect(bare.logged.at(-1)?.event).toContain('PUBLIC_URL');
  });
});
