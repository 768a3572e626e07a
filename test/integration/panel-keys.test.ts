import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteCamera } from '../../src/core/cameras/operations.ts';
import { giveDevices, takeDevices } from '../../src/core/contracts/devices.ts';
import { changeDoor } from '../../src/core/doors/operations.ts';
import { addKey, keysOf, removeKey } from '../../src/core/keys/operations.ts';
import { settleAllPanelKeys, settlePanelKeysOf } from '../../src/core/keys/panel-keys.ts';
import { removePanel, setPanel } from '../../src/core/panels/operations.ts';
import { clearLeft, keepPanelKeys, writeDueKeys } from '../../src/jobs/panel-keys.ts';
import type { Client } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

const KEY = '00000075bcd01a';
let app: TestApp;
let admin: Client;
const panels: PanelSimulator[] = [];
let flats = 0;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  admin = await administrator(app);
});
afterAll(async () => {
  await app.close();
  await Promise.all(panels.map(async (panel) => await panel.stop()));
});

const simulator = async (options: ConstructorParameters<typeof PanelSimulator>[0] = {}) => {
  const panel = await new PanelSimulator(options).start();
  panels.push(panel);
  return panel;
};
/** Writes until nothing is due. */
const bring = async () => {
  const { panels: control } = app.core;
  while (control && (await writeDueKeys(app.core, control)) + (await clearLeft(app.core, control)) > 0);
};
const settle = async () => {
  await settleAllPanelKeys(app.core);
  await bring();
};
const keysAt = async ({ camera }: Entrance) => (await admin.get(`/cameras/${camera}/panel/keys`)).body.items;
const contract = async (devices: readonly number[], flat: number | null = null): Promise<Resident> => {
  flats += 1;
  return await resident(app, `key-${flats}`, devices, flat);
};

test('a key goes onto the panel of each door of the contract, for its flat, and off again', async () => {
  const [beward, sokol] = [await simulator(), await simulator({ wire: 'sokol', auth: 'basic' })];
  const front = await entrance(app, beward);
  const yard = await entrance(app, sokol, { panel: { model: 'sokol' } });
  const silent = await entrance(app, beward, { panel: { model: 'relay' } });
  const { organization } = await contract([front.lock, yard.lock, silent.lock], 42);
  const added = await admin.post(`/organizations/${organization}/keys`, { digits: KEY.toUpperCase(), comment: 'blue' });
  expect([added.status, added.body]).toMatchObject([201, { digits: KEY, comment: 'blue', panels: 2, written: 0 }]);
  expect(await keysAt(front)).toMatchObject([{ digits: KEY, apartment: 42, state: 'waiting', attempts: 0 }]);
  expect(await keysAt(silent)).toEqual([]);
  await bring();
  expect([[...beward.keys], [...sokol.keys]]).toEqual([[[KEY, 42]], [[KEY, 42]]]);
  expect(await keysAt(front)).toMatchObject([{ state: 'written', error: null, nextAttemptAt: null }]);
  const again = await admin.post(`/organizations/${organization}/keys`, { digits: KEY });
  expect(again.body).toMatchObject({ id: added.body.id, comment: 'blue', panels: 2, written: 2 });
  expect((await admin.get(`/organizations/${organization}/keys`)).body.items).toHaveLength(1);
  await admin.delete(`/organizations/${organization}/keys/${added.body.id}`);
  expect(await keysAt(front)).toMatchObject([{ digits: KEY, state: 'removing' }]);
  await bring();
  expect([beward.keys.size, sokol.keys.size, await keysAt(front)]).toEqual([0, 0, []]);
});

test('digits that are none are refused, and other contracts have no keys to read', async () => {
  const { organization, client } = await contract([]);
  const other = await contract([]);
  for (const digits of ['xyz', 'g1', '0'.repeat(31)])
    expect((await admin.post(`/organizations/${organization}/keys`, { digits })).status, digits).toBe(400);
  expect((await client.get(`/organizations/${organization}/keys`)).status).toBe(200);
  expect((await client.post(`/organizations/${organization}/keys`, { digits: KEY })).status).toBe(403);
  expect((await client.get(`/organizations/${other.organization}/keys`)).status).toBe(404);
});

test('a panel that is away is tried again, less and less often and for ever; its error is told', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock], 7);
  panel.mood = 'drop';
  for (const digits of ['a1', 'a2', 'a3']) await addKey(app.core, app.system, organization, { digits });
  const waits: number[] = [];
  for (let i = 0; i < 6; i++) {
    panel.asked.length = 0;
    await bring();
    expect(panel.asked).toHaveLength(1);
    const [row] = await app.core.sql<{ wait: number; attempts: number }[]>`
      select round(extract(epoch from max(next_attempt_at) - now()))::int as wait, min(attempts) as attempts
      from panel_key where camera_id = ${place.camera}`;
    waits.push(row?.wait ?? 0);
    expect(row?.attempts).toBe(i + 1);
    await app.core.sql`update panel_key set next_attempt_at = now() where camera_id = ${place.camera}`;
  }
  expect(waits).toEqual([5, 30, 300, 1800, 21_600, 21_600]);
  await bring();
  expect(await keysAt(place)).toMatchObject(
    ['a1', 'a2', 'a3'].map((digits) => ({
      digits,
      state: 'failed',
      attempts: 7,
      error: 'The panel hung up without an answer',
    })),
  );
  panel.mood = 'well';
  await bring();
  expect(panel.keys.size).toBe(0);
  expect((await admin.post(`/cameras/${place.camera}/panel/keys/retry`)).body).toEqual({ keys: 3 });
  await bring();
  expect([...panel.keys.keys()]).toEqual(['a1', 'a2', 'a3']);
  expect(await keysAt(place)).toMatchObject(Array(3).fill({ state: 'written', error: null, attempts: 0 }));
});

