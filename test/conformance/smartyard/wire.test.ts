import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeCamera } from '../../../src/core/cameras/change/change.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import type { Fixtures } from './cases.ts';
import { makeFixtures } from './fixtures.ts';
import { bill, send, writes } from './support.ts';

interface Wire {
  readonly method: string;
  /** `$1`, `$2`, `$3`: a camera, an intercom, a lock. */
  readonly body: string;
  readonly type?: string;
  /** 200 unless said. */
  readonly status?: number;
  readonly answer?: unknown;
  readonly list?: string;
  /** What contract 5 has afterwards. */
  readonly rights?: readonly number[];
}

/** What real clients put on the wire, byte by byte, in this order. */
const WIRE = JSON.parse(readFileSync(new URL('./wire.json', import.meta.url), 'utf8')) as readonly Wire[];

let app: TestApp;
let fixtures: Fixtures;
beforeAll(async () => {
  app = await testApp();
  fixtures = await makeFixtures(app);
  await changeCamera(app.core, app.system, { id: fixtures.cameraId }, { postalAddress: 'g. Moskva' });
});
afterAll(async () => await app.close());

const ids = () => [fixtures.cameraId, fixtures.intercomId, fixtures.lockId];
const filled = (text: string): string => text.replace(/\$(\d)/g, (_, n) => String(ids()[Number(n) - 1]));

describe('what clients send', () => {
  test.each(WIRE.map((wire) => [wire.method, wire.body, wire] as const))('%s %s', async (method, body, wire) => {
    const headers = { 'content-type': wire.type ?? 'application/json' };
    const answer = await send(app, `/bill/api/${method}/`, { body: filled(body), headers });
    expect(answer.status).toBe(wire.status ?? 200);
    if (wire.answer === '') expect(answer.text).toBe('');
    else if (wire.answer !== undefined)
      expect(answer.json).toEqual(JSON.parse(filled(JSON.stringify(wire.answer).replace(/"(\$\d)"/g, '$1'))));
    if (wire.list) expect(Array.isArray(answer.json[wire.list])).toBe(true);
    if (!wire.rights) return;
    const { rights } = (await bill(app, 'rights_list', { uid: 5 })).json as { rights: { device_id: number }[] };
    expect(rights.map((right) => ids().indexOf(right.device_id) + 1)).toEqual(wire.rights);
  });
});

test.each([
  'application/json',
  'Application/JSON; charset=windows-1251',
  'text/html',
  'x',
  '',
  'multipart/form-data',
  undefined,
])('the type %s says nothing', async (type) => {
  const headers = type === undefined ? {} : { 'content-type': type };
  const answer = await send(app, '/bill/api/rights_list', { body: '{"uid":5}', headers });
  expect(answer).toMatchObject({ status: 200, json: { rights: expect.any(Array) } });
});

test('an order of OPTIONS tells what may be done', async () => {
  const answer = await send(app, '/bill/api/devices_list/', { method: 'OPTIONS' });
  expect(answer).toMatchObject({ status: 200, headers: { allow: 'POST, OPTIONS' } });
});

test('what is too big, too deep or no text is refused, never an error of ours', async () => {
  expect((await bill(app, 'rights_add', `{"uid":"${'x'.repeat(1_100_000)}"}`)).status).toBe(413);
  expect((await bill(app, 'rights_add', `{"uid":5,"device_id":${'['.repeat(5000)}${']'.repeat(5000)}}`)).status).toBe(
    422,
  );
  expect((await bill(app, 'rights_add', `{uid:5,device_id:${'['.repeat(5000)}`)).status).toBeLessThan(500);
  expect((await bill(app, 'rights_add', { uid: 'x'.repeat(300), device_id: 1 })).text).toContain('uid');
  expect(
    (await bill(app, 'rights_add', { uid: 5, device_id: Array.from({ length: 10_001 }, (_, i) => i) })).status,
  ).toBe(422);
  expect((await bill(app, 'devices_add', { device_type: 1, title: 'x'.repeat(3000) })).text).toContain('title');
  expect(app.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a change is done once under its Idempotency-Key, and its answer is the same', async () => {
  const body = { device_type: 3, title: 'Калитка' };
  const first = await bill(app, 'devices_add', body, { 'idempotency-key': 'k1' });
  expect(first).toMatchObject({ status: 200, text: '', headers: { 'content-length': '0' } });
  const before = await writes(app);
  const again = await bill(app, 'devices_add', body, { 'idempotency-key': 'k1' });
  expect(again).toMatchObject({ status: 200, text: '', headers: { 'idempotent-replayed': 'true' } });
  expect(again.headers['x-device-id']).toBe(first.headers['x-device-id']);
  expect(again.headers['content-type']).toBe(first.headers['content-type']);
  expect(await writes(app)).toBe(before);
  const other = await bill(app, 'devices_add', { ...body, title: 'Ворота' }, { 'idempotency-key': 'k1' });
  expect(other.status).toBe(422);
});

test('every change has its billing event, under one client that was made once', async () => {
  const clients = await app.core.sql`select id from api_client where name = 'bill_api'`;
  expect(clients).toHaveLength(1);
  const events = await app.core.sql<{ type: string }[]>`
    select distinct type from billing_event where client_id = ${clients[0]?.id ?? 0} and dialect = 'smartyard' order by type`;
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['camera.change', 'contract.give', 'contract.take', 'lock.create']),
  );
});

test('by setting a change is answered with an empty JSON text, and type 2 spelled newcam', async () => {
  const other = await testApp({ env: { BILL_API_EMPTY_REPLY: 'json', BILL_API_INTERCOM_WORD: 'newcam' } });
  const added = await bill(other, 'devices_add', { device_type: 'newcam', title: 'Домофон' });
  expect(added).toMatchObject({
    status: 200,
    text: '""',
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
  expect((await bill(other, 'devices_list')).json.devices[0].device_type).toBe('newcam');
  expect((await bill(other, 'types_list')).json.types[1]).toEqual({ id: 2, type: 'newcam' });
  await other.close();
});
