import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { motionSecret } from '../../src/core/cameras/recording/motion.ts';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { callEngine, type TestEngine } from '../support/engine.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
let offset = 0;
let a: Tenant;
let b: Tenant;
let billing: Client;
let owner: Client;
let viewer: Client;
let other: Client;
let engine: TestEngine;
/** Cameras of the contract `a`. */
const cameras: number[] = [];

beforeAll(async () => {
  app = await testApp({ clock: () => new Date(Date.now() + offset) });
  billing = withKey(app, ADMIN.apiKey);
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  cameras.push(a.camera);
  for (const title of ['Yard', 'Roof', 'Gate'])
    cameras.push(
      (await billing.post('/cameras', { title, organizationId: a.organization, sourceUrl: 'fake://clock' })).body.id,
    );
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  other = await signedIn(app, b.ownerLogin, PASSWORD);
  engine = (await billing.post('/analytics/engines', { name: 'Lines', types: ['line-crossing', 'face'] })).body;
});
afterAll(async () => await app.close());

const licences = (user: number, ...totals: number[]) =>
  billing.put(`/users/${user}/licences`, { licences: totals.map((total, i) => ({ level: i + 1, total })) });
const make = (who: Client, cameraIds: number[], type = 'line-crossing', title = 'Fence') =>
  who.post('/analytics/cases', { title, type, cameraIds });
const casesOf = async (who: Client) =>
  (await who.get('/analytics/cases')).body.items as { id: number; title: string }[];
const eventsOf = async (who: Client, query = '') => (await who.get(`/analytics/events${query}`)).body.items;
const tell = (events: unknown[], by = engine) => callEngine(app, by, 'POST', '/events', { events });
const event = (id: string, caseId: number, cameraId: number, more: object = {}) => ({
  ...{ id, caseId, cameraId, at: app.core.clock().toISOString() },
  ...more,
});
const results = async (events: unknown[]) =>
  (await tell(events)).body.results.map((one: { result: string; reason?: string }) => one.reason ?? one.result);
const forget = async () => {
  for (const { id } of await casesOf(owner)) await owner.delete(`/analytics/cases/${id}`);
};
const level = async (user: number, which: number) =>
  (await billing.get(`/users/${user}/licences`)).body.items.find((one: { level: number }) => one.level === which);

