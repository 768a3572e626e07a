import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleAllPanelKeys, settleKeysInTime } from '../../src/core/keys/panel-keys.ts';
import { contractsAtPanel, panelCalling } from '../../src/core/panels/calls.ts';
import { writeDueKeys } from '../../src/jobs/panel-keys.ts';
import { type Client, signedIn } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { type Entrance, entrance, type Resident, resident } from '../support/doors.ts';
import { PanelSimulator } from '../support/panel-simulator.ts';
import { administrator } from '../support/tenants.ts';

/** The intercom as a thing of its own: what its flats have, who sees through it, its keys and their times. */
let app: TestApp;
let admin: Client;
let beward: PanelSimulator;
let sokol: PanelSimulator;
let front: Entrance;
let yard: Entrance;
let one: Resident;

beforeAll(async () => {
  app = await testApp({ env: { EGRESS_ALLOW: '127.0.0.0/8' }, asksCameras: true });
  admin = await administrator(app);
  beward = await new PanelSimulator().start();
  sokol = await new PanelSimulator({ wire: 'sokol', auth: 'basic' }).start();
  front = await entrance(app, beward, { panel: { sipId: 7 } });
  yard = await entrance(app, sokol, { panel: { model: 'sokol' } });
  one = await resident(app, 'one', []);
});
afterAll(async () => {
  await app.close();
  await Promise.all([beward.stop(), sokol.stop()]);
});

const at = (path = '', { camera } = front) => `/intercoms/${camera}${path}`;
const link = async (organizationId: number, flat?: string) =>
  await admin.post(at('/links'), { organizationId, ...(flat === undefined ? {} : { flat }) });
const bring = async () => {
  const { panels } = app.core;
  while (panels && (await writeDueKeys(app.core, panels)) > 0);
};

test('a list tells of each intercom where it stands and how it is, and finds by address and model', async () => {
  const { body } = await admin.get('/intercoms?count=true');
  expect(body).toMatchObject({
    total: 2,
    items: [{ id: front.camera, model: 'beward', address: 'Harbour Lane 12' }, { id: yard.camera }],
  });
  const found = async (query: string) =>
    (await admin.get(`/intercoms?${query}`)).body.items.map((i: { id: number }) => i.id);
  expect(await found('search=harbour&model=sokol')).toEqual([yard.camera]);
  expect(await found('search=nowhere')).toEqual([]);
  expect(await found('silent=true')).toEqual([]);
  expect((await one.client.get('/intercoms')).status).toBe(403);
  expect((await one.client.get(at())).status).toBe(403);
  expect((await admin.get('/intercoms/999999')).status).toBe(404);
});

test('its settings have defaults, are changed one by one, and refuse what makes no sense', async () => {
  expect((await admin.get(at())).body).toMatchObject({
    connection: 'combined_handset',
    calls: true,
    doorSeconds: 7,
    takesDoorSeconds: false,
    keepsKeys: true,
    flatFrom: null,
    doors: [{ id: front.door, name: 'Entrance 1' }],
  });
  expect((await admin.patch(at(), { flatFrom: 1, flatTo: 60, doorSeconds: 5 })).body).toMatchObject({
    flatTo: 60,
    doorSeconds: 5,
  });
  for (const wrong of [
    { flatFrom: null },
    { flatFrom: 61 },
    { doorSeconds: 0 },
    { doorSeconds: 61 },
    { connection: 'smoke' },
  ])
    expect((await admin.patch(at(), wrong)).status, JSON.stringify(wrong)).toBe(400);
  expect((await admin.get(at())).body).toMatchObject({ flatFrom: 1, flatTo: 60, doorSeconds: 5 });
});

