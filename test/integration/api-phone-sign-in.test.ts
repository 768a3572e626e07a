import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deliverDue } from '../../src/jobs/outbox.ts';
import { apiClient, type Client, cookieOf } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { notCode } from '../support/phones.ts';
import { codeIn, type HttpGateway, httpGateway } from '../support/sms.ts';
import { administrator, PASSWORD, tenant } from '../support/tenants.ts';

let app: TestApp;
let gateway: HttpGateway;
let admin: Client;
let last = 3_000_000;
const number = () => `8910${++last}`;
const smsUri = () => `http://127.0.0.1:${gateway.port}/send?key=canary&to={phone}&text={text}`;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  gateway = await httpGateway();
  admin = await administrator(app);
});
afterAll(async () => {
  await gateway.close();
  await app.close();
});
beforeEach(async () => {
  await app.core.sql`truncate phone_code, phone_code_request, phone_code_failure`;
  await admin.patch('/settings', { smsUri: smsUri() });
});

const anybody = () => apiClient(app);

/** What the telephone of this number shows. */
async function received(): Promise<string> {
  await deliverDue(app.core, 'sms', app.core.sendSms);
  return codeIn(new URL(gateway.received.at(-1)?.url ?? '', 'http://h').searchParams.get('text') ?? '');
}

async function codeFor(phone: string): Promise<string> {
  expect((await anybody().post('/session/phone', { phone })).status).toBe(200);
  return await received();
}

test('says whether a telephone is a way in; without a gateway it is none', async () => {
  expect((await anybody().get('/session/ways')).body).toEqual({ password: true, phone: true });
  await admin.patch('/settings', { smsUri: null });
  expect((await anybody().get('/session/ways')).body).toEqual({ password: true, phone: false });
  const { status, body } = await anybody().post('/session/phone', { phone: number() });
  expect([status, body.error.code]).toEqual([503, 'unavailable']);
});

test('a code from the telephone signs in with the cookie that a password gives', async () => {
  const phone = number();
  const code = await codeFor(`+7 ${phone.slice(1)}`);
  const answer = await anybody().post('/session/phone/confirm', { phone, code });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toMatch(/^vedette_session=[\w-]{27};.*HttpOnly.*SameSite=Lax/);
  expect(answer.body).toMatchObject({
    user: { login: phone, signInPhone: phone, administrator: false, mayChangePassword: false },
    organizations: [],
  });
  const me = apiClient(app, { cookie: cookieOf(answer), 'x-requested-with': 'vedette' });
  expect((await me.get('/session')).body.user.signInPhone).toBe(phone);
  expect((await me.get('/cameras')).body.items).toEqual([]);
  const change = { current: 'x', next: 'mine' };
  expect((await me.post('/session/password', change)).status).toBe(400);
  await me.patch(`/users/${answer.body.user.id}`, { signInPhone: '89990000000' });
  expect((await me.patch(`/users/${answer.body.user.id}`, { password: 'mine' })).status).toBe(403);
  expect((await admin.get(`/users/${answer.body.user.id}`)).body).toMatchObject({ signInPhone: phone });
  await me.delete('/session');
  expect((await me.get('/session')).status).toBe(401);
});

test('a session of a telephone is a key for apps, too', async () => {
  const phone = number();
  const answer = await anybody().post('/session/phone/confirm', { phone, code: await codeFor(phone) });
  const [, id] = cookieOf(answer).split('=');
  const asApp = apiClient(app, { authorization: `Bearer ${id}` });
  expect((await asApp.get('/session')).body.user.login).toBe(phone);
});

test('a wrong code says how many tries are left, and then that it is over', async () => {
  const phone = number();
  const code = await codeFor(phone);
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const { status, body } = await anybody().post('/session/phone/confirm', { phone, code: notCode(code) });
    expect([status, body.error]).toMatchObject([403, { code: 'forbidden', attemptsLeft }]);
  }
  const { status, body } = await anybody().post('/session/phone/confirm', { phone, code });
  expect([status, body.error.code]).toEqual([410, 'gone']);
});

test('a second code too soon is refused with the time to wait', async () => {
  const phone = number();
  await codeFor(phone);
  const { status, headers, body } = await anybody().post('/session/phone', { phone });
  expect([status, body.error.code]).toEqual([429, 'too_many']);
  expect(body.error.retryAfterSeconds).toBeLessThanOrEqual(60);
  expect(headers.get('retry-after')).toBe(String(body.error.retryAfterSeconds));
});

test('a telephone that has a contract is answered like one that nobody knows', async () => {
  const known = number();
  await anybody().post('/session/phone/confirm', { phone: known, code: await codeFor(known) });
  await app.core.sql`truncate phone_code_request`;
  const answers = [];
  for (const phone of [known, number()]) {
    const asked = await anybody().post('/session/phone', { phone });
    const again = await anybody().post('/session/phone', { phone });
    const wrong = await anybody().post('/session/phone/confirm', { phone, code: notCode(await received()) });
    answers.push([asked, again, wrong].map(({ status, body }) => [status, body.error?.code, body.error?.message]));
  }
  expect(answers[0]).toEqual(answers[1]);
});

test('another site asks for no code and signs nobody in', async () => {
  const phone = number();
  const code = await codeFor(phone);
  const foreign = { origin: 'https://evil.example' };
  expect((await anybody().post('/session/phone', { phone: number() }, foreign)).status).toBe(403);
  expect((await anybody().post('/session/phone/confirm', { phone, code }, foreign)).status).toBe(403);
  expect((await anybody().post('/session/phone/confirm', { phone, code }, { origin: app.url })).status).toBe(200);
});

test('what is no number or no code is refused with its field', async () => {
  const bad = await anybody().post('/session/phone', { phone: '+1 202 555 0100' });
  expect([bad.status, bad.body.error.fields]).toMatchObject([400, { phone: /Russian/ }]);
  const letters = await anybody().post('/session/phone/confirm', { phone: number(), code: '12a4' });
  expect([letters.status, Object.keys(letters.body.error.fields)]).toEqual([400, ['code']]);
});

test('the administrator sees the gateway without its key, and asks it for a message', async () => {
  const { body } = await admin.get('/settings');
  expect(body.smsUri).toBe(`http://127.0.0.1:${gateway.port}/send?key=***&to={phone}&text={text}`);
  gateway.answer = { status: 200, body: 'ERROR = 2 (key canary is wrong)' };
  const phone = number();
  expect((await admin.post('/settings/test-sms', { phone })).body).toEqual({
    answer: 'answered 200: ERROR = 2 (key *** is wrong)',
  });
  expect(gateway.received.at(-1)?.url).toContain(`to=7${phone.slice(1)}`);
  gateway.answer = { status: 500, body: '' };
  const down = await admin.post('/settings/test-sms', { phone });
  expect([down.status, down.body.error.message]).toEqual([503, expect.stringContaining('answered 500')]);
  gateway.answer = { status: 200, body: 'OK' };
  await admin.patch('/settings', { smsUri: null });
  expect((await admin.post('/settings/test-sms', { phone })).status).toBe(409);
  const ann = await tenant(app, 'ann');
  const owner = await anybody().post('/session', { login: ann.ownerLogin, password: PASSWORD });
  const mine = apiClient(app, { cookie: cookieOf(owner), 'x-requested-with': 'vedette' });
  expect((await mine.post('/settings/test-sms', { phone })).status).toBe(403);
  expect(JSON.stringify(app.logged)).not.toContain(ADMIN.password);
});