describe('licences', () => {
  test('each camera of a case takes one, and too few are refused with how many are free', async () => {
    await licences(a.owner, 3);
    const made = await make(owner, [cameras[0] ?? 0, cameras[1] ?? 0]);
    expect([made.status, made.body.level, made.body.cameras.length]).toEqual([201, 1, 2]);
    expect(await level(a.owner, 1)).toMatchObject({ total: 3, used: 2, free: 1 });
    const refused = await make(owner, [cameras[2] ?? 0, cameras[3] ?? 0]);
    expect(refused.body.error).toMatchObject({ reason: 'licences_too_few', params: { level: 1, count: 2, free: 1 } });
    const at = `/analytics/cases/${made.body.id}`;
    expect((await owner.patch(at, { cameraIds: cameras })).body.error.reason).toBe('licences_too_few');
    expect((await owner.patch(at, { cameraIds: cameras.slice(1) })).status).toBe(200);
    expect(await level(a.owner, 1)).toMatchObject({ used: 3, free: 0 });
    await owner.patch(at, { paused: true });
    expect(await level(a.owner, 1)).toMatchObject({ used: 3 });
    await owner.delete(at);
    expect(await level(a.owner, 1)).toMatchObject({ used: 0, free: 3 });
    expect((await make(owner, [a.camera], 'face')).body.error.params).toEqual({ level: 3, count: 1, free: 0 });
  });

  test('two cases at once never take the last one twice', async () => {
    await licences(a.owner, 3);
    const made = await Promise.all(cameras.map((id) => make(owner, [id])));
    expect(made.map(({ status }) => status).sort()).toEqual([
      201,
      201,
      201,
      made.find((m) => m.status !== 201)?.status,
    ]);
    expect(await level(a.owner, 1)).toMatchObject({ used: 3, free: 0 });
    await forget();
  });

  test('a camera that is taken away frees its licence, and does not bring it back when somebody else has it', async () => {
    const login = 'ann-guest';
    const user = { login, password: PASSWORD, organizationId: a.organization };
    const id = (await billing.post('/users', user)).body.id;
    const guest = await signedIn(app, login, PASSWORD);
    const rights = (camera: number | undefined, live: boolean) =>
      billing.put(`/users/${id}/camera-rights/${camera}`, {
        ...{ live, archive: false, download: false, snapshot: false, ptz: false, edit: false },
      });
    const [lent, kept] = cameras;
    await licences(id, 1);
    for (const camera of [lent, kept]) expect((await rights(camera, true)).status).toBe(200);
    const first = (await make(guest, [lent ?? 0])).body;
    await rights(lent, false);
    expect((await guest.get(`/analytics/cases/${first.id}`)).body).toMatchObject({ cameras: [], status: 'inactive' });
    expect(await level(id, 1)).toMatchObject({ used: 0, free: 1 });
    await rights(lent, true);
    expect(await level(id, 1)).toMatchObject({ used: 1, free: 0 });
    await rights(lent, false);
    expect((await make(guest, [kept ?? 0])).status).toBe(201);
    await rights(lent, true);
    expect(await level(id, 1)).toMatchObject({ used: 1, free: 0 });
    expect((await guest.get(`/analytics/cases/${first.id}`)).body.cameras).toEqual([]);
    await billing.delete(`/users/${id}`);
  });

  test('sub-users take those of the subscriber above, make what they are permitted, and see their own alone', async () => {
    await licences(a.owner, 1);
    const sub = { login: 'ann-sub', password: PASSWORD, parentId: a.owner };
    const id = (await owner.post('/users', sub)).body.id;
    await owner.put(`/users/${id}/camera-rights/${a.camera}`, {
      ...{ live: true, archive: true, download: false, snapshot: false, ptz: false, edit: false },
    });
    const below = await signedIn(app, 'ann-sub', PASSWORD);
    const shown = (await owner.get(`/users/${id}/permissions`)).body.permissions.map(
      (p: { permission: string }) => p.permission,
    );
    expect(shown).toContain('analytics.line-crossing');
    expect(shown).not.toContain('analytics.face');
    expect((await below.get('/analytics/licences')).body.items).toEqual([{ level: 1, total: 1, used: 0, free: 1 }]);
    expect((await make(below, [a.camera], 'line-crossing', 'Below')).status).toBe(201);
    expect(await level(a.owner, 1)).toMatchObject({ used: 1, free: 0 });
    expect((await make(owner, [a.camera])).body.error.reason).toBe('licences_too_few');
    expect((await make(below, [a.camera], 'motion', 'Moves')).status).toBe(201);
    await make(owner, [a.camera], 'motion', 'Above');
    expect((await casesOf(below)).map(({ title }) => title)).toEqual(['Below', 'Moves']);
    expect((await casesOf(owner)).map(({ title }) => title)).toEqual(['Below', 'Moves', 'Above']);
    // What is not shown is not lost by a form that does not send it.
    await app.core.sql`insert into user_permission values (${id}, 'analytics.face', false, true)`;
    const denied = await owner.put(`/users/${id}/permissions`, {
      ...{ own: [{ permission: 'analytics.motion', allowed: false }], was: [] },
    });
    expect(await app.core.sql`select from user_permission where user_id = ${id}`).toHaveLength(2);
    expect(denied.status).toBe(200);
    expect((await make(below, [a.camera], 'motion', 'More')).body.error.reason).toBe('permission_missing');
    await owner.delete(`/users/${id}`);
    expect(await level(a.owner, 1)).toMatchObject({ used: 0 });
    await forget();
  });

  test('of a level that is withdrawn everything is hidden at once, back within seven days, and gone after them', async () => {
    await licences(a.owner, 2, 1);
    const lines = (await make(owner, [a.camera])).body.id;
    const counting = (await make(owner, [a.camera], 'object-counting', 'Count')).body.id;
    const moves = (await make(owner, [a.camera], 'motion', 'Moves')).body.id;
    expect(await results([event('w1', lines, a.camera)])).toEqual(['accepted']);
    await licences(a.owner, 0, 1);
    const ids = async () => (await casesOf(owner)).map(({ id }) => id);
    expect(await ids()).toEqual([counting, moves]);
    expect(await eventsOf(owner)).toEqual([]);
    expect((await billing.get(`/analytics/cases/${lines}`)).status).toBe(404);
    expect((await owner.get(`/analytics/events?caseId=${lines}`)).status).toBe(404);
    expect(await results([event('w2', lines, a.camera)])).toEqual(['case_not_found']);
    expect((await callEngine(app, engine, 'GET', '/cases')).body.items).toEqual([]);
    offset = 6 * DAY_MS;
    await tidy(app.core, AbortSignal.timeout(60_000));
    await licences(a.owner, 2, 1);
    expect(await ids()).toEqual([lines, counting, moves]);
    expect(await eventsOf(owner)).toMatchObject([{ case: { id: lines } }]);
    await licences(a.owner, 0, 1);
    offset = 14 * DAY_MS;
    for (let round = 0; round < 2; round++) await tidy(app.core, AbortSignal.timeout(60_000));
    await licences(a.owner, 2, 1);
    expect(await ids()).toEqual([counting, moves]);
    expect(await app.core.sql`select from case_event where case_id = ${lines}`).toHaveLength(0);
    await forget();
    await licences(a.owner);
    offset = 0;
  });
});