test('a contract is linked with a flat within the range, moved to another, and unlinked; a range leaves nobody outside', async () => {
  const outside = await link(one.organization, '61');
  expect([outside.status, outside.body.error.fieldReasons.flat]).toMatchObject([
    400,
    { reason: 'flat_out_of_range', params: { flat: 61, from: 1, to: 60 } },
  ]);
  expect((await link(one.organization)).body.error.fieldReasons.flat.reason).toBe('intercom_flat_needed');
  expect((await link(one.organization, '12')).status).toBe(200);
  expect((await one.client.get(`/cameras/${front.camera}`)).status).toBe(200);
  expect((await one.client.get('/doors/mine')).body.items).toMatchObject([{ id: front.door, open: true }]);
  expect((await admin.post(at('/links'), { userId: one.id, flat: '11а' })).status).toBe(200);
  const { body } = await admin.get(at('/flats'));
  expect(body).toMatchObject({
    total: 1,
    items: [
      {
        flat: '11а',
        apartment: 11,
        calls: null,
        contracts: [{ id: one.organization, byFlat: true, peopleCount: 1, people: [{ login: one.login }] }],
      },
    ],
  });
  const narrow = await admin.patch(at(), { flatFrom: 20 });
  expect(narrow.body.error.fieldReasons.flatFrom).toMatchObject({
    reason: 'flat_range_leaves',
    params: { count: 1, flat: '11а' },
  });
  expect((await admin.delete(at(`/links/${one.organization}`))).status).toBe(200);
  expect((await admin.delete(at(`/links/${one.organization}`))).status).toBe(404);
  expect((await one.client.get(`/cameras/${front.camera}`)).status).toBe(404);
  await link(one.organization, '12');
});

test('flats are found by number, key, login and name; those that nobody is known for come when asked', async () => {
  await admin.post(`/organizations/${one.organization}/keys`, { digits: '00aa11', comment: 'blue' });
  const flats = async (query: string) =>
    (await admin.get(at(`/flats?${query}`))).body.items.map((f: { flat: string }) => f.flat);
  for (const search of ['12', 'aa1', 'resident-on', 'Contract one'])
    expect(await flats(`search=${search}`), search).toEqual(['12']);
  expect(await flats('search=resident-x')).toEqual([]);
  const whole = (await admin.get(at('/flats?empty=true&limit=5'))).body;
  expect([whole.total, whole.items.length, whole.next]).toEqual([60, 5, '5']);
  expect(await flats('empty=true&limit=5&after=10')).toEqual(['11', '12', '13', '14', '15']);
});

test('a call rings apps where the connection has them, and what a flat has of its own stands over it', async () => {
  const rings = async () => {
    const panel = await panelCalling(app.core, app.system.domainId, { sipId: 7 });
    if (!panel) throw new Error('no panel');
    const [contract] = await contractsAtPanel(app.core, app.system.domainId, panel, { flat: '12', apartment: 12 });
    return contract?.calls;
  };
  const own = async (change: object) => expect((await admin.patch(at('/flats/12'), change)).status).toBe(200);
  expect(await rings()).toBe(true);
  await admin.patch(at(), { connection: 'matrix' });
  expect(await rings()).toBe(false);
  await own({ connection: 'smart' });
  expect(await rings()).toBe(true);
  await admin.patch(at(), { connection: 'landline', calls: false });
  expect(await rings()).toBe(false);
  await own({ calls: true });
  expect(await rings()).toBe(true);
  expect((await admin.get(at('/flats?individual=true'))).body.items).toMatchObject([
    { flat: '12', calls: true, connection: 'smart' },
  ]);
  await own({ calls: null, connection: null });
  expect((await admin.get(at('/flats?individual=true'))).body.items).toEqual([]);
  expect((await admin.patch(at('/flats/61'), { calls: false })).status).toBe(400);
  await admin.patch(at(), { connection: 'combined_landline', calls: true });
  expect(await rings()).toBe(true);
});

test('a restricted intercom keeps its picture from residents, who are told why, and opens all the same', async () => {
  const rights = async () => (await admin.get(`/cameras/${front.camera}/access?userId=${one.id}`)).body;
  expect((await rights()).items[0].rights).toMatchObject({ view: true, live: true, archive: true });
  await admin.patch(at(), { restrictLive: true, restrictArchive: true });
  const [told] = (await rights()).items;
  expect(told.rights).toMatchObject({ view: true, live: false, archive: false, download: false, actions: true });
  expect(told.reasons.filter((r: { kind: string }) => r.kind === 'intercom')).toMatchObject([
    { reason: 'live' },
    { reason: 'archive' },
  ]);
  expect((await one.client.get(`/cameras/${front.camera}`)).body.rights).toMatchObject({ live: false, archive: false });
  expect((await admin.get(`/cameras/${front.camera}`)).body.rights).toMatchObject({ live: true });
  expect((await one.client.post(`/doors/${front.door}/open`)).status).toBe(200);
  await admin.patch(at(), { restrictLive: false, restrictArchive: false });
  expect((await rights()).items[0].rights).toMatchObject({ live: true, archive: true });
});

