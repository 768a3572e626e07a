import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { giveDevices, takeDevices } from '../../../src/core/contracts/devices.ts';
import { createDoor } from '../../../src/core/doors/operations.ts';
import { wallTime } from '../../../src/core/time.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { PanelSimulator } from '../../support/panel-simulator.ts';
import { ANNA, BOB, connect, type House, house, post, signIn, type TestBilling, whileDown } from './mobile-support.ts';
import { send } from './support.ts';

let app: TestApp;
let panel: PanelSimulator;
let billing: TestBilling;
let anna: string;
let bob: string;
let a: House;
let common: House;
let door: number;
/** Whose log is looked at. */
let b: House;

beforeAll(async () => {
  app = await testApp({ asksCameras: true, env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  panel = await new PanelSimulator().start();
  billing = connect(app);
  billing.phones.set(ANNA, ['10', '101', '102', '103']).set(BOB, ['20']);
  a = await house(app, '10', { command: panel.command() });
  common = await house(app, '20', { command: panel.command() });
  b = await house(app, '102', { command: panel.command(), sipId: 1 });
  await giveDevices(app.core, app.system, { uid: '103' }, [common.lock]);
  anna = (await signIn(app, ANNA)).token;
  bob = (await signIn(app, BOB)).token;
  for (const token of [anna, bob]) await post(app, 'address/getAddressList', {}, token);
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});
beforeEach(async () => {
  panel.mood = 'well';
  panel.openings = 0;
  // Each test opens a door of its own: one that is opened again and again has a limit.
  door = (await createDoor(app.core, app.system, { lockId: a.lock, name: 'Подъезд', command: panel.command() })).id;
});

const open = async (body: object, token = anna) => await post(app, 'address/openDoor', body, token);
const mine = () => ({ domophoneId: a.lock, doorId: door, houseId: '10' });
const inLog = () => ({ domophoneId: b.lock, doorId: b.door, houseId: '102' });
const today = () => wallTime('Europe/Moscow')(new Date()).slice(0, 10);
const plog = async (flatId: string, token = anna) =>
  (await post(app, 'address/plog', { flatId, day: today() }, token)).json.data;

describe('openDoor', () => {
  test('is 204 once the panel has opened', async () => {
    const { status, text } = await open(mine());
    expect([status, text]).toEqual([204, '']);
    expect(panel.openings).toBe(1);
  });

  test('finds the contract by the door where none is named, and takes ids as text', async () => {
    expect((await open({ domophoneId: a.lock, doorId: door })).status).toBe(204);
    expect((await open({ domophoneId: String(a.lock), doorId: String(door), houseId: 10 })).status).toBe(204);
    expect((await open({ domophoneId: a.lock })).status).toBe(204);
    expect(panel.openings).toBe(3);
  });

  test.each([
    ['refuse', 'отклонил'],
    ['drop', 'нет связи'],
  ] as const)('a panel that does %s is 502 with words, never 204', async (mood, words) => {
    panel.mood = mood;
    const { status, json } = await open(mine());
    expect(status).toBe(502);
    expect(json).toEqual({ code: 502, name: 'Bad Gateway', message: expect.stringContaining(words) });
    expect(panel.openings).toBe(0);
  });

  test('not paid is 402, not ordered 404, both empty, and the panel is not asked', async () => {
    for (const [state, status] of [
      ['unpaid', 402],
      ['off', 404],
    ] as const) {
      billing.states.set('10', state);
      for (const body of [mine(), { domophoneId: a.lock, doorId: door }]) {
        const answer = await open(body);
        expect([answer.status, answer.text], state).toEqual([status, '']);
      }
    }
    billing.states.delete('10');
    expect(panel.openings).toBe(0);
    expect((await open(mine())).status).toBe(204);
  });

  test('opens by another contract that is paid, and not in the name of one that is not', async () => {
    await giveDevices(app.core, app.system, { uid: '101' }, [a.lock]);
    billing.states.set('10', 'unpaid');
    expect((await open({ domophoneId: a.lock, doorId: door })).status).toBe(204);
    expect((await open({ ...mine(), houseId: '101' })).status).toBe(204);
    expect((await open(mine())).status).toBe(402);
    billing.states.delete('10');
    await takeDevices(app.core, app.system, { uid: '101' }, [a.lock]);
  });

  test('goes by the last known word while the billing is down', async () => {
    await post(app, 'address/getAddressList', {}, anna);
    await whileDown(app, billing, async () => {
      expect((await open(mine())).status).toBe(204);
      expect(panel.openings).toBe(1);
    });
  });

  test('ends with the right', async () => {
    await takeDevices(app.core, app.system, { uid: '10' }, [a.lock]);
    expect((await open(mine())).status).toBe(404);
    await giveDevices(app.core, app.system, { uid: '10' }, [a.lock]);
    expect((await open(mine())).status).toBe(204);
    expect(panel.openings).toBe(1);
  });

  test("never opens another's door, whatever is combined", async () => {
    for (const body of [
      { domophoneId: a.lock, doorId: door },
      { domophoneId: a.lock, doorId: door, houseId: '10' },
      { domophoneId: common.lock, doorId: door, houseId: '20' },
      { domophoneId: a.lock, doorId: common.door, houseId: '20' },
    ])
      expect((await open(body, bob)).status).toBe(404);
    expect(panel.openings).toBe(0);
  });

  test('a door without a command asks the panel of its camera, and says when there is nothing to ask', async () => {
    const empty = await createDoor(app.core, app.system, { lockId: a.lock, name: 'Пустая' });
    const { status, json } = await open({ ...mine(), doorId: empty.id });
    expect([status, json.message]).toEqual([502, expect.stringContaining('не задана')]);
  });
});

describe('the log', () => {
  test('has what was opened, failed and refused in the name of the contract', async () => {
    await open(inLog());
    panel.mood = 'refuse';
    await open(inLog());
    const [failed, opened] = await plog('102');
    expect(opened).toMatchObject({
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      objectId: String(b.door),
      mechanizmaDescription: 'Подъезд',
      event: '4',
      detail: 'Телефон *1111',
      previewType: 0,
      detailX: { opened: 't', phone: '*1111' },
    });
    expect(failed.detailX.opened).toBe('f');
    const days = await post(app, 'address/plogDays', { flatId: '102' }, anna);
    expect(days.json.data[0]).toEqual({ day: today(), events: expect.stringMatching(/^\d+$/) });
    expect(Number(days.json.data[0].events)).toBe((await plog('102')).length);
  });

  test('is of one contract alone, though neighbours have the same door', async () => {
    await open({ domophoneId: common.lock, doorId: common.door, houseId: '20' }, bob);
    await open({ domophoneId: common.lock, doorId: common.door, houseId: '103' });
    expect(await plog('20', bob)).toHaveLength(1);
    expect(await plog('103')).toHaveLength(1);
    const foreign = await post(app, 'address/plog', { flatId: '20', day: today() }, anna);
    expect([foreign.status, foreign.text]).toEqual([404, '']);
  });

  test('by kinds, and by no other day', async () => {
    const of = async (events: string) =>
      (await post(app, 'address/plogDays', { flatId: '103', events }, anna)).json.data;
    expect(await of('1,2,3')).toEqual([]);
    expect(await of('4')).toEqual([{ day: today(), events: '1' }]);
    const other = await post(app, 'address/plog', { flatId: '103', day: '2020-01-01' }, anna);
    expect(other.json.data).toEqual([]);
    expect((await post(app, 'address/plogDays', { flatId: '103', events: '8' }, anna)).status).toBe(422);
    expect((await post(app, 'address/plog', { flatId: '103', day: '2020-13-01' }, anna)).status).toBe(422);
    expect((await post(app, 'address/plog', { flatId: '103' }, anna)).status).toBe(422);
  });

  test('not paid is 402, not ordered 404, both empty', async () => {
    for (const [state, status] of [
      ['unpaid', 402],
      ['off', 404],
    ] as const) {
      billing.states.set('102', state);
      const answer = await post(app, 'address/plog', { flatId: '102', day: today() }, anna);
      expect([answer.status, answer.text]).toEqual([status, '']);
    }
    billing.states.delete('102');
  });

  test('is empty while its people have it switched off', async () => {
    const set = async (disablePlog: string) =>
      await post(app, 'address/intercom', { flatId: '102', settings: { disablePlog } }, anna);
    await set('t');
    expect(await plog('102')).toEqual([]);
    expect((await post(app, 'address/plogDays', { flatId: '102' }, anna)).json.data).toEqual([]);
    await set('f');
    expect((await plog('102')).length).toBeGreaterThan(0);
  });

  test('has the calls of the panel, answered and missed', async () => {
    const ended = async (body: string) =>
      await send(app, '/asterisk/extensions/ended', {
        body,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
    expect((await ended('domophoneId=100001&uid=102&status=ANSWER')).status).toBe(200);
    expect((await ended('domophoneId=100001&uid=102&status=NOANSWER')).status).toBe(200);
    expect((await ended('domophoneId=100001&uid=102&status=ANSWER&opened=yes')).status).toBe(200);
    const calls = (await plog('102')).slice(0, 3);
    expect(calls.map((one: { event: string }) => one.event)).toEqual(['2', '1', '2']);
    expect(calls.map((one: { detailX: { opened: string } }) => one.detailX.opened)).toEqual(['t', 'f', 'f']);
    expect(calls[0]).toMatchObject({ mechanizmaDescription: 'Подъезд', objectId: String(b.door) });
    for (const body of [
      'domophoneId=1&uid=20&status=ANSWER',
      'domophoneId=9&uid=102&status=ANSWER',
      'domophoneId=1&uid=999&status=ANSWER',
    ])
      expect((await ended(body)).status, body).toBe(404);
    expect(await plog('20', bob)).toHaveLength(1);
  });
});
