import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeStreamStates } from '../../src/core/cameras/recording/streams.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** What the card of a user shows and does. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let billing: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  billing = withKey(app, ADMIN.apiKey);
});
afterAll(async () => await app.close());

test("a user is the billing's when the billing made it, and says when it last wrote it", async () => {
  const told = async (id: number) => {
    const { byBilling, billingWroteAt } = (await admin.get(`/users/${id}`)).body;
    return [byBilling, billingWroteAt !== null];
  };
  expect(await told(a.viewer)).toEqual([true, true]);
  const { id } = (await admin.post('/users', { login: 'by-hand', organizationId: a.organization })).body;
  expect(await told(id)).toEqual([false, false]);
  await billing.patch(`/users/${id}`, { name: 'Known to the billing' });
  expect(await told(id)).toEqual([false, true]);
  const sub = (await owner.post('/users', { login: 'ann-child', parentId: a.owner })).body.id;
  expect(await told(sub)).toEqual([false, false]);
});

describe('the cameras of a user', () => {
  const seen = async (client: Client, id: number, query = '') =>
    await client.get(`/users/${id}/cameras-seen?count=true${query}`);

  test('are those that it sees, of those that the caller sees, with state, blocks and place', async () => {
    const { status, body } = await seen(admin, a.viewer);
    expect([status, body.total]).toEqual([200, 1]);
    expect(body.items).toEqual([
      { id: a.camera, title: 'ann gate', status: 'initialization', blocks: [], location: '' },
    ]);
    const site = (await admin.post(`/organizations/${a.organization}/sites`, { name: 'Yard', address: 'Mill Road 3' }))
      .body;
    await admin.patch(`/cameras/${a.camera}`, { siteId: site.id });
    await admin.put(`/cameras/${a.camera}/blocks/administrator`, { reason: 'roof repair' });
    const [camera] = (await seen(admin, a.viewer)).body.items;
    expect(camera).toMatchObject({
      status: 'inactive',
      location: 'Mill Road 3',
      blocks: [{ on: 'camera', source: 'administrator', reason: 'roof repair' }],
    });
    await admin.delete(`/cameras/${a.camera}/blocks/administrator`);
    await admin.patch(`/cameras/${a.camera}`, { address: 'Mill Road 5' });
    expect((await seen(admin, a.viewer)).body.items[0]).toMatchObject({ location: 'Mill Road 5' });
  });

  test('are partially active while the picture comes and its recording fails', async () => {
    const report = {
      cameraId: a.camera,
      alive: true,
      aliveSince: new Date(),
      bitrate: 2048,
      error: null,
      recordingError: 'disk_full' as const,
      videoCodec: 'h264',
      audioCodec: null,
      width: 1920,
      height: 1080,
      restarts: 0,
      archiveBytes: 0,
      archiveFrom: null,
      archiveTo: null,
    };
    const status = async () => (await seen(admin, a.viewer)).body.items[0].status;
    await storeStreamStates(app.core.sql, [report]);
    expect(await status()).toBe('partially_active');
    await storeStreamStates(app.core.sql, [{ ...report, recordingError: null }]);
    expect(await status()).toBe('active');
    await storeStreamStates(app.core.sql, [{ ...report, alive: false, error: 'no route' }]);
    expect(await status()).toBe('inactive');
    await app.core.sql`delete from stream_state`;
  });

  test('that a billing holds back from the user alone are on the list as not paid', async () => {
    const gate = (await admin.post('/cameras', { title: 'Held back' })).body.id;
    await app.core.sql`
      insert into access_grant (subject_kind, subject_id, object_kind, object_id, source, live, suspended)
      values ('user', ${a.viewer}, 'device', ${gate}, 'subscription', true, 'unpaid')`;
    app.core.feed.tell([{ kind: 'user', key: a.viewer }]);
    expect((await seen(admin, a.viewer, '&search=held')).body.items).toMatchObject([
      { id: gate, blocks: [{ on: 'camera', source: 'connector', reason: 'unpaid', since: null }] },
    ]);
    expect((await admin.get(`/users/${a.viewer}/cameras`)).body.items.map(({ id }: { id: number }) => id)).toEqual([
      a.camera,
    ]);
    await admin.delete(`/cameras/${gate}`);
  });

  test('are paged and searched', async () => {
    for (const title of ['Lamp 1', 'Lamp 2', 'Lamp 3'])
      await admin.post('/cameras', { title, organizationId: a.organization });
    const first = (await seen(admin, a.viewer, '&limit=2')).body;
    const second = (await seen(admin, a.viewer, `&limit=2&after=${first.next}`)).body;
    const titles = [...first.items, ...second.items].map(({ title }: { title: string }) => title);
    expect(second.items[1].status).toBe('empty');
    expect([first.total, titles]).toEqual([4, ['ann gate', 'Lamp 1', 'Lamp 2', 'Lamp 3']]);
    expect((await seen(admin, a.viewer, '&search=lamp 2')).body.items).toHaveLength(1);
    expect((await seen(admin, a.viewer, '&search=nothing')).body).toMatchObject({ items: [], total: 0 });
  });

  test('an owner is told of the own people, and of nobody else', async () => {
    expect((await seen(owner, a.viewer)).body.items.length).toBeGreaterThan(0);
    expect((await seen(owner, b.viewer)).status).toBe(404);
  });
});