describe('a case', () => {
  test('is of cameras that its user sees and that no block keeps it from', async () => {
    for (const id of [b.camera, 2_000_000])
      expect((await make(owner, [id], 'motion')).body.error.fieldReasons).toMatchObject({
        cameraIds: { reason: 'case_camera_unknown' },
      });
    await billing.put(`/cameras/${cameras[1]}/blocks/billing`, { reason: 'debt' });
    expect((await make(owner, [cameras[1] ?? 0], 'motion')).body.error.fieldReasons).toMatchObject({
      cameraIds: { reason: 'case_camera_blocked', params: { title: 'Yard' } },
    });
    await billing.delete(`/cameras/${cameras[1]}/blocks/billing`);
    for (const wrong of [
      { title: ' ' },
      { cameraIds: [] },
      { type: 'x' },
      { schedule: [{ days: [1], from: '10:00', to: '10:00' }] },
    ])
      expect(
        (await owner.post('/analytics/cases', { title: 'A', type: 'motion', cameraIds: [a.camera], ...wrong })).status,
      ).toBe(400);
  });

  test('has no camera any more that went to another contract, not even one whose type takes no licence', async () => {
    const moved = (await billing.post('/cameras', { title: 'Moved', organizationId: a.organization })).body.id;
    const { id } = (await make(owner, [moved], 'motion')).body;
    await billing.patch(`/cameras/${moved}`, { organizationId: b.organization });
    expect(await app.core.sql`select from analytics_case_camera where camera_id = ${moved}`).toEqual([]);
    expect((await owner.delete(`/analytics/cases/${id}`)).status).toBe(200);
    await billing.delete(`/cameras/${moved}`);
  });

  test('of another contract is not found, and neither is one that is not there', async () => {
    const { id } = (await make(owner, [a.camera], 'motion')).body;
    for (const [who, key] of [
      [other, id],
      [viewer, id],
      [owner, 2_000_000],
    ] as const) {
      const at = `/analytics/cases/${key}`;
      const said = [await who.get(at), await who.patch(at, { title: 'mine' }), await who.delete(at)];
      expect(said.map(({ status }) => status)).toEqual([404, 404, 404]);
      expect((await who.get(`/analytics/events?caseId=${key}`)).status).toBe(404);
    }
    expect((await other.get(`/analytics/cases?userId=${a.owner}`)).status).toBe(404);
    expect((await billing.get(`/analytics/cases?userId=${a.owner}`)).body.items).toMatchObject([{ id }]);
    expect((await billing.get(`/analytics/cases?userId=${b.owner}`)).body.items).toEqual([]);
    await forget();
  });

  test('says of each camera why nothing comes of it, and sums it up', async () => {
    await licences(a.owner, 5);
    await app.core.sql`update analytics_engine set last_heartbeat_at = null`;
    const { id, status, cameras: before } = (await make(owner, cameras.slice(1, 3))).body;
    expect([status, before[0].trouble]).toEqual(['inactive', 'no_engine']);
    for (const cameraId of cameras.slice(1, 3))
      await app.core.sql`
        insert into stream_state (camera_id, alive, updated_at) values (${cameraId}, true, ${app.core.clock()})
        on conflict (camera_id) do update set alive = true, updated_at = excluded.updated_at`;
    const read = async () => (await owner.get(`/analytics/cases/${id}`)).body;
    expect((await callEngine(app, engine, 'POST', '/heartbeat', {})).status).toBe(200);
    expect(await read()).toMatchObject({ status: 'active', cameras: [{ trouble: null }, { trouble: null }] });
    const failures = [
      { caseId: id, cameraId: cameras[1], reason: 'Too dark' },
      { caseId: 2_000_000, cameraId: 1, reason: 'Unknown' },
    ];
    await callEngine(app, engine, 'POST', '/heartbeat', { failures });
    const failing = await read();
    expect(failing.status).toBe('partially_active');
    expect(failing.cameras).toContainEqual(expect.objectContaining({ trouble: 'failure', failure: 'Too dark' }));
    await callEngine(app, engine, 'POST', '/heartbeat', { failures: [] });
    expect(await read()).toMatchObject({ status: 'active' });
    expect((await owner.patch(`/analytics/cases/${id}`, { paused: true })).body.status).toBe('paused');
    expect((await callEngine(app, engine, 'GET', '/cases')).body).toEqual({
      items: [],
      next: null,
      timeZone: expect.any(String),
    });
    await forget();
  });
});

