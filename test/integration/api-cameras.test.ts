import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storeStreamStates } from '../../src/core/cameras/recording/streams.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
let billing: Client;
let owner: Client;
let viewer: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
  billing = withKey(app, ADMIN.apiKey);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

test('a camera is added, read, changed and deleted', async () => {
  const body = {
    title: 'Двор у ворот',
    sourceUrl: 'rtsp://admin:pa%20ss@10.0.0.7/1',
    organizationId: a.organization,
    folderId: a.folder,
    address: 'Yard 1',
    externalId: 'x-1',
    sound: false,
  };
  const created = await admin.post('/cameras', body);
  expect(created.status).toBe(201);
  expect(created.body.name).toMatch(/^dvor\.u\.vorot-[0-9a-f]{10}$/);
  expect(created.body).toMatchObject({
    title: 'Двор у ворот',
    address: 'Yard 1',
    externalId: 'x-1',
    organization: { id: a.organization, title: 'ann' },
    folder: { id: a.folder, title: 'ann yard' },
    source: { url: 'rtsp://***@10.0.0.7/1', hasCredentials: true },
    sound: false,
    enabled: true,
    archive: { setBy: 'preset' },
    status: { state: 'starting', recording: false },
    favorite: false,
  });
  const at = `/cameras/${created.body.id}`;
  expect((await admin.get(at)).body).toEqual(created.body);
  const changed = await admin.patch(at, { title: 'Yard', archiveDays: 3, onDemand: true });
  expect(changed.body).toMatchObject({
    title: 'Yard',
    address: 'Yard 1',
    archive: { days: 3, setBy: 'camera' },
    status: { state: 'on_demand' },
  });
  expect((await admin.delete(at)).body).toEqual({ success: true });
  expect((await admin.get(at)).status).toBe(404);
});

test('a source URL that comes back masked keeps its credentials', async () => {
  const at = `/cameras/${a.camera}`;
  const { source } = (await admin.get(at)).body;
  expect(source.url).toBe('rtsp://***@10.1.2.3/ann');
  expect((await admin.patch(at, { sourceUrl: source.url, title: 'ann gate' })).status).toBe(200);
  const [row] = await app.core.sql`select stream_url_sealed is not null as sealed from camera where id = ${a.camera}`;
  expect(row?.sealed).toBe(true);
  const moved = await admin.patch(at, { sourceUrl: 'rtsp://***@10.1.2.4/ann' });
  expect([moved.status, Object.keys(moved.body.error.fields)]).toEqual([400, ['sourceUrl']]);
});

test('whoever only watches is told nothing of the source', async () => {
  const seen = (await viewer.get(`/cameras/${a.camera}`)).body;
  expect(seen).toMatchObject({ source: null, substreamUrl: null, agent: null, rights: { view: true, edit: false } });
  expect(seen.status.state).toBe('starting');
  expect((await owner.get(`/cameras/${a.camera}`)).body.source.url).toBe('rtsp://***@10.1.2.3/ann');
});

