import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyApartment } from '../../../src/core/billing/contract-state.ts';
import { giveDevices } from '../../../src/core/contracts/devices.ts';
import { changeIntercomSettings } from '../../../src/core/contracts/intercom-settings.ts';
import { setPanel } from '../../../src/core/panels/operations.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { ANNA, BOB, connect, type House, house, post, signIn, type TestBilling, whileDown } from './mobile-support.ts';
import { send } from './support.ts';

let app: TestApp;
let billing: TestBilling;
let a: House;
let b: House;
let anna: { userId: number; token: string };
let bob: { userId: number; token: string };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };

/** As res_config_curl asks: a POST of a form. */
const realtime = async (path: string, form: string) =>
  await send(app, `/asterisk/${path}`, { body: form, headers: FORM });
const extension = async (name: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
  await send(app, `/asterisk/extensions/${name}`, { body, headers });
const fields = (line: string) => Object.fromEntries(new URLSearchParams(line.replaceAll('+', '%2B')));
const telephone = ({ userId }: { userId: number }) => String(2_000_000_000 + userId);

beforeAll(async () => {
  app = await testApp();
  billing = connect(app);
  billing.phones.set(ANNA, ['10']).set(BOB, ['20']);
  billing.flats.set('10', 12).set('20', 13);
  a = await house(app, '10', { sipId: 1 });
  b = await house(app, '20', { sipId: 2 });
  await setPanel(app.core, app.system, a.camera, { monitorId: 7 });
  anna = await signIn(app, ANNA);
  bob = await signIn(app, BOB);
  for (const { token } of [anna, bob]) await post(app, 'address/getAddressList', {}, token);
});
afterAll(async () => await app.close());

describe('realtime', () => {
  test('a panel is 100000 and its number, with its password', async () => {
    const aor = await realtime('aors/single', 'id=100001');
    expect(aor.headers['content-type']).toMatch(/^text\/plain/);
    expect(aor.text).toBe('id=100001&max_contacts=1&remove_existing=yes\n');
    const auth = await realtime('auths/single', 'id=100001');
    expect(auth.text).toBe('id=100001&auth_type=userpass&username=100001&password=sip%2B10%26%3D\n');
    const endpoint = fields((await realtime('endpoints/single', 'id=100001')).text.trim());
    expect(endpoint).toMatchObject({
      id: '100001',
      aors: '100001',
      auth: '100001',
      allow: 'alaw,h264',
      force_rport: 'no',
    });
  });

  test('a host behind the login is left out', async () => {
    expect((await realtime('auths/single', 'id=100001%40sip.example.net')).text).toMatch(/^id=100001&/);
  });

  test('a telephone has an account on first need, behind routers', async () => {
    expect((await realtime('auths/single', `id=${telephone(anna)}`)).text).toBe('');
    const { json } = await extension('precall', { domophoneId: 1, flatNumber: 12 });
    expect(json.extensions).toBe(telephone(anna));
    const auth = fields((await realtime('auths/single', `id=${telephone(anna)}`)).text.trim());
    expect(auth.password).toMatch(/^[0-9a-f]{32}$/);
    const endpoint = fields((await realtime('endpoints/single', `id=${telephone(anna)}`)).text.trim());
    expect(endpoint).toMatchObject({ rtp_symmetric: 'yes', force_rport: 'yes', ice_support: 'yes' });
    const [kept] = await app.core.sql<{ text: string }[]>`
      select encode(password_sealed, 'escape') as text from sip_account where user_id = ${anna.userId}`;
    expect(kept?.text).not.toContain(auth.password);
  });

  test("a concierge's monitor is 4000000000 and its number", async () => {
    const auth = fields((await realtime('auths/single', 'id=4000000007')).text.trim());
    expect(auth).toMatchObject({ id: '4000000007', password: 'sip+10&=' });
  });

  test.each(['100003', '100000', '1', '2000999999', '4000000008', '9999999999', 'x', '', "100001' or '1'='1"])(
    '%s is nobody',
    async (id) => {
      for (const family of ['aors', 'auths', 'endpoints']) {
        const { status, text } = await realtime(`${family}/single`, `id=${encodeURIComponent(id)}`);
        expect([status, text], family).toEqual([200, '']);
      }
    },
  );

  test.each([
    ['id LIKE=%', ['100001', '4000000007', '100002']],
    ['id%20LIKE=%25', ['100001', '4000000007', '100002']],
    ['id LIKE=1%', ['100001', '100002']],
    ['id LIKE=10000_', ['100001', '100002']],
    ['id LIKE=%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%x', []],
    ['id=100002', ['100002']],
    ['mailboxes !=', []],
    ['qualify_frequency >=1', []],
    ['', []],
  ])('multi with %s lists %j', async (form, ids) => {
    const { text } = await realtime('endpoints/multi', form);
    expect(
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => fields(line).id),
    ).toEqual(ids);
  });

  test('nothing is stored from over there', async () => {
    expect((await realtime('endpoints/require', 'id=char%3A40')).text).toBe('0');
    expect((await realtime('endpoints/update?id=100001', 'password=mine')).text).toBe('0');
    expect((await realtime('auths/single', 'id=100001')).text).toContain('sip%2B10');
  });

  test('the network of the provider alone is answered', async () => {
    const outside = await testApp({ env: { BILL_API_NETWORKS: '10.0.0.0/8' } });
    for (const path of ['auths/single', 'auths/multi', 'extensions/subscribers', 'none'])
      expect((await send(outside, `/asterisk/${path}`, { body: 'id=100001', headers: FORM })).status, path).toBe(403);
    await outside.close();
  });
});