test('the intercoms of a user are those of its contracts, with entrance, flat and keys', async () => {
  const of = async (client: Client, id: number) => await client.get(`/users/${id}/intercoms`);
  expect((await of(admin, a.viewer)).body).toEqual({ items: [], next: null });
  await admin.put(`/cameras/${b.camera}/panel`, { model: 'beward', address: '10.0.0.5' });
  await admin.patch(`/doors/${b.door}`, { entrance: 3 });
  await app.core.sql`update organization set flat = '11а' where id = ${a.organization}`;
  await admin.put(`/organizations/${a.organization}/devices/${b.lock}`);
  await admin.put(`/organizations/${a.organization}/devices/${b.camera}`);
  const { items } = (await of(admin, a.viewer)).body;
  expect(items).toMatchObject([
    {
      cameraId: b.camera,
      title: 'bob gate',
      entrance: 3,
      flat: '11а',
      organization: { id: a.organization },
      keys: ['c0ffee'],
      keyCount: 1,
    },
  ]);
  expect((await of(owner, a.viewer)).body.items).toHaveLength(1);
  expect((await of(owner, b.viewer)).status).toBe(404);
  // A manager of the other contract is told nothing of this one's.
  await admin.put(`/organizations/${b.organization}/members/${a.viewer}`, { editUsers: false });
  const neighbour = await signedIn(app, b.ownerLogin, PASSWORD);
  expect((await of(neighbour, a.viewer)).body.items).toEqual([]);
  await admin.delete(`/organizations/${b.organization}/members/${a.viewer}`);
});

test('sub-users are listed below their owner alone', async () => {
  const { id } = (await owner.post('/users', { login: 'ann-second', name: 'Second', parentId: a.owner })).body;
  const of = async (client: Client, parentId: number) =>
    (await client.get(`/users?count=true&parentId=${parentId}`)).body;
  expect((await of(admin, a.owner)).items).toContainEqual(expect.objectContaining({ id, name: 'Second' }));
  expect(await of(admin, b.owner)).toMatchObject({ items: [], total: 0 });
  const other = await signedIn(app, b.ownerLogin, PASSWORD);
  expect(await of(other, a.owner)).toMatchObject({ items: [], total: 0 });
});

describe('synchronizing', () => {
  const run = async () => (await admin.post(`/users/${b.viewer}/synchronize`)).body;

  test('tells what differs from the last time, ends tokens and keeps sessions', async () => {
    const viewer = await signedIn(app, b.viewerLogin, PASSWORD);
    const token = (await viewer.get(`/cameras/${b.camera}`)).body.playback.token;
    const none = { count: 0, cameras: [] };
    expect(await run()).toMatchObject({ since: null, seen: 1, gained: none, lost: none });
    expect((await viewer.get('/session')).status).toBe(200);
    const fresh = (await viewer.get(`/cameras/${b.camera}`)).body.playback.token;
    expect(fresh).not.toBe(token);

    const gate = (await admin.post('/cameras', { title: 'New gate', organizationId: b.organization })).body.id;
    const second = await run();
    expect(second).toMatchObject({
      seen: 2,
      gained: { count: 1, cameras: [{ id: gate, title: 'New gate' }] },
      lost: none,
    });
    expect(second.since).not.toBeNull();
    expect(await run()).toMatchObject({ seen: 2, gained: none, lost: none });
    await admin.delete(`/cameras/${gate}`);
    expect(await run()).toMatchObject({ gained: none, lost: { count: 1, cameras: [{ id: gate, title: null }] } });
    const [entry] = (await admin.get(`/users/${b.viewer}/history`)).body.items;
    expect(entry).toMatchObject({ actor: ADMIN.login, changes: { 'synchronized.cameras': [[gate], []] } });
  });

  test('is for administrators, and of whoever does not see every camera anyway', async () => {
    const status = async (client: Client, id: number) => (await client.post(`/users/${id}/synchronize`)).status;
    expect(await status(owner, a.viewer)).toBe(403);
    expect(await status(admin, 2_000_000)).toBe(404);
    const me = (await admin.get('/session')).body.user.id;
    expect(await status(admin, me)).toBe(409);
  });
});