test('a key that the panel has already, for another flat, is written anew', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock], 9);
  panel.keys.set('b1', 1);
  await addKey(app.core, app.system, organization, { digits: 'b1' });
  await bring();
  expect(await keysAt(place)).toMatchObject([{ state: 'failed', error: 'The panel answered 409' }]);
  await admin.post(`/cameras/${place.camera}/panel/keys/retry`);
  await bring();
  expect([...panel.keys]).toEqual([['b1', 9]]);
  await app.core.sql`update organization set apartment = 10 where id = ${organization}`;
  await settlePanelKeysOf(app.core, organization);
  await bring();
  expect([...panel.keys]).toEqual([['b1', 10]]);
});

test('a key of two contracts stays until the last lets go, and one that is not paid stays', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const [first, second] = [await contract([place.lock], 1), await contract([place.lock], 2)];
  for (const { organization } of [first, second]) await addKey(app.core, app.system, organization, { digits: 'c1' });
  await bring();
  expect([...panel.keys]).toEqual([['c1', 1]]);
  await removeKey(app.core, app.system, first.organization, { digits: 'C1' });
  await bring();
  expect(panel.keys.has('c1')).toBe(true);
  await app.core
    .sql`update access_grant set suspended = 'unpaid' where subject_id = ${second.organization} and object_id = ${place.lock}`;
  await settle();
  expect(panel.keys.has('c1')).toBe(true);
  await takeDevices(app.core, app.system, second.organization, [place.lock]);
  await settle();
  expect([panel.keys.size, await keysAt(place)]).toEqual([0, []]);
  expect((await keysOf(app.core, app.system, second.organization)).items).toMatchObject([{ digits: 'c1', panels: 0 }]);
});

test('a door that goes to another camera takes its keys along', async () => {
  const [before, after] = [await simulator(), await simulator()];
  const [place, other] = [await entrance(app, before), await entrance(app, after)];
  const { organization } = await contract([place.lock]);
  await addKey(app.core, app.system, organization, { digits: 'd1' });
  await bring();
  expect(before.keys.has('d1')).toBe(true);
  await changeDoor(app.core, app.system, place.door, { cameraId: other.camera });
  await settle();
  expect([before.keys.has('d1'), after.keys.has('d1')]).toEqual([false, true]);
});

test('a panel that is replaced, elsewhere, removed or deleted with its camera loses the keys; one in its place keeps its own', async () => {
  const [old, fresh] = [await simulator(), await simulator()];
  const place = await entrance(app, old);
  const { organization } = await contract([place.lock], 6);
  for (const digits of ['71', '72']) await addKey(app.core, app.system, organization, { digits });
  await bring();
  old.mood = 'drop';
  await setPanel(app.core, app.system, place.camera, { address: fresh.address });
  await bring();
  expect([old.keys.size, fresh.keys.size]).toEqual([2, 2]);
  old.mood = 'well';
  await app.core.sql`update panel_leaving set next_attempt_at = now()`;
  await bring();
  expect([old.keys.size, fresh.keys.size]).toEqual([0, 2]);
  await setPanel(app.core, app.system, place.camera, { address: old.address });
  const neighbour = await entrance(app, fresh);
  await giveDevices(app.core, app.system, organization, [neighbour.lock]);
  await takeDevices(app.core, app.system, organization, [place.lock]);
  await removeKey(app.core, app.system, organization, { digits: '72' });
  await settle();
  expect([[...old.keys.keys()], [...fresh.keys.keys()]]).toEqual([[], ['71']]);
  await removePanel(app.core, app.system, neighbour.camera);
  await bring();
  expect(fresh.keys.size).toBe(0);
  const last = await entrance(app, fresh);
  await giveDevices(app.core, app.system, organization, [last.lock]);
  await settle();
  expect(fresh.keys.size).toBe(1);
  await deleteCamera(app.core, app.system, { id: last.camera });
  await bring();
  expect([fresh.keys.size, (await app.core.sql`select from panel_leaving`).length]).toEqual([0, 0]);
});

