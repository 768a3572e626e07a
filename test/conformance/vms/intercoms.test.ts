import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addKey } from '../../../src/core/keys/operations.ts';
import { settleAllPanelKeys } from '../../../src/core/keys/panel-keys.ts';
import { contractsAtPanel, panelsCalling } from '../../../src/core/panels/calls.ts';
import { signedIn } from '../../support/api-client.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { type Entrance, entrance } from '../../support/doors.ts';
import { PanelSimulator } from '../../support/panel-simulator.ts';
import { call, foreign, lastEvent, MANAGE, own, subscriber } from './support.ts';

let app: TestApp;
let panel: PanelSimulator;
let front: Entrance;
let back: Entrance;
let theirs: Awaited<ReturnType<typeof foreign>>;
let count = 0;
let login = '';
let contract = 0;
beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  panel = await new PanelSimulator().start();
  front = await entrance(app, panel, { panel: { sipId: 101 } });
  back = await entrance(app, panel, { panel: { sipId: 102 }, door: { name: 'Back' } });
  await own(app).patch(`/cameras/${back.camera}`, { externalId: 'back-door' });
  theirs = await foreign(app);
});
afterAll(async () => {
  await app.close();
  await panel.stop();
});
beforeEach(async () => {
  login = `resident-${++count}`;
  const { id } = await subscriber(app, login, { billing_info: { billing_id: `R-${count}` } });
  contract = (await own(app).get(`/users/${id}`)).body.home.id;
});

const sync = (state: unknown) => call(app, 'POST', `${MANAGE}/intercoms`, { login, sync: state });
const links = async () =>
  (
    await app.core.sql`
      select object_id, flat from access_grant where subject_kind = 'organization' and subject_id = ${contract}
        and source = 'apartment' order by object_id`
  ).map(({ objectId, flat }) => `${objectId}: ${flat}`);
const doors = async () => (await (await signedIn(app, login, 'secret-1')).get('/doors/mine')).body.items;

describe('intercoms of a user', () => {
  test('are those of the list with their flats, doors among them, and no others', async () => {
    const first = await sync([
      { intercom_id: front.camera, flat: '11а' },
      { intercom_external_id: 'back-door', flat: 12 },
    ]);
    expect([first.status, first.text]).toEqual([204, '']);
    const all = [front.lock, front.camera, back.lock, back.camera].sort((a, b) => a - b);
    const flat = (id: number) => (id === front.lock || id === front.camera ? '11а' : '12');
    expect(await links()).toEqual(all.map((id) => `${id}: ${flat(id)}`));
    const again = await sync([
      { intercom_external_id: 'back-door', flat: '12' },
      { intercom_id: `${front.camera}`, flat: 'кв. 11а' },
    ]);
    expect([again.status, (await lastEvent(app))?.outcome]).toEqual([204, 'no_change']);
    await sync([{ intercom_id: front.camera, flat: '11а' }]);
    expect(await links()).toEqual([`${front.lock}: 11а`, `${front.camera}: 11а`].sort());
    await sync([]);
    expect(await links()).toEqual([]);
  });

  test('open their doors, ring by their flats, and have the keys of the contract with them', async () => {
    await sync([{ intercom_id: front.camera, flat: '21' }]);
    expect((await doors()).map(({ id }: { id: number }) => id)).toEqual([front.door]);
    const calling = (await panelsCalling(app.core, 1)).find(({ sipId }) => sipId === 101);
    if (!calling) throw new Error('No panel');
    const called = await contractsAtPanel(app.core, 1, calling, { flat: '21', apartment: 21 });
    expect(called).toMatchObject([{ organizationId: contract, flat: '21' }]);
    await addKey(app.core, app.system, contract, { digits: `00000075bcd0${count}a` });
    await settleAllPanelKeys(app.core);
    const keys = await app.core
      .sql`select camera_id, apartment from panel_key where digits = ${`00000075bcd0${count}a`}`;
    expect(keys).toEqual([{ cameraId: front.camera, apartment: 21 }]);
  });

  test('open a door that is made at the intercom afterwards, and none that has gone', async () => {
    await sync([{ intercom_id: front.camera, flat: '5' }]);
    const lock = (await own(app).post('/locks', { title: 'Gate' })).body.id;
    const gate = (await own(app).post('/doors', { lockId: lock, cameraId: front.camera, name: 'Gate' })).body.id;
    expect((await doors()).map(({ id }: { id: number }) => id).sort()).toEqual([front.door, gate].sort());
    await own(app).delete(`/doors/${gate}`);
    expect((await doors()).map(({ id }: { id: number }) => id)).toEqual([front.door]);
    expect(await links()).not.toContain(`${lock}: 5`);
  });

  test('that are unknown, none, another provider’s or doubled are named by their place, and nothing is changed', async () => {
    await sync([{ intercom_id: front.camera, flat: '1' }]);
    const before = await links();
    const plain = (await own(app).post('/cameras', { name: `plain-${count}`, streamUrl: 'fake://clock' })).body.id;
    const answer = await sync([
      { intercom_id: back.camera, flat: '1' },
      { intercom_id: 999_999, flat: '1' },
      { intercom_id: theirs.camera, flat: '1' },
      { intercom_external_id: 'other-ext', flat: '1' },
      { intercom_id: plain, flat: '1' },
      { intercom_external_id: 'back-door', flat: '2' },
      { intercom_id: front.camera, flat: 'first floor' },
    ]);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([
      ...['sync.1', 'sync.2', 'sync.3', 'sync.4', 'sync.5', 'sync.6.flat'],
    ]);
    expect(await links()).toEqual(before);
  });

  test('stay shut while the contract is blocked', async () => {
    await sync([{ intercom_id: front.camera, flat: '3' }]);
    await call(app, 'PATCH', MANAGE, { login, status: 'blocked' });
    expect(await doors()).toMatchObject([{ id: front.door, open: false, barred: { source: 'billing' } }]);
  });
});