describe('an engine', () => {
  test('is told what to look at, with the settings that were made for it', async () => {
    await licences(a.owner, 5);
    const { id } = (await make(owner, [a.camera])).body;
    const change = {
      settings: {
        line: [
          [0, 0],
          [1, 1],
        ],
      },
      schedule: [{ days: [1], from: '08:00', to: '18:00' }],
    };
    await owner.patch(`/analytics/cases/${id}`, change);
    await make(owner, [a.camera], 'motion', 'Moves');
    const { items, next } = (await callEngine(app, engine, 'GET', '/cases?limit=1')).body;
    const camera = { id: a.camera, name: a.cameraName, title: 'ann gate' };
    expect([items, next]).toEqual([
      [{ id, title: 'Fence', type: 'line-crossing', ...change, cameras: [camera] }],
      null,
    ]);
  });

  test('tells each event once, and one that is wrong keeps no other out', async () => {
    const [{ id } = { id: 0 }] = await casesOf(owner);
    const theirs = (await make(other, [b.camera], 'motion')).body.id;
    const told = [
      event('e1', id, a.camera, { text: 'Crossed', data: { confidence: 0.9 } }),
      event('e1', id, a.camera),
      event('e2', id, cameras[1] ?? 0),
      event('e3', theirs, b.camera),
      event('e4', 2 ** 40, a.camera),
      event('e5', id, a.camera, { at: 'yesterday' }),
      event('e6', id, a.camera, { at: new Date(Date.now() - 2 * DAY_MS).toISOString() }),
      event('e7', id, a.camera, { until: '2001-01-01T00:00:00Z' }),
      event('e8', id, a.camera, { data: { long: 'x'.repeat(5000) } }),
      event('e9', id, a.camera, { text: 'a\u0000b' }),
      ...[null, 'x', {}, { id: 7 }],
      event('e10', id, a.camera),
    ];
    expect(await results(told)).toEqual([
      ...['accepted', 'duplicate', 'camera_not_in_case', 'case_not_found', 'case_not_found', 'event_field_wrong'],
      ...['event_time_far', ...Array(7).fill('event_field_wrong'), 'accepted'],
    ]);
    expect(await results([event('e1', id, a.camera), event('e10', id, a.camera)])).toEqual(['duplicate', 'duplicate']);
    const at = await Promise.all(Array.from({ length: 4 }, () => results([event('race', id, a.camera)])));
    expect(at.flat().sort()).toEqual(['accepted', 'duplicate', 'duplicate', 'duplicate']);
    const listed = await eventsOf(owner, `?caseId=${id}`);
    expect(listed).toHaveLength(3);
    expect(listed.at(-1)).toMatchObject({
      text: 'Crossed',
      data: { confidence: 0.9 },
      engine: 'Lines',
      camera: { id: a.camera },
    });
    expect((await tell(Array(501).fill({}))).status).toBe(400);
    expect((await tell([event('big', id, a.camera, { text: 'x'.repeat(1_100_000) })])).status).toBe(413);
  });

  test('events are found by case, camera, type and time, a page at a time', async () => {
    const [{ id } = { id: 0 }] = await casesOf(owner);
    const first = (await owner.get(`/analytics/events?caseId=${id}&limit=2`)).body;
    const second = (await owner.get(`/analytics/events?caseId=${id}&limit=2&after=${first.next}`)).body;
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null]);
    const found = async (query: string) => (await eventsOf(owner, query)).length;
    expect(await found(`?cameraId=${a.camera}&type=line-crossing`)).toBe(3);
    expect(await found('?type=motion')).toBe(0);
    expect(await found(`?cameraId=${b.camera}`)).toBe(0);
    expect(await found(`?to=${new Date(Date.now() - DAY_MS).toISOString()}`)).toBe(0);
    expect(await found(`?from=${new Date(Date.now() - DAY_MS).toISOString()}`)).toBe(3);
    expect(await eventsOf(other)).toEqual([]);
    expect(await eventsOf(billing, `?userId=${a.owner}`)).toHaveLength(3);
    expect((await billing.get('/analytics/events')).body.error.fieldReasons.userId.reason).toBe('case_events_of_whom');
  });

  test('of another domain is not found, and does not call by our secret', async () => {
    const [domain] = await app.core.sql<{ id: number }[]>`insert into domain (title) values ('Other') returning id`;
    const [{ id } = { id: 0 }] = await app.core.sql<{ id: number }[]>`
      insert into analytics_engine (domain_id, name, types) values (${domain?.id ?? 0}, 'Theirs', '{face}') returning id`;
    const at = `/analytics/engines/${id}`;
    const said = [
      await billing.get(at),
      await billing.patch(at, { name: 'Mine' }),
      await billing.post(`${at}/secret`),
      await billing.delete(at),
    ];
    expect(said.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const names = (await billing.get('/analytics/engines')).body.items.map(({ name }: { name: string }) => name);
    expect(names).not.toContain('Theirs');
    expect((await callEngine(app, { ...engine, id }, 'POST', '/heartbeat', {})).status).toBe(401);
  });

  test('that signs wrongly, is another, is switched off or had another secret long ago is not let in', async () => {
    const status = async (by: TestEngine) => (await callEngine(app, by, 'POST', '/heartbeat', {})).status;
    const second = (await billing.post('/analytics/engines', { name: 'Faces', types: ['face'] })).body;
    expect(await status({ ...engine, secret: second.secret })).toBe(401);
    expect(await status({ ...engine, id: 2_000_000 })).toBe(401);
    expect(await status({ ...engine, id: second.id })).toBe(401);
    const unsigned = await fetch(`${app.url}/api/vedette/v1/analytics/engines/${engine.id}/cases`);
    expect(unsigned.status).toBe(401);
    // An engine that does not look after the type knows nothing of the case.
    const [{ id } = { id: 0 }] = await casesOf(owner);
    const foreign = await callEngine(app, second, 'POST', '/events', { events: [event('f1', id, a.camera)] });
    expect(foreign.body.results[0].reason).toBe('case_not_found');
    const { secret } = (await billing.post(`/analytics/engines/${second.id}/secret`)).body;
    expect([await status(second), await status({ ...second, secret })]).toEqual([200, 200]);
    await billing.patch(`/analytics/engines/${second.id}`, { enabled: false });
    expect(await status({ ...second, secret })).toBe(403);
    expect((await billing.delete(`/analytics/engines/${second.id}`)).status).toBe(200);
    expect(await status({ ...second, secret })).toBe(401);
    for (const who of [owner, other]) expect((await who.get('/analytics/engines')).status).toBe(403);
    const wrong = { name: 'Motion', types: ['motion'] };
    expect((await billing.post('/analytics/engines', wrong)).status).toBe(400);
    const listed = (await billing.get('/analytics/engines')).body.items;
    expect(listed).toMatchObject([{ name: 'Lines', alive: true }]);
    expect(JSON.stringify(listed)).not.toContain('whsec_');
    await forget();
  });
});