test('a key outside of its time is off the panel: it comes when its time begins, and goes when it ends', async () => {
  const key = `/organizations/${one.organization}/keys`;
  const hour = 3_600_000;
  const when = (ms: number) => new Date(Date.now() + ms).toISOString();
  const made = (await admin.post(key, { digits: 'beef01', validFrom: when(hour), validUntil: when(2 * hour) })).body;
  expect(made).toMatchObject({ panels: 0 });
  const listed = async (query = '') =>
    (await admin.get(at(`/keys?search=beef01${query}`))).body.items.map((k: { time: string; state: string }) => [
      k.time,
      k.state,
    ]);
  expect(await listed()).toEqual([['coming', null]]);
  expect((await admin.patch(`${key}/${made.id}`, { validUntil: when(0) })).status).toBe(400);
  expect((await admin.patch(`${key}/${made.id}`, { validFrom: when(-hour) })).body).toMatchObject({
    panels: 1,
    written: 0,
  });
  await bring();
  expect(beward.keys.get('beef01')).toBe(12);
  expect(await listed()).toEqual([['valid', 'written']]);
  // The time comes while nobody changes anything.
  const since = await settleKeysInTime(app.core, undefined);
  await app.core.sql`update access_key set valid_until = now() where id = ${made.id}`;
  await settleKeysInTime(app.core, since);
  await bring();
  expect([beward.keys.has('beef01'), await listed('&time=over'), await listed('&time=valid')]).toEqual([
    false,
    [['over', null]],
    [],
  ]);
});

test('keys are found by flat, user and comment, and go together or not at all', async () => {
  const key = `/organizations/${one.organization}/keys`;
  const ids: number[] = [];
  for (const digits of ['d00d01', 'd00d02']) ids.push((await admin.post(key, { digits, comment: 'spare' })).body.id);
  const found = async (search: string) => (await admin.get(at(`/keys?search=${search}`))).body.items.length;
  expect([await found('spare'), await found('12'), await found('resident-one'), await found('13')]).toEqual([
    2, 4, 4, 0,
  ]);
  const other = await resident(app, 'other', []);
  const foreign = (await admin.post(`/organizations/${other.organization}/keys`, { digits: 'f0f0' })).body.id;
  expect((await admin.post(at('/keys/removal'), { keyIds: [...ids, foreign] })).status).toBe(404);
  expect(await found('spare')).toBe(2);
  expect((await admin.post(at('/keys/removal'), { keyIds: ids })).body).toEqual({ removed: 2 });
  expect(await found('spare')).toBe(0);
});

test.each(['beward', 'sokol'] as const)(
  'a %s panel is compared with what it shall have, and brought there',
  async (wire) => {
    const [panel, place] = wire === 'beward' ? [beward, front] : [sokol, yard];
    const person = await resident(app, `of-${wire}`, [place.lock], 3);
    for (const digits of ['00c0de01', '00c0de02'])
      await admin.post(`/organizations/${person.organization}/keys`, { digits });
    await settleAllPanelKeys(app.core);
    await bring();
    panel.keys.delete('00c0de02');
    panel.keys.set('5712a9', 0);
    const compared = await admin.post(at('/keys/comparison', place));
    expect(compared.body).toMatchObject({ missing: ['00c0de02'], unknown: ['5712a9'] });
    expect(panel.keys.has('5712a9')).toBe(true);
    const { missing, unknown } = compared.body;
    // A contract's key is never taken off by it.
    const asked = { missing, unknown: [...unknown, '00c0de01'] };
    expect((await admin.post(at('/keys/synchronization', place), asked)).body).toEqual({ written: 1, removed: 1 });
    expect((await admin.get(`/intercoms?keysWaiting=true`)).body.items).toMatchObject([
      { id: place.camera, keysWaiting: 2 },
    ]);
    await bring();
    expect([panel.keys.has('00c0de02'), panel.keys.has('00c0de01'), panel.keys.has('5712a9')]).toEqual([
      true,
      true,
      false,
    ]);
    expect((await admin.post(at('/keys/comparison', place))).body).toMatchObject({ missing: [], unknown: [] });
  },
);