test("a user that the billing made keeps the billing's data; notes and limits are the provider's", async () => {
  const at = `/users/${a.viewer}`;
  const { login } = (await admin.get(at)).body;
  const refused = await admin.patch(at, { login, name: 'Anna', phone: '+7 900 000-00-00', note: 'calls often' });
  expect([refused.status, refused.body.error.reason]).toEqual([403, 'user_of_billing']);
  expect(refused.body.error.params).toEqual({ id: a.viewer, fields: ['name', 'phone'] });
  expect((await admin.patch(at, { login, name: null, note: 'calls often', maxSessions: 3 })).body).toMatchObject({
    name: null,
    note: 'calls often',
    maxSessions: 3,
  });
  expect((await billing.patch(at, { name: 'Anna', note: null, maxSessions: null })).body.name).toBe('Anna');
  const herself = await signedIn(app, a.viewerLogin, PASSWORD);
  expect((await herself.patch(at, { name: null })).status).toBe(200);
});

describe('two who change the same', () => {
  let other: Client;
  beforeAll(async () => {
    other = await signedIn(app, await second(), PASSWORD);
  });

  test('field of a user: the second is told by whom and what, one who changes another field is not', async () => {
    const { id } = (await admin.post('/users', { login: 'two-hands', organizationId: a.organization })).body;
    const at = `/users/${id}`;
    const was = { name: null, note: null };
    expect((await admin.patch(at, { name: 'Anna', was: { name: null } })).status).toBe(200);
    const met = await other.patch(at, { name: 'Annie', note: 'calls often', was });
    expect([met.status, met.body.error.reason]).toEqual([409, 'changed_meanwhile']);
    expect(met.body.error.meanwhile).toMatchObject({ by: ADMIN.login, changes: { name: { was: null, is: 'Anna' } } });
    expect((await admin.get(at)).body).toMatchObject({ name: 'Anna', note: null });
    expect((await other.patch(at, { note: 'calls often', was: { note: null } })).status).toBe(200);
    expect((await other.patch(at, { name: 'Anna', was: { name: null } })).status).toBe(200);
    expect((await other.patch(at, { name: 'Annie', was: { name: 'Anna' } })).status).toBe(200);
    expect((await other.patch(at, { name: null })).status).toBe(200);
  });

  test('camera, intercom, door or location are told so too', async () => {
    const { camera, door } = b;
    await admin.put(`/cameras/${camera}/panel`, { model: 'beward', url: 'http://10.0.0.7' });
    const location = (await admin.post('/locations', { title: 'Kazan' })).body.id;
    const card = (await admin.get(`/intercoms/${camera}`)).body;
    const source = (await admin.get(`/cameras/${camera}`)).body.source.url;
    const rows: readonly (readonly [
      string,
      Record<string, unknown>,
      Record<string, unknown>,
      Record<string, unknown>,
    ])[] = [
      [
        `/cameras/${camera}`,
        { title: 'bob gate', sourceUrl: source, sound: true, connection: { mac: null }, recordSchedule: [] },
        { title: 'Gate', sourceUrl: 'rtsp://10.1.2.3/2', sound: false, connection: { mac: 'aa:bb:cc:dd:ee:ff' } },
        { title: 'Yard', sourceUrl: 'rtsp://10.1.2.3/3', connection: { mac: 'aa:bb:cc:dd:ee:00' } },
      ],
      [
        `/intercoms/${camera}`,
        { doorSeconds: card.doorSeconds, calls: card.calls },
        { doorSeconds: 17 },
        { doorSeconds: 9 },
      ],
      [`/doors/${door}`, { name: 'bob door' }, { name: 'First' }, { name: 'Second' }],
      [`/locations/${location}`, { title: 'Kazan', latitude: null }, { title: 'Kazan I' }, { title: 'Kazan II' }],
    ];
    for (const [at, was, first, later] of rows) {
      expect([at, (await admin.patch(at, { ...first, was })).status]).toEqual([at, 200]);
      const met = await other.patch(at, { ...later, was });
      expect([at, met.status, met.body.error.reason]).toEqual([at, 409, 'changed_meanwhile']);
      const fields = Object.keys(later).filter((name) => name in first);
      const changed = fields.map((name) => (name === 'connection' ? 'connection.mac' : name));
      expect([at, met.body.error.meanwhile.by, Object.keys(met.body.error.meanwhile.changes)]).toEqual([
        at,
        ADMIN.login,
        expect.arrayContaining(changed),
      ]);
      expect([at, (await other.patch(at, { ...later, was: { ...was, ...first } })).status]).toEqual([at, 200]);
    }
    const secret = JSON.stringify(
      (await other.patch(`/cameras/${camera}`, { sourceUrl: 'rtsp://x', was: { sourceUrl: 'rtsp://y' } })).body,
    );
    expect(secret).not.toContain('secret');
  });

  test('who may not set a field is not told what it is', async () => {
    const owner = await signedIn(app, b.ownerLogin, PASSWORD);
    const met = await owner.patch(`/cameras/${b.camera}`, { streamerId: 1, was: { streamerId: 2 } });
    expect(met.body.error.reason).toBe('streamer_closed');
    expect(met.body.error.meanwhile).toBeUndefined();
  });
});

async function second(): Promise<string> {
  await admin.post('/users', { login: 'second-administrator', password: PASSWORD, administrator: true });
  return 'second-administrator';
}
