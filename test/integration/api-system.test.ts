import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cameraPage } from '../../src/core/cameras/reading/visible.ts';
import { storeStreamStates } from '../../src/core/cameras/recording/streams.ts';
import { type CameraState, stateOf } from '../../src/core/cameras/state.ts';
import { refuse } from '../../src/core/errors.ts';
import { pendingCuts, storeViewings, tidyViewings, type ViewingReport } from '../../src/core/viewings/store.ts';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
let billing: Client;
let owner: Client;
let viewer: Client;
/** What the media node says it has, by the instants it was asked for. */
let recorded: { from: number; duration: number }[] = [];
let asked: [number, number][] = [];
let failure: Error | undefined;

beforeAll(async () => {
  app = await testApp({
    archive: async (_camera, from, to) => {
      asked.push([from, to]);
      if (failure) throw failure;
      return recorded.filter((range) => range.from < to && range.from + range.duration > from);
    },
  });
  a = await tenant(app, 'ann');
  admin = await administrator(app);
  billing = withKey(app, ADMIN.apiKey);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const viewing = (id: string, more: Partial<ViewingReport> = {}): ViewingReport => ({
  id,
  viewer: `user:${a.viewer}`,
  cameraId: a.camera,
  kind: 'live',
  protocol: 'mse',
  address: '10.2.3.4',
  userAgent: 'Browser',
  since: Date.now() - 60_000,
  organizationId: undefined,
  idleMs: 0,
  bytes: 1000,
  endedAt: undefined,
  ...more,
});

describe('viewings', () => {
  test('are listed while they are open, to their owners and administrators', async () => {
    const client = { viewer: 'client:1', kind: 'archive', protocol: 'hls', since: Date.now() };
    await storeViewings(app.core.sql, 'node', [
      viewing('v1'),
      viewing('v2', client),
      viewing('odd', { viewer: 'what:1' }),
    ]);
    await storeViewings(app.core.sql, 'node', [viewing('v1', { bytes: 5_000_000_000 })]);
    const { items } = (await admin.get('/viewings')).body;
    expect(items.map((item: { id: string }) => item.id)).toEqual(['v2', 'v1']);
    expect(items[1]).toMatchObject({
      viewer: { kind: 'user', id: a.viewer, title: a.viewerLogin },
      camera: { id: a.camera, title: 'ann gate' },
      kind: 'live',
      protocol: 'mse',
      address: '10.2.3.4',
      userAgent: 'Browser',
      bytes: 5_000_000_000,
    });
    expect((await owner.get('/viewings')).body.items).toHaveLength(2);
    expect((await viewer.get('/viewings')).body.items).toEqual([]);
    expect((await admin.get(`/viewings?userId=${a.viewer}&cameraId=${a.camera}`)).body.items).toHaveLength(1);
    expect((await admin.get('/viewings?cameraId=999999')).body.items).toEqual([]);
    await storeViewings(app.core.sql, 'node', [viewing('v2', { ...client, endedAt: Date.now() })]);
    expect((await admin.get('/viewings')).body.items).toHaveLength(1);
  });

  test('are cut by owners and administrators, and the media node hears of it', async () => {
    const changes: string[] = [];
    const life = new AbortController();
    app.core.feed.onChanges((told) => changes.push(...told.map((change) => change.kind)), life.signal);
    expect((await viewer.delete('/viewings/v1')).status).toBe(404);
    expect(await pendingCuts(app.core.sql)).toEqual([]);
    expect((await owner.delete('/viewings/v1')).body).toEqual({ success: true });
    expect(await pendingCuts(app.core.sql)).toEqual(['v1']);
    expect(changes).toContain('viewing');
    await storeViewings(app.core.sql, 'node', [viewing('v1', { endedAt: Date.now() })]);
    expect(await pendingCuts(app.core.sql)).toEqual([]);
    expect((await admin.delete('/viewings/v1')).status).toBe(404);
    life.abort();
  });

  test('that nobody reports any more end by themselves, and go after 90 days', async () => {
    await storeViewings(app.core.sql, 'node', [
      viewing('lost'),
      viewing('old', { endedAt: Date.now() - 91 * 86_400_000 }),
    ]);
    await app.core.sql`update viewing set seen_at = now() - interval '2 hours' where id = 'lost'`;
    expect((await admin.get('/viewings')).body.items).toEqual([]);
    expect(await tidyViewings(app.core.sql)).toBe(1);
    const rows = await app.core.sql`select ended_at is not null as ended from viewing where id in ('lost', 'old')`;
    expect(rows).toEqual([{ ended: true }]);
  });
});

describe('days of the archive', () => {
  const days = async (client: Client, query: string) =>
    (await client.get(`/cameras/${a.camera}/archive/days?${query}`)).body;
  const hours = (from: string, count: number) => ({ from: Date.parse(from), duration: count * 3_600_000 });

  beforeAll(async () => {
    await admin.patch(`/cameras/${a.camera}`, { archiveDays: 3650 });
  });

  test("are cut at the zone's midnights", async () => {
    recorded = [hours('2026-03-10T20:00:00Z', 10)];
    expect(await days(owner, 'month=2026-03&timeZone=Europe/Moscow')).toEqual({
      timeZone: 'Europe/Moscow',
      days: [
        { date: '2026-03-10', seconds: 3600 },
        { date: '2026-03-11', seconds: 9 * 3600 },
      ],
    });
    expect((await days(owner, 'month=2026-03')).days[0]).toEqual({ date: '2026-03-10', seconds: 4 * 3600 });
  });

  test('have 23 and 25 hours when the clocks change, and none is lost where midnight is skipped', async () => {
    recorded = [hours('2026-01-01T00:00:00Z', 365 * 24)];
    const lengths = async (month: string, timeZone: string) =>
      Object.fromEntries(
        (await days(owner, `month=${month}&timeZone=${timeZone}`)).days.map((d: { date: string; seconds: number }) => [
          d.date.slice(8),
          d.seconds / 3600,
        ]),
      );
    const march = await lengths('2026-03', 'Europe/Berlin');
    expect([march['28'], march['29'], march['30']]).toEqual([24, 23, 24]);
    const october = await lengths('2026-10', 'Europe/Berlin');
    expect([october['24'], october['25'], october['26']]).toEqual([24, 25, 24]);
    const april = await lengths('2026-04', 'Africa/Cairo');
    expect([april['23'], april['24'], april['25']]).toEqual([24, 23, 24]);
    expect(Object.keys(await lengths('2026-02', 'Asia/Kathmandu'))).toHaveLength(28);
  });

  test("go as deep as the viewer's archive", async () => {
    const now = Date.now();
    recorded = [{ from: now - 40 * 86_400_000, duration: 40 * 86_400_000 }];
    const grant = `/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`;
    await owner.put(grant, { archive: true, archiveDepthSeconds: 3600 });
    asked = [];
    const month = new Date(now - 3_600_000).toISOString().slice(0, 7);
    await days(viewer, `month=${month}`);
    const [from, to] = asked[0] ?? [0, 0];
    expect(to - from).toBeLessThanOrEqual(3_600_000);
    await owner.put(grant, { archive: false });
    expect((await viewer.get(`/cameras/${a.camera}/archive/days?month=${month}`)).status).toBe(403);
    await owner.put(grant, { archive: true, archiveDepthSeconds: null });
  });

  test('want a month and a zone that are', async () => {
    const refused = async (query: string) =>
      Object.keys((await owner.get(`/cameras/${a.camera}/archive/days?${query}`)).body.error.fields);
    expect(await refused('month=2026-13')).toEqual(['month']);
    expect(await refused('')).toEqual(['month']);
    expect(await refused('month=2026-01&timeZone=Mars/Crater')).toEqual(['timeZone']);
  });
});

test('the overview counts states as cameras tell them', async () => {
  const make = async (name: string, body: object) =>
    (await admin.post('/cameras', { name, ...body })).body.id as number;
  const live = await make('live', { sourceUrl: 'fake://clock' });
  const down = await make('down', { sourceUrl: 'fake://clock' });
  const stale = await make('stale', { sourceUrl: 'fake://clock' });
  await make('asleep', { sourceUrl: 'fake://clock', onDemand: true });
  await make('empty', {});
  const blocked = await make('blocked', { sourceUrl: 'fake://clock' });
  await admin.put(`/cameras/${blocked}/blocks/quota`, {});
  const report = (cameraId: number, alive: boolean, error: string | null) => ({
    cameraId,
    alive,
    aliveSince: null,
    bitrate: 1500,
    error,
    recordingError: alive ? ('disk_full' as const) : null,
    videoCodec: null,
    audioCodec: null,
    width: null,
    height: null,
    restarts: 0,
    archiveBytes: 3_000_000_000,
    archiveFrom: null,
    archiveTo: null,
  });
  await storeStreamStates(app.core.sql, [
    report(live, true, null),
    report(down, false, 'no'),
    report(stale, true, null),
  ]);
  await app.core.sql`update stream_state set updated_at = now() - interval '1 minute' where camera_id = ${stale}`;
  const seen = (await admin.get('/overview')).body;
  const cameras = await cameraPage(app.core, app.system, { limit: 1000 });
  const states: Record<CameraState, number> = {
    live: 0,
    starting: 0,
    on_demand: 0,
    offline: 0,
    blocked: 0,
    no_source: 0,
  };
  for (const camera of cameras.items) states[stateOf(camera, app.core.clock())]++;
  expect(seen.cameras).toEqual({
    total: cameras.items.length,
    live: states.live,
    starting: states.starting,
    offline: states.offline,
    blocked: states.blocked,
    onDemand: states.on_demand,
    noSource: states.no_source,
  });
  expect(Object.values(states)).toEqual([1, 2, 1, 1, 1, 1]);
  expect(seen).toMatchObject({ archiveBytes: 9_000_000_000, bitrate: 1500, organizations: 2, users: 3 });
  // The state of one is too old to be believed.
  expect(seen.notRecorded).toBe(1);
  expect(seen.billingEvents.applied).toBeGreaterThan(5);
  for (const state of Object.keys(states) as CameraState[])
    expect((await admin.get(`/cameras?count=true&state=${state}`)).body.total).toBe(states[state]);
});

describe('records', () => {
  test('the audit says who changed what, newest first', async () => {
    await owner.patch(`/organizations/${a.organization}`, { note: 'first' });
    await billing.patch(`/organizations/${a.organization}`, { note: 'second' });
    const query = `/audit?objectKind=organization&objectId=${a.organization}&limit=1&count=true`;
    const first = (await admin.get(query)).body;
    expect(first.items[0]).toMatchObject({
      action: 'change',
      changes: { note: ['first', 'second'] },
      address: '127.0.0.1',
    });
    const second = (await admin.get(`${query}&after=${first.next}`)).body;
    expect([first.items[0].actorKind, first.items[0].actorId]).toEqual(['client', 1]);
    expect(second.items[0]).toMatchObject({
      actor: a.ownerLogin,
      actorKind: 'user',
      actorId: a.owner,
      changes: { note: ['', 'first'] },
    });
    expect(second.items[0].id).toBeLessThan(first.items[0].id);
    expect((await admin.get(`/audit?search=${a.ownerLogin}`)).body.items.length).toBeGreaterThan(0);
  });

  test("billing events hold a billing's refused writes too, without secrets", async () => {
    await billing.post('/users', { login: a.ownerLogin, password: 'in the clear' });
    const [event] = (await admin.get('/billing-events?outcome=rejected&type=user.&limit=1')).body.items;
    expect(event).toMatchObject({ type: 'user.create', outcome: 'rejected', subject: a.ownerLogin });
    expect(event.message).toContain('taken');
    expect(JSON.stringify(event)).not.toContain('in the clear');
    expect((await admin.get('/billing-events?type=no.such')).body).toEqual({ items: [], next: null });
  });
});

describe('settings', () => {
  test('are changed field by field; the mail password is never shown and survives', async () => {
    const change = { title: 'Video of Berry', timeZone: 'Asia/Omsk', mailUri: 'smtp://mailer:s3cret@10.0.0.9:25' };
    const changed = await admin.patch('/settings', change);
    expect(changed.body).toMatchObject({ ...change, mailUri: 'smtp://***@10.0.0.9:25', maxUserSessions: null });
    expect((await admin.patch('/settings', { mailUri: changed.body.mailUri })).status).toBe(200);
    const [row] = await app.core.sql<{ mailUriSealed: Uint8Array }[]>`select mail_uri_sealed from domain`;
    expect(app.core.sealer.open('domain.mail_uri:1', row?.mailUriSealed ?? new Uint8Array())).toBe(change.mailUri);
    const other = await admin.patch('/settings', { mailUri: 'smtp://***@10.0.0.8:25' });
    expect(Object.keys(other.body.error.fields)).toEqual(['mailUri']);
    expect((await admin.get('/session')).body.domain).toEqual({
      id: 1,
      charging: 'none',
      title: 'Video of Berry',
      timeZone: 'Asia/Omsk',
      currency: 'RUB',
    });
    expect(Object.keys((await admin.patch('/settings', { timeZone: 'Omsk' })).body.error.fields)).toEqual(['timeZone']);
  });

  test('a new system key ends the old one at once', async () => {
    const { body } = await admin.get('/api-key');
    expect(body.key).toBe(ADMIN.apiKey);
    const rotated = (await admin.post('/api-key/rotate')).body;
    expect(rotated.key).not.toBe(body.key);
    expect((await billing.get('/cameras')).status).toBe(401);
    billing = withKey(app, rotated.key);
    expect((await billing.get('/cameras')).status).toBe(200);
  });
});

test('housekeeping removes what nobody reads any more', async () => {
  const { sql } = app.core;
  await sql`update change_log set at = now() - interval '2 hours'`;
  await sql`insert into idempotency_key (caller, key, request_hash, status, body_sealed, created_at)
    values ('client:1', 'old', '', 200, '', now() - interval '3 days'), ('client:1', 'new', '', 200, '', now())`;
  await signedIn(app, a.viewerLogin, PASSWORD);
  await sql`update session set last_used_at = now() - interval '31 days' where user_id = ${a.viewer}`;
  await sql`insert into sign_in_token (token_hash, user_id, purpose, valid_until) values ('x', ${a.viewer}, 'autologin', now() - interval '2 days')`;
  await tidy(app.core, new AbortController().signal);
  expect(await sql`select key from idempotency_key where caller = 'client:1' and key in ('old', 'new')`).toEqual([
    { key: 'new' },
  ]);
  expect(await sql`select from session where user_id = ${a.viewer}`).toHaveLength(0);
  expect(await sql`select from sign_in_token`).toHaveLength(0);
  expect(await sql`select from change_log where at < now() - interval '1 hour'`).toHaveLength(0);
  expect((await admin.get('/session')).status).toBe(200);
});

test('an outage is answered as one and a bug is never described', async () => {
  const at = `/cameras/${a.camera}/archive/days?month=${new Date().toISOString().slice(0, 7)}`;
  failure = refuse('archive_not_here');
  const away = await owner.get(at);
  expect([away.status, away.body.error.message]).toEqual([503, 'This process has no archive: ask the media node']);
  failure = new Error('no such file: /secret/place');
  const bug = await owner.get(at);
  failure = undefined;
  expect(bug.status).toBe(500);
  expect(bug.body).toEqual({ error: { code: 'internal', message: 'Internal error', requestId: expect.any(String) } });
  const [logged] = app.logged.splice(0);
  expect(logged).toMatchObject({ level: 'error', fields: { requestId: bug.body.error.requestId } });
});

test('nothing else was logged as a failure', () => {
  expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
});