test('a panel whose address is written in another way is the same panel, and keeps its keys', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock], 8);
  await addKey(app.core, app.system, organization, { digits: '81' });
  await bring();
  for (const address of [`http://${panel.address}/`, `HTTP://${panel.address}`, panel.address]) {
    await setPanel(app.core, app.system, place.camera, { address });
    await bring();
    expect([...panel.keys], address).toEqual([['81', 8]]);
  }
  const second = await entrance(app, panel, { panel: { address: `http://${panel.address}` } });
  await giveDevices(app.core, app.system, organization, [second.lock]);
  await settle();
  await removePanel(app.core, app.system, place.camera);
  await bring();
  expect([...panel.keys], 'of two of one device').toEqual([['81', 8]]);
});

test('a device whose password cannot be opened any more keeps nobody from the others, and is given up in the end', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock], 9);
  await addKey(app.core, app.system, organization, { digits: '91' });
  await bring();
  await app.core.sql`
    insert into panel_leaving (domain_id, camera_id, model, address, login, password_sealed, digits, next_attempt_at)
    values (1, ${place.camera}, 'beward', 'gone.example', 'admin', ${Buffer.from('sealed with another key')}, '{91}', now() - interval '1 hour')`;
  await removePanel(app.core, app.system, place.camera);
  await bring();
  expect(panel.keys.size).toBe(0);
  const left = await app.core.sql`select address, attempts, error from panel_leaving`;
  expect(left).toMatchObject([{ address: 'gone.example', attempts: 1, error: expect.stringMatching(/password/) }]);
  await app.core.sql`update panel_leaving set attempts = 29, next_attempt_at = now()`;
  await bring();
  expect(await app.core.sql`select from panel_leaving`).toHaveLength(0);
});

test('one thing at a time is asked of a panel, however many servers there are', async () => {
  const panel = await simulator();
  panel.delayMs = 2;
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock]);
  await app.core.sql`
    insert into access_key (domain_id, organization_id, digits)
    select 1, ${organization}, 'e' || lpad(n::text, 3, '0') from generate_series(1, 120) n`;
  await settleAllPanelKeys(app.core);
  await Promise.all([bring(), bring(), bring()]);
  await bring();
  expect([panel.keys.size, panel.mostAtOnce]).toEqual([120, 1]);
  expect(panel.asked.filter((question) => question.includes('action=add'))).toHaveLength(240);
});

test('what is wanted anew while the panel is being asked is brought afterwards', async () => {
  const panel = await simulator();
  const place = await entrance(app, panel);
  const { organization } = await contract([place.lock], 3);
  await addKey(app.core, app.system, organization, { digits: 'f1' });
  const { panels: control } = app.core;
  if (!control) throw new Error('no panels');
  let told = false;
  await writeDueKeys(app.core, {
    ...control,
    openByCommand: () => Promise.reject(new Error('not asked')),
    openByPanel: () => Promise.reject(new Error('not asked')),
    removeKey: async (...args) => await control.removeKey(...args),
    writeKey: async (...args) => {
      await control.writeKey(...args);
      if (!told) await removeKey(app.core, app.system, organization, { digits: 'f1' });
      told = true;
    },
  });
  expect(panel.keys.has('f1')).toBe(true);
  expect(await keysAt(place)).toMatchObject([{ digits: 'f1', state: 'removing' }]);
  await bring();
  expect([panel.keys.has('f1'), await keysAt(place)]).toEqual([false, []]);
});

test('the worker hears of rights and panels by itself', async () => {
  const panel = await simulator();
  const { organization } = await contract([], 5);
  await addKey(app.core, app.system, organization, { digits: '99' });
  const life = new AbortController();
  keepPanelKeys(app.core, life.signal);
  try {
    const place = await entrance(app, panel);
    await giveDevices(app.core, app.system, organization, [place.lock]);
    await expect.poll(() => [...panel.keys], { timeout: 20_000 }).toEqual([['99', 5]]);
    await setPanel(app.core, app.system, place.camera, { login: 'other' });
    await takeDevices(app.core, app.system, organization, [place.lock]);
    await expect.poll(async () => (await keysAt(place))[0]?.error, { timeout: 20_000 }).toMatch(/login and password/);
  } finally {
    life.abort();
  }
});

test('a panel that breaks our own code waits alone, and the others get their keys', async () => {
  const [odd, sound] = [await simulator(), await simulator()];
  const broken = await entrance(app, odd);
  const other = await entrance(app, sound);
  const { organization } = await contract([broken.lock, other.lock], 7);
  await admin.post(`/organizations/${organization}/keys`, { digits: '00000075bcd0ff' });
  const { panels: control } = app.core;
  if (!control) throw new Error('No panel is asked here');
  const breaking: typeof control = Object.create(control, {
    writeKey: {
      value: async (...asked: Parameters<typeof control.writeKey>) => {
        if (asked[0].cameraId === broken.camera) throw new TypeError('no such thing');
        await control.writeKey(...asked);
      },
    },
  });
  await settleAllPanelKeys(app.core);
  await writeDueKeys(app.core, breaking);
  expect(await keysAt(other)).toMatchObject([{ state: 'written' }]);
  expect(await keysAt(broken)).toMatchObject([{ state: 'failed', attempts: 1, error: 'Internal error' }]);
});