test('the engine of the guide tells an event of each case', async () => {
  const guide = readFileSync(new URL('../../docs/guide/analytics.md', import.meta.url), 'utf8');
  const example = /```js\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  await licences(a.owner, 5);
  const { id } = (await make(owner, [a.camera])).body;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', example], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, URL: app.url, ENGINE: String(engine.id), SECRET: engine.secret },
  });
  expect((await run).stdout.trim()).toBe(`seen-${id}-1 accepted`);
  expect(await eventsOf(owner)).toMatchObject([{ text: 'Somebody crossed the line', data: { confidence: 0.93 } }]);
  await forget();
});

describe('motion', () => {
  const notice = (cameraId: number) =>
    fetch(`${app.url}/api/vedette/v1/motion/${motionSecret(app.core.sealer, cameraId)}`, { method: 'POST' });

  test('is an event of each case of it, grows with it, and none is there twice', async () => {
    await billing.patch(`/cameras/${a.camera}`, { connection: { motionNotices: true } });
    const one = (await make(owner, [a.camera], 'motion', 'Moves')).body.id;
    const paused = (await make(owner, [a.camera], 'motion', 'Paused')).body.id;
    await owner.patch(`/analytics/cases/${paused}`, { paused: true });
    const asleep = (await make(owner, [a.camera], 'motion', 'Asleep')).body.id;
    const day = ((app.core.clock().getUTCDay() + 2) % 7) + 1;
    await owner.patch(`/analytics/cases/${asleep}`, { schedule: [{ days: [day], from: '11:00', to: '12:00' }] });
    const always = { days: [1, 2, 3, 4, 5, 6, 7], from: '12:00', to: '11:59' };
    await owner.patch(`/analytics/cases/${one}`, { schedule: [always, { ...always, from: '11:00', to: '12:30' }] });
    expect((await notice(a.camera)).status).toBe(200);
    offset += 20_000;
    await notice(a.camera);
    const [only, ...more] = await eventsOf(owner);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ case: { id: one, type: 'motion' }, camera: { id: a.camera }, engine: null });
    expect(Date.parse(only.until) - Date.parse(only.at)).toBeGreaterThanOrEqual(20_000);
    offset += 60_000;
    await notice(a.camera);
    await owner.patch(`/analytics/cases/${paused}`, { paused: false });
    expect(await eventsOf(owner)).toHaveLength(2);
    offset = 0;
  });

  test('is told to endpoints once, when it begins, and in no case whose user does not see the camera', async () => {
    const endpoint = await billing.post('/webhooks', { url: 'http://10.0.0.1/hook', types: ['analytics.event'] });
    expect(endpoint.status).toBe(201);
    const told = async () =>
      await app.core.sql<{ objectId: number; data: Record<string, unknown> }[]>`
        select object_id, data from domain_event where type = 'analytics.event' order by id`;
    offset = 600_000;
    await notice(a.camera);
    offset += 10_000;
    await notice(a.camera);
    const rows = await told();
    expect(rows.map(({ objectId, data }) => [objectId, data.caseTitle]).sort()).toEqual([
      [a.camera, 'Moves'],
      [a.camera, 'Paused'],
    ]);
    expect(rows[0]?.data).toMatchObject({ caseType: 'motion', userId: a.owner, until: null, engine: null });
    await app.core.sql`delete from case_event where at > ${new Date(app.core.clock().getTime() - 60_000)}`;
    await billing.delete(`/webhooks/${endpoint.body.id}`);
    offset = 0;
  });

  test('goes with its case, and when it is older than the settings say', async () => {
    const kept = async () => (await app.core.sql`select from case_event where engine_id is null`).length;
    expect(await kept()).toBe(2);
    expect((await billing.patch('/settings', { caseEventDays: 2 })).body.caseEventDays).toBe(2);
    expect((await billing.patch('/settings', { caseEventDays: 0 })).status).toBe(400);
    await tidy(app.core, AbortSignal.timeout(60_000));
    expect(await kept()).toBe(2);
    await app.core
      .sql`update case_event set at = at - interval '3 days' where id = (select min(id) from case_event where engine_id is null)`;
    await tidy(app.core, AbortSignal.timeout(60_000));
    expect(await kept()).toBe(1);
    await forget();
    expect(await eventsOf(owner)).toEqual([]);
    await tidy(app.core, AbortSignal.timeout(60_000));
    expect(await kept()).toBe(0);
  });
});
