import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeCamera } from '../../../src/core/cameras/operations.ts';
import { giveDevices } from '../../../src/core/contracts/rights.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import {
  ANNA,
  BOB,
  connect,
  type House,
  house,
  post,
  row,
  signIn,
  type TestBilling,
  whileDown,
} from './mobile-support.ts';
import { send } from './support.ts';

let app: TestApp;
let billing: TestBilling;
let anna: string;
let bob: string;
let a: House;
let a2: House;
let b: House;
let foreign: { camera: number; lock: number; door: number };

const OK = { code: 200, name: 'OK', message: 'Хорошо' };
const OFF = { error: 'услуга не подключена' };
const UNPAID = { error: 'услуга не оплачена' };

beforeAll(async () => {
  app = await testApp({ archive: async (_id, from, to) => [{ from: Math.max(from, to - 60_500), duration: 60_000 }] });
  billing = connect(app);
  billing.phones.set(ANNA, ['10', '101']).set(BOB, ['20']);
  billing.flats.set('10', 12);
  a = await house(app, '10');
  a2 = await house(app, '101');
  b = await house(app, '20');
  foreign = await otherDomain();
  anna = (await signIn(app, ANNA)).token;
  bob = (await signIn(app, BOB)).token;
});
afterAll(async () => await app.close());

const ask = async (path: string, body: unknown = {}, token: string | undefined = anna) =>
  await post(app, path, body, token);

/** While the billing says this of the contract. */
async function whileBilling(uid: string, state: 'off' | 'unpaid', run: () => Promise<void>): Promise<void> {
  billing.states.set(uid, state);
  try {
    await run();
  } finally {
    billing.states.delete(uid);
    await ask('address/getAddressList');
  }
}

async function otherDomain() {
  const { sql } = app.core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
  const id = domain?.id ?? 0;
  const [o] = await sql<{ id: number }[]>`
    insert into organization (domain_id, title, outside_uid) values (${id}, 'x', '30') returning id`;
  const [f] = await sql<{ id: number }[]>`
    insert into folder (organization_id, title, path) values (${o?.id ?? 0}, 'x', '{}') returning id`;
  const [p] = await sql<{ id: number }[]>`select id from preset order by id limit 1`;
  const [c] = await sql<{ id: number }[]>`
    insert into camera (domain_id, name, organization_id, folder_id, preset_id) values (${id}, 'foreign', ${o?.id ?? 0}, ${f?.id ?? 0}, ${p?.id ?? 0}) returning id`;
  const [l] = await sql<{ id: number }[]>`
    insert into lock (domain_id, organization_id) values (${id}, ${o?.id ?? 0}) returning id`;
  const [d] = await sql<{ id: number }[]>`
    insert into door (domain_id, lock_id, camera_id) values (${id}, ${l?.id ?? 0}, ${c?.id ?? 0}) returning id`;
  return { camera: c?.id ?? 0, lock: l?.id ?? 0, door: d?.id ?? 0 };
}

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
    'sip/helpMe',
  ];

  test.each(PROTECTED)('%s asks for a token, and for one that is known', async (path) => {
    const none = await post(app, path, {});
    expect(none.status).toBe(422);
    const words = 'Отсутствует токен авторизации';
    expect(none.json).toEqual({ code: 422, name: words, message: words });
    const unknown = await post(app, path, {}, randomUUID());
    expect(unknown.status).toBe(401);
    expect(unknown.json).toEqual({ code: 401, name: 'Не авторизован', message: 'Не авторизован' });
  });

  test('an empty Bearer on a public route is no token', async () => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer ' };
    const pattern = await send(app, '/api/user/phonePattern', { body: {}, headers });
    expect(pattern.json).toEqual({ ...OK, data: '+7 ### ###-##-##' });
    expect((await send(app, '/api/user/ping', { body: {}, headers })).status).toBe(422);
  });

  test('two devices of one telephone are signed in at once', async () => {
    const again = (await signIn(app, ANNA)).token;
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
    const { userId, token } = await signIn(app, '89103333333');
    await app.core
      .sql`insert into block (subject_kind, subject_id, source, reason) values ('user', ${userId}, 'administrator', 'Нарушение правил')`;
    const { status, json } = await ask('user/ping', {}, token);
    expect(status).toBe(403);
    expect(json).toMatchObject({ code: 403, message: 'Доступ заблокирован: Нарушение правил' });
  });
});

