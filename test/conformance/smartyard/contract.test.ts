import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { CASES, type Case, type Fixtures } from './cases.ts';
import { makeFixtures } from './fixtures.ts';
import { bill, send, writes } from './support.ts';

interface Contract {
  readonly device: Readonly<Record<string, string>>;
  readonly door: Readonly<Record<string, string>>;
  readonly methods: readonly { readonly path: string; readonly response: unknown }[];
}

const CONTRACT = JSON.parse(readFileSync(new URL('./contract.json', import.meta.url), 'utf8')) as Contract;
const METHODS = CONTRACT.methods.map(({ path, response }) => {
  const name = path.replace(/^\/bill\/api\/|\/$/g, '');
  return { name, response, case: CASES[name] as Case };
});

let app: TestApp;
let fixtures: Fixtures;
let count = 100;
beforeAll(async () => {
  app = await testApp();
  fixtures = await makeFixtures(app);
});
afterAll(async () => await app.close());

test('the table has every method of the document', () => {
  expect(Object.keys(CASES).sort()).toEqual(METHODS.map(({ name }) => name).sort());
});

describe.each(METHODS)('$name', ({ name, response, case: { happy, required, wrong, list } }) => {
  const params = () => happy(fixtures, ++count);

  test.each([
    `/bill/api/${name}/`,
    `/bill/api/${name}`,
    `//bill//api/${name}//`,
    `/bill/api/${name.replace('_', '%5F')}/`,
  ])('answers %s as the document has it', async (path) => {
    const answer = await send(app, path, { body: params() });
    expect(answer).toMatchObject({ status: 200 });
    if (response === '') {
      expect(answer.text).toBe('');
      expect(answer.headers).toMatchObject({ 'content-length': '0', 'content-type': 'text/html; charset=utf-8' });
    } else {
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(Array.isArray(answer.json[list ?? ''])).toBe(true);
    }
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('takes no %s', async (method) => {
    for (const path of [`/bill/api/${name}/`, `/bill/api/${name}`]) {
      const answer = await send(app, path, { method });
      expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST, OPTIONS' } });
    }
  });

  test.each(required)('refuses a call without %s, names it and changes nothing', async (parameter) => {
    const before = await writes(app);
    for (const value of [undefined, null, '', 'None']) {
      const answer = await bill(app, name, { ...params(), note: 1, [parameter]: value });
      expect(answer.status).toBe(422);
      expect(answer.text).toMatch(new RegExp(`[А-я].*\\b${parameter}\\b`));
    }
    expect(await writes(app)).toBe(before);
  });

  test.each(Object.entries(wrong))('refuses %s = %j, names it and changes nothing', async (parameter, value) => {
    const before = await writes(app);
    const answer = await bill(app, name, { ...params(), [parameter]: value });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(new RegExp(`[А-я].*\\b${parameter}\\b`));
    expect(await writes(app)).toBe(before);
  });

  if (response !== '' && !list?.startsWith('r')) return;
  test('needs an object', async () => {
    for (const body of ['{}', '[]', '[{}]', 'null', '0', 'false', '""', '[1, 2]', '7'])
      expect(await bill(app, name, body)).toMatchObject({
        status: 422,
        json: { code: 422, message: 'Необрабатываемый экземпляр', name: 'Unprocessable Entity' },
      });
    for (const body of [undefined, '', ' ', '{"uid":', 'uid=1', '{"uid":1}}', '{uid}'])
      expect((await bill(app, name, body)).status).toBe(400);
  });
});

describe('lists have the fields and types of the document', () => {
  const ofNumber = new Set(['longitude', 'latitude', 'record_days', 'domophoneid', 'dtmf', 'paneltype', 'entrance']);
  const known = (fields: Readonly<Record<string, string>>) =>
    Object.keys(fields)
      .filter((name) => name !== 'device_uuid')
      .sort();

  test('devices', async () => {
    const { devices } = (await bill(app, 'devices_list')).json as { devices: Record<string, unknown>[] };
    expect(devices.length).toBeGreaterThan(2);
    for (const device of devices) {
      expect(Object.keys(device).sort()).toEqual([...known(CONTRACT.device), 'monitorid'].sort());
      expect(typeof device.device_id).toBe('number');
      expect(['cam', 'mewcam', 'lock']).toContain(device.device_type);
      expect(typeof device.is_active).toBe('boolean');
      for (const [name, value] of Object.entries(device))
        if (ofNumber.has(name) && value !== null) expect(`${name} ${typeof value}`).toBe(`${name} number`);
    }
  });

  test('doors', async () => {
    const { doors } = (await bill(app, 'doors_list')).json as { doors: Record<string, unknown>[] };
    expect(doors.length).toBeGreaterThan(1);
    for (const door of doors) expect(Object.keys(door).sort()).toEqual(known(CONTRACT.door));
  });

  test('rights', async () => {
    await bill(app, 'rights_add', { uid: 77, device_id: [fixtures.cameraId, fixtures.intercomId, fixtures.lockId] });
    expect((await bill(app, 'rights_list', { uid: 77 })).json).toEqual({
      rights: [
        { device_id: fixtures.cameraId, device_type: 'cam', title: expect.any(String) },
        { device_id: fixtures.intercomId, device_type: 'mewcam', title: 'Домофон' },
        { device_id: fixtures.lockId, device_type: 'lock', title: 'Замок' },
      ],
    });
  });
});

describe("another domain's ids", () => {
  test('are in no list', async () => {
    const { foreign } = fixtures;
    const ids = (await bill(app, 'devices_list')).json.devices.map((device: { device_id: number }) => device.device_id);
    expect(ids).not.toContain(foreign.cameraId);
    expect(ids).not.toContain(foreign.lockId);
    const doors = (await bill(app, 'doors_list')).json.doors.map((door: { id: number }) => door.id);
    expect(doors).not.toContain(foreign.doorId);
  });

  test('are like ids of nothing: done, and nothing changed', async () => {
    const { foreign } = fixtures;
    const before = await app.core.sql`select id, title from camera union all select id, title from lock order by 1`;
    const doors = await app.core.sql`select id, name from door order by 1`;
    const calls: readonly (readonly [string, object])[] = [
      ['devices_mod', { device_id: foreign.cameraId, title: 'x' }],
      ['devices_mod', { device_id: foreign.lockId, title: 'x' }],
      ['devices_del', { device_id: foreign.cameraId }],
      ['devices_del', { device_id: foreign.lockId }],
      ['doors_mod', { doors_id: foreign.doorId, name: 'x' }],
      ['doors_del', { id: foreign.doorId }],
      ['rights_add', { uid: 78, device_id: [foreign.cameraId, foreign.lockId, 999_999] }],
      ['rights_del', { uid: 78, device_id: foreign.cameraId }],
      ['address_devices_update', { data: [{ device_id: foreign.cameraId, latitude: 1, longitude: 2 }] }],
    ];
    for (const [method, body] of calls) expect(await bill(app, method, body)).toMatchObject({ status: 200, text: '' });
    expect(await app.core.sql`select id, title from camera union all select id, title from lock order by 1`).toEqual(
      before,
    );
    expect(await app.core.sql`select id, name from door order by 1`).toEqual(doors);
    expect((await bill(app, 'rights_list', { uid: 78 })).json).toEqual({ rights: [] });
  });

  test('are refused where a door would stand on them', async () => {
    const { foreign, lockId, cameraId } = fixtures;
    expect((await bill(app, 'doors_add', { device_id: foreign.lockId })).text).toMatch(/device_id.*нет замка/);
    expect((await bill(app, 'doors_add', { device_id: lockId, cam: foreign.cameraId })).text).toMatch(
      /cam.*нет камеры/,
    );
    // Neither is a lock a camera, nor a camera a lock.
    expect((await bill(app, 'doors_add', { device_id: cameraId })).status).toBe(422);
    expect((await bill(app, 'doors_add', { device_id: lockId, cam: lockId })).status).toBe(422);
  });
});