test('a panel that does not answer is told of with its time, until it answers again', async () => {
  beward.mood = 'drop';
  expect((await admin.post(at('/keys/comparison'))).status).toBe(503);
  expect((await admin.get('/intercoms?silent=true')).body.items).toMatchObject([
    { id: front.camera, silent: { reason: 'The panel hung up without an answer' } },
  ]);
  beward.mood = 'well';
  expect((await admin.post(at('/keys/comparison'))).status).toBe(200);
  expect((await admin.get(at())).body).toMatchObject({ silent: null });
  const { items } = (await admin.get(at('/outages'))).body;
  expect(items).toHaveLength(1);
  expect(items[0].until).not.toBeNull();
});

test('a page in place of the list of keys is a panel that did not answer, not one without keys', async () => {
  beward.mood = 'page';
  expect((await admin.post(at('/keys/comparison'))).status).toBe(503);
  beward.mood = 'well';
  expect((await admin.post(at('/keys/comparison'))).status).toBe(200);
});

test('the seconds are told to panels whose wire has them', async () => {
  await admin.patch(at('', yard), { doorSeconds: 9 });
  expect((await admin.get(at('', yard))).body).toMatchObject({ takesDoorSeconds: true, doorSecondsPassed: null });
  expect((await admin.post(at('/door-seconds', yard))).body).toMatchObject({ doorSecondsPassed: 9 });
  expect(sokol.doorSeconds).toBe(9);
  expect((await admin.post(at('/door-seconds'))).status).toBe(409);
});

test('the access log is that of the doors of the intercom, by flat, person and kind, and as a table', async () => {
  const log = async (query = '') => (await admin.get(at(`/events${query}`))).body.items;
  expect(await log()).toMatchObject([
    { kind: 'app', result: 'opened', who: one.login, organizationId: one.organization },
  ]);
  expect([
    (await log('?flat=12')).length,
    (await log('?flat=13')).length,
    (await log('?who=RESIDENT-o')).length,
  ]).toEqual([1, 0, 1]);
  expect((await log('?kind=key')).length).toBe(0);
  const csv = await app.server.inject({
    url: `/api/vedette/v1${at('/events.csv')}`,
    headers: { 'x-vedette-key': ADMIN.apiKey },
  });
  expect(csv.body).toContain(`app,opened,Entrance 1,${one.organization},${one.login}`);
  expect((await admin.get(at('/events', yard))).body.items).toEqual([]);
});

test('a house of two thousand flats is a page in one statement, whatever is searched', async () => {
  const { sql } = app.core;
  await sql`update panel set flat_from = 1, flat_to = 2000 where camera_id = ${yard.camera}`;
  await sql`
    with made as (insert into organization (domain_id, title, apartment, flat)
      select ${app.system.domainId}, 'House ' || n, n, n::text from generate_series(1, 2000) n returning id)
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, actions)
    select 'organization', id, 'device', ${yard.camera}, 'apartment', true from made`;
  const page = (await admin.get(at('/flats?limit=50&after=1900', yard))).body;
  expect([page.total, page.items[0].flat, page.next]).toEqual([2000, '1901', '1950']);
  expect((await admin.get(at('/flats?search=House 1999', yard))).body.items).toMatchObject([{ flat: '1999' }]);
});

test('a reader sees all of it and changes nothing', async () => {
  await admin.post('/users', { login: 'reader', password: 'correct horse', administrator: true, readonly: true });
  const reader = await signedIn(app, 'reader', 'correct horse');
  for (const path of ['', '/flats', '/keys', '/events', '/outages'])
    expect((await reader.get(at(path))).status, path).toBe(200);
  expect((await reader.patch(at(), { doorSeconds: 3 })).status).toBe(403);
  expect((await reader.post(at('/links'), { organizationId: one.organization, flat: '3' })).status).toBe(403);
  expect((await reader.post(at('/keys/removal'), { keyIds: [1] })).status).toBe(403);
});