describe('user', () => {
  test('getBillingList has exactly the keys and types of the document', async () => {
    billing.rows.set(ANNA, [row(), row({ login: '7' })]);
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
    const none = await ask('user/getBillingList', {}, bob);
    expect([none.status, none.json]).toEqual([200, { code: 204, name: 'OK', message: 'Хорошо', data: [] }]);
    await whileDown(app, billing, async () => {
      const { token } = await signIn(app, '89104444444');
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
    const [kept] = await app.core.sql`select token, platform from push_token`;
    expect(kept).toEqual({ token: 'fcm', platform: 'android' });
  });

  test.each([
    ['user/appVersion', { version: '1', platform: 'ios' }, 'none'],
    ['user/notification', {}, { money: 'f', enable: 'f' }],
    ['ext/list', {}, []],
    ['inbox/unreaded', {}, { count: 0, chat: 0 }],
  ])('%s answers %j', async (path, body, data) => {
    expect((await ask(path, body)).json).toEqual({ ...OK, data });
  });

  test.each([
    ['user/notification', { enable: 't' }],
    ['pay/prepare', { clientId: '1', amount: '1' }],
    ['pay/register', {}],
    ['pay/getInvoice', {}],
    ['pay/getDetail', {}],
    ['pay/getReceipt', {}],
    ['sip/helpMe', {}],
    ['address/resetCode', { flatId: '10' }],
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

describe('address', () => {
  test('getAddressList has each contract with its doors', async () => {
    const { json } = await ask('address/getAddressList');
    expect(json).toEqual({ ...OK, data: expect.any(Array) });
    expect(json.data.map((one: { houseId: string }) => one.houseId)).toEqual(['10', '101']);
    expect(json.data[0]).toEqual({
      houseId: '10',
      address: 'г. Москва, ул. Тверская, д 1 кв. 1',
      doors: [{ domophoneId: String(a.lock), doorId: a.door, entrance: '1', icon: 'entrance', name: 'Подъезд' }],
      cctv: 1,
      hasPlog: 't',
      hasCctv: 't',
      hasFrs: 'f',
      hasHcs: 'f',
      hasSh: 'f',
      frsEnabled: false,
    });
  });

  test('no contract is an empty list, never a made-up house', async () => {
    const { token } = await signIn(app, '89105555555');
    for (const path of ['address/getAddressList', 'address/getSettingsList', 'cctv/all', 'cctv/camMap'])
      expect((await ask(path, {}, token)).json, path).toEqual({ ...OK, data: [] });
  });

  test('getSettingsList names the contract, its services and its flat', async () => {
    const { json } = await ask('address/getSettingsList');
    expect(json.data[0]).toEqual({
      address: 'г. Москва, ул. Тверская, д 1 кв. 1',
      services: ['internet', 'cctv', 'domophone'],
      hasPlog: 't',
      hasGates: 't',
      hasConfirm: 'f',
      contractOwner: 't',
      clientId: '00101',
      contractName: 'Договор 00101',
      houseId: '10',
      flatId: '10',
      flatNumber: '12',
    });
  });

  test('a contract that is not paid is listed with its doors, one without the service without', async () => {
    await whileBilling('10', 'unpaid', async () => {
      const { json } = await ask('address/getAddressList');
      expect(json.data[0]).toMatchObject({ houseId: '10', cctv: 1, doors: [{ doorId: a.door }] });
    });
    await whileBilling('10', 'off', async () => {
      const { json } = await ask('address/getAddressList');
      expect(json.data[0]).toMatchObject({ houseId: '10', cctv: 0, doors: [] });
    });
  });

  test('nothing known of the contracts is 503, never an empty list', async () => {
    const { token } = await signIn(app, '89106666666');
    await whileDown(app, billing, async () => {
      for (const path of ['address/getAddressList', 'address/getSettingsList', 'cctv/all', 'cctv/camMap']) {
        const { status, json } = await ask(path, {}, token);
        expect([status, json.code], path).toEqual([503, 503]);
      }
      expect((await ask('address/getAddressList')).json.data).toHaveLength(2);
    });
  });

  test('intercom keeps whether telephones ring and whether there is a log', async () => {
    const shown = {
      allowDoorCode: 'f',
      doorCode: '',
      CMS: 'f',
      VoIP: 't',
      autoOpen: '1970-01-01 00:00:00',
      whiteRabbit: '0',
      pushPlog: 'f',
      disablePlog: 'f',
      hiddenPlog: 'f',
      FRSDisabled: 't',
    };
    expect((await ask('address/intercom', { flatId: '10' })).json).toEqual({ ...OK, data: shown });
    const off = await ask('address/intercom', { flatId: 10, settings: { ...shown, VoIP: 'f', disablePlog: true } });
    expect(off.json.data).toEqual({ ...shown, VoIP: 'f', disablePlog: 't' });
    expect((await ask('address/intercom', { flatId: '101' })).json.data).toEqual(shown);
    await ask('address/intercom', { flatId: '10', settings: { VoIP: 't', disablePlog: 'f' } });
  });

  test.each([
    { CMS: 't' },
    { doorCode: '12345' },
    { autoOpen: '2099-01-01 00:00:00' },
    { whiteRabbit: '5' },
    { FRSDisabled: 'f' },
    { hiddenPlog: 't' },
  ])('intercom refuses %j in words, and changes nothing beside it', async (settings) => {
    const { status, json } = await ask('address/intercom', { flatId: '10', settings: { ...settings, VoIP: 'f' } });
    expect([status, json.code]).toEqual([501, 501]);
    expect((await ask('address/intercom', { flatId: '10' })).json.data.VoIP).toBe('t');
  });
});

describe('cctv', () => {
  test('all has the cameras of a contract with our URL and a token that plays them', async () => {
    const { json } = await ask('cctv/all', { houseId: '10' });
    expect(json).toEqual({
      ...OK,
      data: [
        {
          id: a.camera,
          name: 'Подъезд 10',
          lat: '55.75',
          lon: '37.61',
          url: `${app.url}/${a.cameraName}`,
          token: expect.stringMatching(/^1\./),
          serverType: 'flussonic',
        },
      ],
    });
    const all = await ask('cctv/all');
    expect(all.json.data.map(({ id }: { id: number }) => id)).toEqual([a.camera, a2.camera]);
  });

  test('a camera without coordinates has none, and one of a name with slashes a URL that leads there', async () => {
    const { camera } = await house(app, '1010');
    await changeCamera(app.core, app.system, { id: camera }, { coordinates: '' });
    billing.phones.set(ANNA, ['10', '101', '1010']);
    const { json } = await ask('cctv/all', { houseId: '1010' });
    expect(json.data[0]).toMatchObject({ lat: '', lon: '' });
    billing.phones.set(ANNA, ['10', '101']);
    expect((await ask('cctv/all', { houseId: '1010' })).json).toEqual(OFF);
  });

  test('a second device and a second house leave the token of the first alone', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    await ask('cctv/all', { houseId: '101' });
    await ask('cctv/camMap', {});
    expect((await access(token, a.cameraName)).status).toBe(200);
  });

  test.each(['cctv/all', 'cctv/camMap', 'address/plogDays'])('%s: not paid is 402, not ordered 404', async (path) => {
    const body = { houseId: '10', flatId: '10' };
    await whileBilling('10', 'unpaid', async () => {
      const { status, json } = await ask(path, body);
      expect([status, json]).toEqual([402, UNPAID]);
    });
    await whileBilling('10', 'off', async () => {
      const { status, json } = await ask(path, body);
      expect([status, json]).toEqual([404, OFF]);
    });
    expect((await ask(path, body)).status).toBe(200);
  });

  test('without a house those are shown that are open', async () => {
    await whileBilling('10', 'unpaid', async () => {
      const { json } = await ask('cctv/all');
      expect(json.data.map(({ id }: { id: number }) => id)).toEqual([a2.camera]);
    });
  });

  test('without a house, and with none that is open, it is told why', async () => {
    for (const path of ['cctv/all', 'cctv/camMap']) {
      await whileBilling('20', 'unpaid', async () => {
        const { status, json } = await ask(path, {}, bob);
        expect([status, json]).toEqual([402, UNPAID]);
      });
      await whileBilling('20', 'off', async () => {
        const { status, json } = await ask(path, {}, bob);
        expect([status, json]).toEqual([404, OFF]);
      });
    }
  });

  test('a player is cut off, and let in again, with what the billing says', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    await whileBilling('10', 'unpaid', async () => {
      await ask('cctv/all', { houseId: '10' });
      expect((await access(token, a.cameraName)).status).toBe(403);
    });
    expect((await access(token, a.cameraName)).status).toBe(200);
  });

  test('a camera whose own tariff is not paid, or off, has an address that says so', async () => {
    const { camera } = await house(app, '102');
    await giveDevices(app.core, app.system, { uid: '10' }, [camera]);
    billing.byDevice = true;
    try {
      for (const [state, status] of [
        ['unpaid', 402],
        ['off', 404],
      ] as const) {
        billing.devices.set(camera, state);
        const { json } = await ask('cctv/all', { houseId: '10' });
        expect(json.data.map(({ id }: { id: number }) => id)).toEqual([a.camera, camera]);
        expect(json.data[0].token).not.toBe('');
        expect(json.data[1]).toMatchObject({ url: `${app.url}/api/${status}`, token: '' });
        const player = await send(app, `/api/${status}/index.m3u8?token=`, { method: 'GET' });
        expect(player.status).toBe(status);
      }
    } finally {
      billing.byDevice = false;
      billing.devices.clear();
      await ask('cctv/all', { houseId: '10' });
    }
  });

  test('ranges are those of our archive, as deep as it is sold', async () => {
    const { json } = await ask('cctv/ranges', { cameraId: a.camera });
    expect(json).toEqual({
      ...OK,
      data: [{ stream: a.cameraName, ranges: [{ from: expect.any(Number), duration: expect.any(Number) }] }],
    });
    expect(json.data[0].ranges[0].duration).toBeGreaterThan(50);
  });

  test.each([
    ['2026-01-01 10:00:00', '2026-01-01 10:15:01'],
    ['2026-01-01 10:00:00', '2026-01-02 10:00:10'],
  ])('recPrepare from %s to %s is too long', async (from, to) => {
    const { status, json } = await ask('cctv/recPrepare', { id: a.camera, from, to });
    expect(status).toBe(403);
    expect(json).toEqual({ code: 403, name: 'Set less than 15 min.', message: 'Установите менее 15 мин.' });
  });

  test.each([
    [{ from: '2026-01-01 10:00:00', to: '2026-01-01 10:00:00' }],
    [{ from: '2026-01-01', to: '2026-01-01 10:00:00' }],
    [{ from: '2026-01-01 10:00:00' }],
    [{ from: '2026-02-30 10:00:00', to: '2026-02-30 10:01:00' }],
  ])('recPrepare of %j is no form', async (body) => {
    expect((await ask('cctv/recPrepare', { id: a.camera, ...body })).status).toBe(422);
  });

  test('camMap and door lead to the camera that sees the door', async () => {
    const map = await ask('cctv/camMap', { houseId: '10' });
    expect(map.json.data).toEqual([
      {
        id: String(a.camera),
        url: `${app.url}/${a.cameraName}`,
        token: expect.stringMatching(/^1\./),
        frs: 'f',
        serverType: 'flussonic',
      },
    ]);
    const door = await ask('cctv/door', { houseId: '10', doorId: a.door });
    expect(door.json.data).toMatchObject({ doorId: a.door, name: 'Подъезд 10', url: `${app.url}/${a.cameraName}` });
    expect((await access(door.json.data.token, a.cameraName)).status).toBe(200);
  });
});

/** As a media server asks. */
const access = async (token: string, name: string, more = '') =>
  await send(app, `/api/accessfl?token=${encodeURIComponent(token)}&name=${name}${more}`, { method: 'GET' });

describe('accessfl', () => {
  test('is an empty 200 for the stream of the token, by name and by uuid', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    const yes = await access(token, a.cameraName);
    expect([yes.status, yes.text]).toEqual([200, '']);
    const [camera] = await app.core.sql<{ uuid: string }[]>`select uuid from camera where id = ${a.camera}`;
    expect((await access(token, camera?.uuid ?? '')).status).toBe(200);
  });

  test('refuses all else alike', async () => {
    const token = (await ask('cctv/all', { houseId: '10' })).json.data[0].token;
    const [other] = await app.core.sql<{ uuid: string }[]>`select uuid from camera where id = ${b.camera}`;
    const refused = [
      await access(token, b.cameraName),
      await access(token, other?.uuid ?? ''),
      await access(token, 'none'),
      await access(token, '00000000-0000-4000-8000-000000000000'),
      await access(`${token.slice(0, -2)}AA`, a.cameraName),
      await access(token, a.cameraName, '&mode=publish'),
      await access(token, ''),
    ];
    for (const one of refused)
      expect([one.status, one.json]).toEqual([403, { code: 403, name: 'Forbidden', message: 'Не верный токен' }]);
    const none = await send(app, `/api/accessfl?name=${a.cameraName}`, { method: 'GET' });
    expect(none.json).toEqual({ code: 403, name: 'Forbidden', message: 'Нет токена' });
  });
});

describe("what is another's is not there", () => {
  const period = { from: '2026-01-01 10:00:00', to: '2026-01-01 10:01:00' };

  test.each(['20', '30', '999', '0', "1' or '1'='1"])('contract %s', async (uid) => {
    for (const path of ['cctv/all', 'cctv/camMap', 'address/plogDays', 'address/intercom']) {
      const { status, json } = await ask(path, { houseId: uid, flatId: uid, day: '2026-01-01' });
      expect([status, json], path).toEqual([404, OFF]);
    }
    for (const path of ['address/plog', 'address/openDoor', 'cctv/door']) {
      const body = { houseId: uid, flatId: uid, day: '2026-01-01', doorId: a.door, domophoneId: a.lock };
      const { status, text } = await ask(path, body);
      expect([status, text], path).toEqual([404, '']);
    }
  });

  test('cameras of another contract, of another domain, and none', async () => {
    for (const id of [b.camera, foreign.camera, 999_999, 0, 'x', a.lock]) {
      const ranges = await ask('cctv/ranges', { cameraId: id });
      const piece = await ask('cctv/recPrepare', { id, ...period });
      expect([ranges.status, piece.status], String(id)).toEqual([404, 404]);
      expect(ranges.json).toEqual({ code: 404, name: 'Not Found', message: 'Не найдено' });
    }
  });

  test('doors of another contract, of another domain, and none', async () => {
    for (const [domophoneId, doorId] of [
      [b.lock, b.door],
      [foreign.lock, foreign.door],
      [a.lock, b.door],
      [b.lock, a.door],
      [0, a.door],
      [a.lock, 0],
      [999_999, 999_999],
    ]) {
      for (const houseId of [undefined, '10', '101']) {
        const opened = await ask('address/openDoor', { domophoneId, doorId, houseId });
        expect([opened.status, opened.text], `${domophoneId} ${doorId}`).toEqual([404, '']);
      }
      expect((await ask('cctv/door', { houseId: '10', domophoneId, doorId })).status).toBe(404);
    }
    expect((await ask('address/openDoor', { domophoneId: a2.lock, doorId: a2.door, houseId: '10' })).status).toBe(404);
    expect((await ask('address/openDoor', {})).status).toBe(422);
  });

  test('a piece of the archive that somebody else asked for', async () => {
    const [mine] = await app.core.sql<{ id: number }[]>`
      insert into archive_request (user_id, camera_id, from_time, to_time)
      select id, ${a.camera}, now() - interval '1 minute', now() from app_user where sign_in_phone = ${ANNA} returning id`;
    for (const id of [mine?.id, 999_999, 0])
      expect((await ask('cctv/recDownload', { id }, bob)).status, String(id)).toBe(404);
  });
});

describe('beside other APIs', () => {
  test('nothing of theirs is shadowed', async () => {
    const own = await send(app, '/api/vedette/v1/session', { method: 'GET' });
    expect(own.json.error.code).toBe('unauthenticated');
    const missing = await send(app, '/api/vedette/v1/none', { method: 'POST' });
    expect(missing.json.error).toBeDefined();
    for (const path of ['/api/v1/user', '/api/v2/user/ping', '/api/nothing/here'])
      expect((await send(app, path)).json.error.code, path).toBe('not_found');
  });

  test('scripts of a page that the provider named may call', async () => {
    const named = await testApp({ env: { CORS_ORIGINS: 'https://cabinet.example.net' } });
    const headers = { origin: 'https://cabinet.example.net', 'access-control-request-method': 'POST' };
    const asked = await send(named, '/api/user/ping', { method: 'OPTIONS', headers });
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe('https://cabinet.example.net');
    expect(asked.headers['access-control-allow-headers']).toContain('authorization');
    const other = await send(named, '/api/user/ping', {
      method: 'OPTIONS',
      headers: { origin: 'https://other.example' },
    });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    await named.close();
  });
});
