import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeSettings } from '../../../src/core/domains/settings.ts';
import { deliverDue } from '../../../src/jobs/outbox.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { notCode } from '../../support/phones.ts';
import { codeIn, type HttpGateway, httpGateway } from '../../support/sms.ts';
import { connect, post, type TestBilling } from './mobile-support.ts';

let app: TestApp;
let gateway: HttpGateway;
let billing: TestBilling;
let last = 4_000_000;
const number = () => `8910${++last}`;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  gateway = await httpGateway();
  billing = connect(app);
  const smsUri = `http://127.0.0.1:${gateway.port}/send?to={phone}&text={text}`;
  await changeSettings(app.core, app.system, { smsUri });
});
afterAll(async () => {
  await gateway.close();
  await app.close();
});
beforeEach(async () => {
  await app.core.sql`truncate phone_code, phone_code_request, phone_code_failure`;
});

const confirm = async (userPhone: string, smsCode: unknown, more: object = {}) =>
  await post(app, 'user/confirmCode', { userPhone, smsCode, ...more });

/** What the telephone of this number shows. */
async function codeFor(userPhone: string): Promise<string> {
  expect((await post(app, 'user/requestCode', { userPhone })).status).toBe(204);
  await deliverDue(app.core, 'sms', app.core.sendSms);
  const sent = gateway.received.findLast(({ url }) => url.includes(userPhone.slice(1)));
  return codeIn(new URL(sent?.url ?? '', 'http://h').searchParams.get('text') ?? '');
}

test('the first apps get 204 for a code, later ones the way it comes', async () => {
  const first = await post(app, 'user/requestCode', { userPhone: number() });
  expect([first.status, first.text]).toEqual([204, '']);
  const later = await post(app, 'user/requestCode', { userPhone: number(), method: 'sms' });
  expect([later.status, later.json]).toEqual([
    200,
    { code: 200, name: 'OK', message: 'Хорошо', data: { method: 'sms' } },
  ]);
});

test('a code from the telephone gives a token, and the houses of the telephone with it', async () => {
  const phone = number();
  billing.phones.set(phone, ['555']);
  const code = await codeFor(phone);
  const { status, json } = await confirm(phone, code, {
    name: 'Анна',
    patronymic: 'Ивановна',
    deviceToken: 'x',
    platform: '2',
  });
  expect(status).toBe(200);
  expect(json).toEqual({
    code: 200,
    name: 'OK',
    message: 'Хорошо',
    data: { accessToken: expect.stringMatching(/^[\w-]{27}$/), names: { name: 'Анна', patronymic: 'Ивановна' } },
  });
  const { accessToken } = json.data;
  expect((await post(app, 'user/ping', {}, accessToken)).status).toBe(204);
  const list = await post(app, 'address/getAddressList', {}, accessToken);
  expect(list.json.data).toMatchObject([{ houseId: '555', doors: [] }]);
  expect((await confirm(phone, code)).status).toBe(404);
});

test('a name that may not be set, or is none, keeps nobody out: the code was right', async () => {
  const phone = number();
  expect((await confirm(phone, await codeFor(phone), { name: 'Анна' })).status).toBe(200);
  for (const may of [{ mayChangeProfile: false }, { mayChangeProfile: true, readonly: true }, { readonly: false }]) {
    await app.core.sql`truncate phone_code_request`;
    await app.core.sql`update app_user set ${app.core.sql(may)} where sign_in_phone = ${phone}`;
    await app.core.sql`insert into change_log (kind) values ('all')`;
    await app.core.feed.settled();
    const { status, json } = await confirm(phone, await codeFor(phone), { name: 'Я'.repeat(300) });
    expect([status, json.data?.names.name], JSON.stringify(may)).toEqual([200, 'Анна']);
    expect((await post(app, 'user/ping', {}, json.data.accessToken)).status).toBe(204);
  }
});

test('a number from 7 on is the same telephone, and its second sign-in leaves the first', async () => {
  const phone = number();
  const first = await confirm(phone, await codeFor(phone));
  await app.core.sql`truncate phone_code_request`;
  const seven = `7${phone.slice(1)}`;
  const second = await confirm(seven, await codeFor(seven));
  for (const { json } of [first, second])
    expect((await post(app, 'user/ping', {}, json.data.accessToken)).status).toBe(204);
  const [{ count }] = await app.core.sql<[{ count: number }]>`
    select count(*)::int as count from app_user where sign_in_phone = ${phone}`;
  expect(count).toBe(1);
});

test('a code that came as a number has lost no zeros', async () => {
  const phone = number();
  const code = await codeFor(phone);
  expect((await confirm(phone, Number(code))).status).toBe(200);
});

test('a wrong code is refused in the words of the contract, and five of them end it', async () => {
  const phone = number();
  const code = await codeFor(phone);
  for (let i = 0; i < 5; i++) {
    const { status, json } = await confirm(phone, notCode(code));
    const words = 'Пин-код введен неверно';
    expect([status, json]).toEqual([403, { code: 403, name: words, message: words }]);
  }
  expect((await confirm(phone, code)).status).toBe(404);
});

test('a second code within the minute is 429 and says when', async () => {
  const phone = number();
  await codeFor(phone);
  const again = await post(app, 'user/requestCode', { userPhone: phone, method: 'sms' });
  expect([again.status, again.json.code]).toEqual([429, 429]);
  expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);
});

test.each([
  [{}],
  [{ userPhone: '8910' }],
  [{ userPhone: '891012345678' }],
  [{ userPhone: '19101234567' }],
  [{ userPhone: '+7910123456' }],
  [{ userPhone: ['89101234567'] }],
  [{ userPhone: null }],
])('%j is no form', async (body) => {
  for (const path of ['user/requestCode', 'user/confirmCode']) {
    const { status, json } = await post(app, path, { smsCode: '1234', ...body });
    expect([status, json.name], path).toEqual([422, 'Unprocessable Entity']);
  }
});

test.each(['', '12', '12345', 'abcd', null])('%j is no code', async (smsCode) => {
  expect((await confirm(number(), smsCode)).status).toBe(422);
});

test('without a code that was asked for there is none to try', async () => {
  expect((await confirm(number(), '1234')).status).toBe(404);
});

test('without a gateway no code is sent, and that is told', async () => {
  await changeSettings(app.core, app.system, { smsUri: null });
  const { status, json } = await post(app, 'user/requestCode', { userPhone: number() });
  expect([status, json.code]).toEqual([503, 503]);
});