describe('a wrong value is refused by the name of its field', () => {
  const cases: [string, Record<string, unknown>, string][] = [
    ['a title that is too long', { title: 'x'.repeat(256) }, 'title'],
    ['a scheme that is not video', { sourceUrl: 'ftp://10.0.0.1/' }, 'sourceUrl'],
    ['our own machine as a source', { sourceUrl: 'rtsp://127.0.0.1/' }, 'sourceUrl'],
    ['a folder that is not there', { folderId: 999_999 }, 'folderId'],
    ['an organization that is not there', { organizationId: 999_999 }, 'organizationId'],
    ['a preset that is not there', { presetId: 999_999 }, 'presetId'],
    ['a negative archive', { archiveDays: -1 }, 'archiveDays'],
    ['half a gigabyte', { archiveGigabytes: 0.5 }, 'archiveGigabytes'],
    ['a number as a title', { title: 5 }, 'title'],
    ['a name that is our own path', { name: 'api/x' }, 'name'],
    ['a name like a media file', { name: 'cam/index.m3u8' }, 'name'],
  ];
  test.each(cases)('%s', async (_what, body, field) => {
    const { status, body: answer } = await admin.post('/cameras', body);
    expect([status, answer.error.code]).toEqual([400, 'invalid']);
    expect(Object.keys(answer.error.fields)).toEqual([field]);
    expect(answer.error.message).toContain(`${field}: `);
  });

  test('in a query and in a path', async () => {
    expect((await admin.get('/cameras?limit=0')).body.error.fields).toHaveProperty('limit');
    expect((await admin.get('/cameras?state=asleep')).body.error.fields.state).toContain('live');
    expect((await admin.get('/cameras/none')).body.error.fields).toHaveProperty('id');
  });

  test('a body that is no JSON, or not said to be', async () => {
    const send = async (type: string, body: string) => {
      const headers = { 'content-type': type, authorization: `Bearer ${ADMIN.apiKey}` };
      const answer = await fetch(`${app.url}/api/vedette/v1/cameras`, { method: 'POST', headers, body });
      return [answer.status, ((await answer.json()) as { error: { code: string } }).error.code];
    };
    expect(await send('application/json', '{')).toEqual([400, 'invalid']);
    expect(await send('application/json', '{"__proto__":{"administrator":true}}')).toEqual([400, 'invalid']);
    expect(await send('application/x-www-form-urlencoded', 'title=x')).toEqual([415, 'invalid']);
    expect(await send('text/plain', '{}')).toEqual([415, 'invalid']);
  });
});

test('a name that is taken is a conflict that tells whose it is', async () => {
  const { status, body } = await admin.post('/cameras', { name: a.cameraName });
  expect([status, body.error.code, body.error.existingId]).toEqual([409, 'conflict', a.camera]);
});

test('fields that are not in the contract change nothing', async () => {
  const before = (await admin.get(`/cameras/${a.camera}`)).body;
  const body = {
    id: 77,
    uuid: before.uuid.replace(/./g, '0'),
    domainId: 2,
    enabled: false,
    name: 'stolen',
  };
  expect((await owner.patch(`/cameras/${a.camera}`, body)).status).toBe(200);
  const after = (await admin.get(`/cameras/${a.camera}`)).body;
  expect({ ...after, playback: null }).toEqual({ ...before, playback: null });
});