describe('a call', () => {
  const precall = async (domophoneId: number, flatNumber: number) =>
    (await extension('precall', { domophoneId, flatNumber })).json;

  test('rings the people of the flat, and tells the dialplan all in a form where it asks by one', async () => {
    const json = await precall(100_001, 12);
    expect(json).toMatchObject({
      uid: '10',
      ring: 'yes',
      reason: '',
      autoBlock: 0,
      manualBlock: 0,
      dial: `PJSIP/${telephone(anna)}&PJSIP/4000000007`,
      dtmf: '7',
      deviceId: a.camera,
      device_uuid: expect.any(String),
      callerId: 'Подъезд 10',
    });
    const form = await extension('precall', 'domophoneId=1&flatNumber=12', FORM);
    expect(fields(form.text)).toMatchObject({
      ring: 'yes',
      dial: `PJSIP/${telephone(anna)}&PJSIP/4000000007`,
      dtmf: '7',
    });
    expect(form.text).not.toContain('+');
  });

  test('is taken by the uid, as older dialplans ask', async () => {
    const { json } = await extension('precall', { domophoneId: 1, uid: 10 });
    expect(json).toMatchObject({
      autoBlock: 0,
      manualBlock: 0,
      autoOpen: 0,
      whiteRabbit: 0,
      intercoms: [7],
      dtmf: '7',
    });
    expect((await extension('precall', { domophoneId: 1, uid: 20 })).json).toMatchObject({ ring: 'no', autoBlock: 1 });
  });

  test('rings nobody where the panel alone is not paid', async () => {
    billing.byDevice = true;
    for (const [state, reason] of [
      ['unpaid', 'unpaid'],
      ['off', 'off'],
    ] as const) {
      billing.devices.set(a.camera, state).set(a.lock, state);
      expect(await precall(1, 12)).toMatchObject({ ring: 'no', reason });
    }
    billing.devices.clear();
    expect(await precall(1, 12)).toMatchObject({ ring: 'yes' });
    billing.byDevice = false;
  });

  test('of a panel of another domain is nobody', async () => {
    const [domain] = await app.core.sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
    await app.core.sql`update panel set domain_id = ${domain?.id ?? 0} where camera_id = ${b.camera}`;
    expect((await extension('domophone', '2')).status).toBe(404);
    expect((await realtime('auths/single', 'id=100002')).text).toBe('');
    await app.core.sql`update panel set domain_id = 1 where camera_id = ${b.camera}`;
  });

  test('rings nobody of another house or flat', async () => {
    expect(await precall(1, 13)).toMatchObject({ ring: 'no', reason: 'no_flat', dial: '', uid: '0' });
    expect(await precall(2, 12)).toMatchObject({ ring: 'no', reason: 'no_flat' });
    expect((await extension('precall', { domophoneId: 9, flatNumber: 12 })).status).toBe(404);
    expect((await extension('precall', { domophoneId: 1, flatNumber: 'x' })).status).toBe(422);
  });

  test.each([
    ['unpaid', 'unpaid'],
    ['off', 'off'],
  ] as const)('rings nobody whose service is %s', async (state, reason) => {
    billing.states.set('10', state);
    expect(await precall(1, 12)).toMatchObject({ ring: 'no', reason, dial: '', autoBlock: 1 });
    expect((await extension('blacklist', '10')).json).toMatchObject({ autoBlock: 1, manualBlock: 0 });
    billing.states.delete('10');
    expect((await extension('blacklist', '10')).json).toMatchObject({ autoBlock: 0, manualBlock: 0 });
  });

  test('rings nobody who does not want it, and is not asked by another contract', async () => {
    await changeIntercomSettings(app.core, app.system, a.organization, { calls: false });
    expect(await precall(1, 12)).toMatchObject({ ring: 'no', reason: 'calls_off', autoBlock: 0, manualBlock: 1 });
    expect((await extension('blacklist', '"10"')).json).toMatchObject({ autoBlock: 0, manualBlock: 1 });
    await changeIntercomSettings(app.core, app.system, a.organization, { calls: true });
  });

  test('goes by the last known word while the billing is down, and rings nobody of whom nothing is known', async () => {
    await giveDevices(app.core, app.system, { uid: '77' }, [a.camera]);
    await app.core.sql`update organization set apartment = 77 where outside_uid = '77'`;
    await whileDown(app, billing, async () => {
      expect(await precall(1, 12)).toMatchObject({ ring: 'yes' });
      expect(await precall(1, 77)).toMatchObject({ ring: 'no', reason: 'unknown', autoBlock: 1 });
    });
  });

  test('has the contract of the flat, and 0 for none', async () => {
    expect((await extension('uidFromflatNumber', { domophoneId: 1, flatNumber: 12 })).json).toEqual({ uid: 10 });
    expect((await extension('uidFromflatNumber', { domophoneId: '1', flatNumber: '99' })).json).toEqual({ uid: 0 });
  });

  test('finds flats with letters by the number that the panel dials, and by what their doors say', async () => {
    const uids = ['81', '82', '83'];
    for (const uid of uids) await giveDevices(app.core, app.system, { uid }, [a.camera]);
    await Promise.all(
      ['12-1', 'кв. 14а', '14Б'].map(async (flat, i) =>
        applyApartment(app.core, { domainId: 1, kind: 'apartment', subject: uids[i] ?? '' }, flat),
      ),
    );
    const uidOf = async (flatNumber: unknown) =>
      (await extension('uidFromflatNumber', { domophoneId: 1, flatNumber })).json.uid;
    // Flat 12 is there itself, 14 is not.
    expect(await Promise.all([12, '12-1', 14, '14а', '14б', 'кв.14Б', '14в'].map(uidOf))).toEqual([
      ...[10, 81, 82, 82, 83, 83, 82],
    ]);
    expect((await extension('precall', { domophoneId: 1, flatNumber: '14' })).json).toMatchObject({ uid: '82' });
    expect((await extension('uidFromflatNumber', { domophoneId: 1, flatNumber: 'офис' })).status).toBe(422);
  });

  test.each([['10'], ['"10"']])('subscribers of %s are its people, with where an app is told', async (body) => {
    await post(app, 'user/registerPushToken', { pushToken: 'fcm-token', platform: 'ios' }, anna.token);
    const { json } = await extension('subscribers', body);
    expect(json).toEqual([
      {
        mobile: ANNA,
        extension: telephone(anna),
        hash: expect.stringMatching(/^[0-9a-f]{32}$/),
        voipEnabled: 1,
        platform: 1,
        tokenType: 0,
        voipToken: 'off',
        pushToken: 'fcm-token',
      },
    ]);
    expect((await extension('subscribers', '999')).status).toBe(404);
  });

  test('a panel is told by its number', async () => {
    const panel = { deviceId: b.camera, dtmf: '7', callerId: 'Подъезд 20' };
    expect((await extension('domophone', '2')).json).toMatchObject(panel);
    expect(fields((await extension('domophone', 'domophoneId=2', FORM)).text)).toMatchObject({ dtmf: '7' });
    expect((await extension('domophone', '2', FORM)).text).toContain('dtmf=7');
    expect((await extension('domophone', '3')).status).toBe(404);
  });

  test('what is not built is told', async () => {
    expect((await extension('autoopen', '10')).text).toBe('false');
    expect((await extension('camshot', { domophoneId: 1 })).text).toBe('');
    const push = await extension('push', { token: 'x' });
    expect([push.status, push.json.error]).toEqual([503, expect.stringContaining('not sent')]);
    expect((await extension('none', {})).status).toBe(404);
  });
});
