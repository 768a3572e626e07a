import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeReports } from '../../src/core/panels/reports/store.ts';
import type { Client } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

/** Unknown keys that are touched to a panel: listed for a while, given away or discarded. */
let app: TestApp;
let admin: Client;
let panel: PanelSimulator;
let front: Entrance;
let anna: Resident;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' } });
  admin = await administrator(app);
  panel = await new PanelSimulator().start();
  front = await entrance(app, panel);
  anna = await resident(app, 'anna', [front.lock], 12);
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});

const at = (path = '') => `/intercoms/${front.camera}${path}`;
const inHours = (hours: number) => new Date(app.core.clock().getTime() + hours * 3_600_000).toISOString();
const collect = async (until: string | null) => await admin.put(at('/key-collection'), { until });
const touch = async (...keys: readonly string[]) =>
  await storeReports(
    app.core,
    keys.map((digits) => ({
      at: app.core.clock(),
      cameraId: front.camera,
      report: { kind: 'key', opened: false, digits, apartment: null, entry: 'main' },
    })),
  );
const collected = async () => (await admin.get(at('/collected-keys'))).body.items;

test('keys are collected within a day alone, where the panel keeps keys, and by whoever manages them', async () => {
  await touch('00000000aa11');
  expect(await collected()).toEqual([]);
  for (const until of [inHours(25), inHours(-1)])
    expect((await collect(until)).body.error.fieldReasons.until.reason).toBe('collection_time');
  expect((await anna.client.put(at('/key-collection'), { until: inHours(1) })).status).toBe(403);
  expect((await anna.client.get(at('/collected-keys'))).status).toBe(403);
  const relay = await entrance(app, panel, { panel: { model: 'relay' } });
  const refused = await admin.put(`/intercoms/${relay.camera}/key-collection`, { until: inHours(1) });
  expect(refused.body.error.reason).toBe('panel_keeps_no_keys');
  expect((await collect(inHours(1))).body.collectingUntil).not.toBeNull();
});

test('each unknown key is listed once with its touches, and those of contracts are not', async () => {
  await admin.post(`/organizations/${anna.organization}/keys`, { digits: 'bb22' });
  await touch('00000000aa11', '00000000aa11', '00000000bb22', '00000000cc33');
  await touch('00000000cc33');
  expect(await collected()).toMatchObject([
    { digits: '00000000cc33', touches: 2 },
    { digits: '00000000aa11', touches: 2 },
  ]);
  const { items } = (await admin.get(at('/collected-keys?limit=1&after=1'))).body;
  expect(items).toMatchObject([{ digits: '00000000aa11' }]);
});

test('where a thousand are kept, those that are there are counted and no others are taken', async () => {
  const { sql, clock } = app.core;
  await sql`
    insert into collected_key (camera_id, digits, first_at, last_at, touches)
    select ${front.camera}, 'f0f0' || n, ${clock()}, ${clock()}, 1 from generate_series(1000, 1997) n`;
  await touch('00000000cc33', '00000000ee55');
  expect((await collected())[0]).toMatchObject({ digits: '00000000cc33', touches: 3 });
  const kept =
    await sql`delete from collected_key where digits like 'f0f0%' or digits = '00000000ee55' returning digits`;
  expect(kept.length).toBe(998);
});

test('meanwhile no key of the intercom is deleted', async () => {
  const { items } = (await admin.get(at('/keys'))).body;
  const removal = await admin.post(at('/keys/removal'), { keyIds: [items[0].id] });
  expect([removal.status, removal.body.error.reason]).toEqual([409, 'keys_being_collected']);
  const off = await admin.post(at('/keys/synchronization'), { unknown: ['aa11'] });
  expect([off.status, off.body.error.reason]).toEqual([409, 'keys_being_collected']);
});

test('a key is given to the contract of a flat, and is one of its keys from then on', async () => {
  const give = async (digits: string, body: object) => await admin.put(at(`/collected-keys/${digits}/holder`), body);
  expect((await give('00000000aa11', { flat: '99' })).body.error.fieldReasons.flat.reason).toBe(
    'flat_without_contract',
  );
  const stranger = await resident(app, 'stranger', []);
  const elsewhere = await give('00000000aa11', { organizationId: stranger.organization });
  expect(elsewhere.body.error.fieldReasons.organizationId.reason).toBe('contract_opens_no_door');
  expect((await give('00000000aa11', { organizationId: anna.organization })).status).toBe(200);
  const { items } = (await admin.get(`/organizations/${anna.organization}/keys`)).body;
  expect(items.map((key: { digits: string }) => key.digits)).toEqual(['bb22', '00000000aa11']);
  expect(await collected()).toMatchObject([{ digits: '00000000cc33' }]);
  expect((await give('00000000aa11', { organizationId: anna.organization })).status).toBe(404);
});

test('one is discarded, and collecting ends', async () => {
  expect((await admin.delete(at('/collected-keys/00000000cc33'))).status).toBe(200);
  expect((await admin.delete(at('/collected-keys/00000000cc33'))).status).toBe(404);
  expect((await collect(null)).body.collectingUntil).toBeNull();
  await touch('00000000dd44');
  expect(await collected()).toEqual([]);
  const { items } = (await admin.get(at('/keys'))).body;
  expect((await admin.post(at('/keys/removal'), { keyIds: [items[0].id] })).status).toBe(200);
});