describe('playback', () => {
  test('whoever may watch gets a token that stays the same for a while, and the path of the name', async () => {
    const name = 'дом 1/cam(2)';
    const made = (await admin.post('/cameras', { name, sourceUrl: 'fake://clock' })).body;
    const again = (await admin.get(`/cameras/${made.id}`)).body;
    expect(made.playback.path).toBe(`/${name.split('/').map(encodeURIComponent).join('/')}`);
    expect(again.playback.token).toBe(made.playback.token);
    const hours = (Date.parse(made.playback.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThanOrEqual(12);
    expect(hours).toBeLessThanOrEqual(13);
    expect(app.core.tokens.verify(made.playback.token)).toMatchObject({ cameraId: made.id, archive: true });
    await admin.delete(`/cameras/${made.id}`);
  });

  test('an editor without a grant gets none', async () => {
    const editor = (
      await billing.post('/users', { login: 'editor', password: PASSWORD, organizationId: a.organization })
    ).body;
    await billing.put(`/organizations/${a.organization}/members/${editor.id}`, { editCameras: true });
    const client = await signedIn(app, 'editor', PASSWORD);
    const seen = (await client.get(`/cameras/${a.camera}`)).body;
    expect(seen).toMatchObject({ rights: { view: false, edit: true }, playback: null });
    await billing.delete(`/users/${editor.id}`);
  });

  test('a viewer without the archive gets a token for live pictures alone', async () => {
    const at = `/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`;
    await owner.put(at, { archive: false });
    const live = (await viewer.get(`/cameras/${a.camera}`)).body;
    expect(live.rights).toMatchObject({ view: true, archive: false });
    expect(app.core.tokens.verify(live.playback.token)?.archive).toBe(false);
    await owner.put(at, { archive: true });
  });
});

test('the state is told in one word, with since when', async () => {
  const report = {
    cameraId: a.camera,
    alive: true,
    aliveSince: new Date('2026-01-01T10:00:00Z'),
    bitrate: 2048,
    error: null,
    recordingError: null,
    videoCodec: 'h264',
    audioCodec: null,
    width: 1920,
    height: 1080,
    restarts: 0,
    archiveBytes: 5000,
    archiveFrom: null,
    archiveTo: null,
  };
  const status = async () => (await admin.get(`/cameras/${a.camera}`)).body.status;
  await storeStreamStates(app.core.sql, [report]);
  expect(await status()).toEqual({
    state: 'live',
    health: 'live',
    healthSince: '2026-01-01T10:00:00.000Z',
    seenAt: expect.any(String),
    recording: true,
    recordingError: null,
    since: '2026-01-01T10:00:00.000Z',
    error: null,
    bitrate: 2048,
    videoCodec: 'h264',
    width: 1920,
    height: 1080,
    archiveBytes: 5000,
  });
  await storeStreamStates(app.core.sql, [{ ...report, alive: false, aliveSince: null, error: 'no answer' }]);
  const down = await status();
  expect(down).toMatchObject({ state: 'offline', recording: false, error: 'no answer', bitrate: null });
  await storeStreamStates(app.core.sql, [{ ...report, alive: false, aliveSince: null, error: 'still none' }]);
  expect((await status()).since).toBe(down.since);
  expect((await admin.get('/cameras?state=offline')).body.items).toHaveLength(1);
  await app.core.sql`delete from stream_state`;
});

test('a live camera that is not recorded says so and why, in every list, and no more once it is', async () => {
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
    archiveBytes: 5000,
    archiveFrom: null,
    archiveTo: null,
  };
  const message = expect.stringMatching(/disk of the archive is full\. Free some room/);
  const watcher = async () => {
    const headers = { 'x-vsaas-api-key': ADMIN.apiKey };
    const answer = await fetch(`${app.url}/vsaas/api/v2/cameras/${a.cameraName}`, { headers });
    return ((await answer.json()) as { stream_status: object }).stream_status;
  };
  await storeStreamStates(app.core.sql, [report]);
  const { status } = (await admin.get(`/cameras/${a.camera}`)).body;
  expect(status).toMatchObject({ state: 'live', recording: false, recordingError: { code: 'disk_full', message } });
  expect(await watcher()).toMatchObject({ alive: true, source_error: message });
  const found = async () => (await admin.get('/cameras?notRecorded=true&count=true')).body;
  expect(await found()).toMatchObject({ total: 1, items: [{ id: a.camera }] });
  await storeStreamStates(app.core.sql, [{ ...report, recordingError: null }]);
  const { status: well } = (await admin.get(`/cameras/${a.camera}`)).body;
  expect(well).toMatchObject({ recording: true, recordingError: null });
  expect(await watcher()).toMatchObject({ alive: true, source_error: null });
  expect((await found()).total).toBe(0);
  await app.core.sql`delete from stream_state`;
});

describe('lists', () => {
  const names = Array.from({ length: 25 }, (_, i) => `list-${String(i).padStart(2, '0')}`);
  beforeAll(async () => {
    for (const [i, name] of names.entries())
      await billing.post('/cameras', {
        name,
        title: `Lift ${i % 3}`,
        organizationId: a.organization,
        folderId: a.folder,
      });
  });

  test.each(['id', '-id', 'title', '-title'])('pages sorted by %s have no doubles and no holes', async (sort) => {
    const seen: number[] = [];
    let after = '';
    do {
      const page = (await owner.get(`/cameras?limit=7&sort=${sort}&after=${after}`)).body;
      seen.push(...page.items.map((camera: { id: number }) => camera.id));
      after = page.next ?? '';
    } while (after !== '');
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(26);
  });

  test('a search pages by rank: exact before prefix before substring', async () => {
    await billing.post('/cameras', { name: 'deep', title: 'The old garage gate', organizationId: a.organization });
    await billing.post('/cameras', { name: 'exact', title: 'Garage', organizationId: a.organization });
    await billing.post('/cameras', { name: 'prefix', title: 'Garage door', organizationId: a.organization });
    const first = (await owner.get('/cameras?search=garage&limit=2')).body;
    const rest = (await owner.get(`/cameras?search=garage&limit=2&after=${first.next}`)).body;
    const sorted = async (sort: string) => {
      const { items, next } = (await owner.get(`/cameras?search=garage&sort=${sort}&limit=2`)).body;
      const more = (await owner.get(`/cameras?search=garage&sort=${sort}&limit=2&after=${next}`)).body;
      return [...items, ...more.items].map(({ title }: { title: string }) => title);
    };
    expect(await sorted('title')).toEqual(['Garage', 'Garage door', 'The old garage gate']);
    expect(await sorted('-title')).toEqual(['The old garage gate', 'Garage door', 'Garage']);
    expect(await sorted('id')).toEqual(['The old garage gate', 'Garage', 'Garage door']);
    const order = [...first.items, ...rest.items].map((camera: { name: string }) => camera.name);
    expect(order).toEqual(['exact', 'prefix', 'deep']);
    expect(rest.next).toBeNull();
  });

  test('a search takes its text as it is', async () => {
    expect((await owner.get('/cameras?search=%25')).body.items).toEqual([]);
    expect((await owner.get("/cameras?search='")).body.items).toEqual([]);
  });

  test('the total is told when asked for', async () => {
    expect((await owner.get('/cameras?limit=1')).body).not.toHaveProperty('total');
    expect((await owner.get('/cameras?limit=1&count=true&search=list-')).body.total).toBe(25);
  });

  test('filters narrow: a folder with all below it, a preset, favourites', async () => {
    const count = async (query: string) => (await owner.get(`/cameras?count=true&${query}`)).body.total;
    expect(await count(`folderId=${a.folder}`)).toBe(25);
    expect(await count(`folderId=${a.root}`)).toBe(29);
    expect(await count(`presetId=${a.preset}`)).toBe(1);
    expect(await count('favorite=true')).toBe(0);
    await owner.put(`/cameras/${a.camera}/favorite`);
    expect(await count('favorite=true')).toBe(1);
    expect((await viewer.get(`/cameras/${a.camera}`)).body.favorite).toBe(false);
    await owner.delete(`/cameras/${a.camera}/favorite`);
    expect(await count('favorite=true')).toBe(0);
  });
});

test('a write repeated with its Idempotency-Key happens once', async () => {
  const body = { name: 'once', organizationId: a.organization };
  const key = { 'idempotency-key': 'k-1' };
  const first = await billing.post('/cameras', body, key);
  const second = await billing.post('/cameras', body, key);
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.body.id).toBe(first.body.id);
  expect((await billing.post('/cameras', { ...body, title: 'other' }, key)).status).toBe(409);
  expect((await billing.post('/cameras', body, { 'idempotency-key': 'k-2' })).body.error.existingId).toBe(
    first.body.id,
  );
});

test('a camera tells its editors who changed it, without secrets', async () => {
  await owner.patch(`/cameras/${a.camera}`, { title: 'Front gate', sourceUrl: 'rtsp://u:top-secret@10.1.2.3/new' });
  const { items } = (await owner.get(`/cameras/${a.camera}/history?limit=1`)).body;
  expect(items[0]).toMatchObject({
    actor: a.ownerLogin,
    dialect: 'api',
    action: 'change',
    objectKind: 'camera',
    objectId: String(a.camera),
    changes: { title: ['ann gate', 'Front gate'] },
  });
  expect(JSON.stringify(items)).not.toContain('top-secret');
  expect((await viewer.get(`/cameras/${a.camera}/history`)).status).toBe(403);
});
