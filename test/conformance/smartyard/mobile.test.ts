import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MobileBed, OK } from './mobile-bed.ts';
import { ANNA, post, row, signIn, whileDown } from './mobile-support.ts';
import { send } from './support.ts';

let bed: MobileBed;
beforeAll(async () => {
  bed = await MobileBed.start();
});
afterAll(async () => await bed.app.close());

const ask: MobileBed['ask'] = (...call) => bed.ask(...call);

describe('signing in', () => {
  const PROTECTED = [
    'user/ping',
    'user/getBillingList',
    'user/getName',
    'user/sendName',
    'user/appVersion',
    'user/registerPushToken',
    'user/notification',
    'address/getAddressList',
    'address/getSettingsList',
    'address/openDoor',
    'address/intercom',
    'address/plog',
    'address/plogDays',
    'cctv/all',
    'cctv/ranges',
    'cctv/recPrepare',
    'cctv/recDownload',
    'cctv/camMap',
    'cctv/door',
    'ext/list',
    'inbox/unreaded',
    'pay/prepare',
    'pay/getInvoice',
    'pay/getDetail',
    'pay/getReceipt',
    'sip/helpMe',
  ];

  test.each(PROTECTED)('%s asks for a token, and for one that is known', async (path) => {
    const none = await post(bed.app, path, {});
    expect(none.status).toBe(422);
    const words = 'Отсутствует токен авторизации';
    expect(none.json).toEqual({ code: 422, name: words, message: words });
    const unknown = await post(bed.app, path, {}, randomUUID());
    expect(unknown.status).toBe(401);
    expect(unknown.json).toEqual({ code: 401, name: 'Не авторизован', message: 'Не авторизован' });
  });

  test('an empty Bearer on a public route is no token', async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ' };
    const pattern = await send(bed.app, '/api/user/phonePattern', { body: {}, headers });
    expect(pattern.json).toEqual({ ...OK, data: '+7 ### ###-##-##' });
    expect((await send(bed.app, '/api/user/ping', { body: {}, headers })).status).toBe(422);
  });

  test('two devices of one telephone are signed in at once', async () => {
    const again = (await signIn(bed.app, ANNA)).token;
    expect((await ask('user/ping', {}, again)).status).toBe(204);
    const ping = await ask('user/ping');
    expect([ping.status, ping.text]).toEqual([204, '']);
  });

  test('whoever tries one wrong token again and again has to wait, and nobody else does', async () => {
    const tries = [];
    for (let i = 0; i < 11; i++) tries.push((await ask('user/ping', {}, 'x'.repeat(27))).status);
    expect(tries.at(9)).toBe(401);
    expect(tries.at(10)).toBe(429);
    expect((await ask('user/ping')).status).toBe(204);
  });

  test('a user who is blocked is told why', async () => {
    const { userId, token } = await signIn(bed.app, '89103333333');
    await bed.app.core
      .sql`insert into block (subject_kind, subject_id, source, reason) values ('user', ${userId}, 'administrator', 'Нарушение правил')`;
    const { status, json } = await ask('user/ping', {}, token);
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 403, message: 'Доступ заблокирован: Нарушение правил' });
  });
});

describe('user', () => {
  test('getBillingList has exactly the keys and types of the document', async () => {
    bed.billing.rows.set(ANNA, [row(), row({ login: '7' })]);
    const { status, json, text } = await ask('user/getBillingList');
    expect(status).toBe(200);
    expect(json).toEqual({ ...OK, data: expect.any(Array) });
    expect(json.data).toHaveLength(2);
    expect(json.data[0]).toEqual({
      login: '00101',
      address: 'г. Москва, ул. Тверская, д 1 кв. 1',
      internet: 100,
      internetdata: '2025-11-12',
      tv: 0,
      tvdata: '',
      phone: 0,
      phonedata: '',
      cams: 100.5,
      camsdata: '2025-11-12',
      camsname: 'Умное пространство',
      balans: 50,
      payment: 500,
      invoice: true,
      detail: false,
      receipt: true,
    });
    for (const float of ['"internet":100.0,', '"tv":0.0,', '"cams":100.5,', '"balans":50.0,', '"payment":500.0,'])
      expect(text).toContain(float);
  });

  test('getBillingList of nobody is empty, and of a billing that cannot be asked the last known', async () => {
    const none = await ask('user/getBillingList', {}, bed.bob);
    expect([none.status, none.json]).toEqual([200, { code: 204, name: 'OK', message: 'Хорошо', data: [] }]);
    await whileDown(bed.app, bed.billing, async () => {
      const { token } = await signIn(bed.app, '89104444444');
      const unknown = await ask('user/getBillingList', {}, token);
      expect(unknown.status).toBe(503);
      expect(unknown.json).toMatchObject({ code: 503, name: 'Service Unavailable' });
      expect((await ask('user/getBillingList')).json.data).toHaveLength(2);
    });
  });

  test('a name is set and shown in its parts', async () => {
    expect((await ask('user/sendName', { name: 'Анна', patronymic: 'Ивановна' })).status).toBe(204);
    expect((await ask('user/getName')).json).toEqual({ ...OK, data: { name: 'Анна', patronymic: 'Ивановна' } });
    expect((await ask('user/sendName', {})).status).toBe(422);
  });

  test('a push token goes with its session', async () => {
    expect((await ask('user/registerPushToken', { pushToken: 'fcm', platform: 'android' })).status).toBe(204);
    expect((await ask('user/registerPushToken', { pushToken: 'fcm' })).status).toBe(422);
    const [kept] = await bed.app.core.sql`select token, platform from push_token`;
    expect(kept).toEqual({ token: 'fcm', platform: 'android' });
  });

  test.each([
    ['user/appVersion', { version: '1', platform: 'ios' }, 'none'],
    ['user/notification', {}, { money: 'f', enable: 'f' }],
    ['ext/list', {}, []],
    ['cctv/overview', {}, []],
    ['inbox/unreaded', {}, { count: 0, chat: 0 }],
  ])('%s answers %j', async (path, body, data) => {
    expect((await ask(path, body)).json).toEqual({ ...OK, data });
  });

  test.each([
    ['user/notification', { enable: 't' }],
    ['pay/process', { paymentId: '1', sbId: '1' }],
    ['sip/helpMe', {}],
    ['address/access', { flatId: '10' }],
    ['frs/listFaces', { flatId: '10' }],
  ])('%s says that it is not built', async (path, body) => {
    const { status, json } = await ask(path, body);
    expect(status).toBe(501);
    expect(json).toEqual({ code: 501, name: 'Not Implemented', message: expect.stringMatching(/не поддерживается$/) });
  });

  test.each(['user/none', 'cctv/none', 'geo/getHouses'])('%s is not there', async (path) => {
    const { status, json } = await ask(path);
    expect([status, json.code]).toEqual([404, 404]);
  });

  test.each([['{'], ['[1,2]'], ['"text"']])('a body of %s is refused', async (body) => {
    expect((await ask('address/intercom', body)).status).toBe(422);
  });
});
