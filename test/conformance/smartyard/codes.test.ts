import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takeDevices } from '../../../src/core/contracts/devices.ts';
import { changeIntercomSettings, type IntercomChange } from '../../../src/core/contracts/intercom-settings.ts';
import { openDoor } from '../../../src/core/doors/open.ts';
import { actorById } from '../../../src/core/sessions/sessions.ts';
import { wallTime } from '../../../src/core/time.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { ANNA, BOB, connect, type House, house, post, signIn, type TestBilling } from './mobile-support.ts';
import { send } from './support.ts';

/** What the dialplan asks when digits are typed at a panel, and of doors that open to whoever rings. */
let app: TestApp;
let billing: TestBilling;
let a: House;
let anna: { userId: number; token: string };

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const extension = async (name: string, body: unknown) =>
  await send(app, `/asterisk/extensions/${name}`, {
    body,
    headers: { 'content-type': 'application/json' },
  });
const set = async (change: IntercomChange) =>
  await changeIntercomSettings(
    app.core,
    await actorById(app.core, anna.userId, app.system.trace),
    a.organization,
    change,
  );
const code = async (digits: string | null, domophoneId = 1) =>
  (await extension('code', { domophoneId, code: digits })).json;
const autoopen = async (body: unknown) => (await extension('autoopen', body)).text;
const inAnHour = () => new Date(Date.now() + 3_600_000);

beforeAll(async () => {
  app = await testApp({ asksCameras: true });
  billing = connect(app);
  billing.phones.set(ANNA, ['10']).set(BOB, ['20']);
  billing.flats.set('10', 12).set('20', 13);
  a = await house(app, '10', { sipId: 1, command: 'fake://door' });
  await house(app, '20', { sipId: 2, command: 'fake://door' });
  anna = await signIn(app, ANNA);
  const bob = await signIn(app, BOB);
  for (const { token } of [anna, bob]) await post(app, 'address/getAddressList', {}, token);
});
beforeEach(async () => {
  await set({ doorCode: false, autoOpenUntil: null, autoOpenMinutes: 0 });
  await app.core.sql`delete from door_event`;
  await app.core.sql`delete from panel_code_try`;
});
afterAll(async () => await app.close());

const whileBilling = async (state: 'unpaid' | 'off', run: () => Promise<void>) => {
  billing.states.set('10', state);
  await run().finally(() => billing.states.delete('10'));
};

describe('code', () => {
  test('opens the door of the panel by the flat’s digits, and says so as it was asked', async () => {
    const { doorDigits } = await set({ doorCode: true });
    expect(await code(doorDigits)).toEqual({ opened: 'yes', reason: '', dtmf: '7' });
    const body = `domophoneId=100001&code=${doorDigits}`;
    expect((await send(app, '/asterisk/extensions/code', { body, headers: FORM })).text).toBe(
      'opened=yes&reason=&dtmf=7',
    );
    const { json } = await post(
      app,
      'address/plog',
      { flatId: '10', day: wallTime('Europe/Moscow')(new Date()).slice(0, 10) },
      anna.token,
    );
    expect(json.data).toMatchObject([{ event: '6', detailX: { opened: 't' } }, { event: '6' }]);
  });

  test('is shown to an app whose user may open doors', async () => {
    const { doorDigits } = await set({ doorCode: true });
    const seen = async () => (await post(app, 'address/intercom', { flatId: '10' }, anna.token)).json.data;
    expect(await seen()).toMatchObject({ allowDoorCode: 't', doorCode: doorDigits });
    await app.core.sql`update app_user set readonly = true where id = ${anna.userId}`;
    expect(await seen()).toMatchObject({ allowDoorCode: 't', doorCode: '' });
    await app.core.sql`update app_user set readonly = false where id = ${anna.userId}`;
  });

  test('says why it opens nothing', async () => {
    const { doorDigits } = await set({ doorCode: true });
    expect(await code('1')).toMatchObject({ opened: 'no', reason: 'wrong' });
    expect(await code(doorDigits, 2)).toMatchObject({ opened: 'no', reason: 'wrong' });
    await whileBilling('unpaid', async () => {
      expect(await code(doorDigits)).toMatchObject({ opened: 'no', reason: 'unpaid' });
    });
    await whileBilling('off', async () => {
      expect(await code(doorDigits)).toMatchObject({ opened: 'no', reason: 'wrong' });
    });
    expect(await code(doorDigits)).toMatchObject({ opened: 'yes' });
    for (let n = 0; n < 9; n++) await code('99');
    expect(await code(doorDigits)).toMatchObject({ opened: 'no', reason: 'too_many' });
    expect((await extension('code', { domophoneId: 3, code: '1' })).status).toBe(404);
  });
});

describe('autoopen', () => {
  test('is false until its people want it, and ends by itself', async () => {
    expect(await autoopen('10')).toBe('false');
    await set({ autoOpenUntil: inAnHour() });
    expect(await autoopen('10')).toBe('true');
    expect(await autoopen({ domophoneId: 1, flatNumber: 12 })).toBe('true');
    expect(await autoopen({ domophoneId: 1, uid: '10' })).toBe('true');
    expect(await autoopen({ domophoneId: 2, uid: '10' })).toBe('false');
    expect(await autoopen({ domophoneId: 1, flatNumber: 13 })).toBe('false');
    expect((await extension('precall', { domophoneId: 1, flatNumber: 12 })).json).toMatchObject({ autoOpen: 1 });
    const rows = await app.core.sql`select kind, result, organization_id, detail from door_event`;
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      kind: 'call',
      result: 'opened',
      organizationId: a.organization,
      detail: 'Opened by itself to whoever rang',
    });
    await app.core.sql`update intercom_setting set auto_open_until = now() - interval '1 second'`;
    expect(await autoopen('10')).toBe('false');
    expect((await extension('precall', { domophoneId: 1, flatNumber: 12 })).json).toMatchObject({ autoOpen: 0 });
  });

  test('is true for minutes after somebody of the contract opened a door', async () => {
    await set({ autoOpenMinutes: 5 });
    expect(await autoopen('10')).toBe('false');
    await openDoor(app.core, await actorById(app.core, anna.userId, app.system.trace), a.door);
    expect(await autoopen('10')).toBe('true');
    await app.core.sql`update door_event set at = at - interval '6 minutes' where kind = 'app'`;
    // What opened by itself does not make it go on.
    expect(await autoopen('10')).toBe('false');
  });

  test('is false while the contract may not open the door itself', async () => {
    await set({ autoOpenUntil: inAnHour() });
    await whileBilling('unpaid', async () => expect(await autoopen('10')).toBe('false'));
    expect(await autoopen('10')).toBe('true');
    await takeDevices(app.core, app.system, { uid: '10' }, [a.lock]);
    await app.core.feed.settled();
    expect(await autoopen('10')).toBe('false');
    expect((await extension('autoopen', '99')).status).toBe(404);
  });
});
