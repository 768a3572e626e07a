import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetGoneArchives } from '../../src/app/media-archive.ts';
import { goneCameras } from '../../src/core/cameras/recording/streams.ts';
import { KEPT_TABLES, LET_GO_TABLES } from '../../src/core/deleted-cameras/kept-rows.ts';
import { tidy } from '../../src/jobs/housekeeping.ts';
import { type Client, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, type Tenant, tenant } from '../support/tenants.ts';

const DAY_MS = 86_400_000;
const START = Date.parse('2026-03-02T12:00:00Z');
let now = START;
let app: TestApp;
let admin: Client;
let billing: Client;
let a: Tenant;
let made = 0;

beforeAll(async () => {
  app = await testApp({ clock: () => new Date(now) });
  admin = await administrator(app);
  billing = withKey(app, ADMIN.apiKey);
});
beforeEach(async () => {
  now = START + made * 40 * DAY_MS;
  admin = await administrator(app);
  a = await tenant(app, `t${++made}`);
});
afterAll(async () => await app.close());

const restore = (id: number, body = {}) => admin.post(`/deleted-cameras/${id}/restore`, body);
const inBin = async (id: number) => (await admin.get(`/deleted-cameras/${id}`)).status === 200;

test('each table that hangs on a camera is either brought back or let go of', async () => {
  const below = await app.core.sql<{ name: string }[]>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid in ('camera'::regclass, 'panel'::regclass) order by 1`;
  expect(below.map(({ name }) => name)).toEqual([...KEPT_TABLES, ...LET_GO_TABLES].sort());
  // Of a door: which guests' codes open it comes back, and the journal of openings stays.
  const ofDoor = await app.core.sql<{ name: string }[]>`
    select conrelid::regclass::text as name from pg_constraint where contype = 'f' and confrelid = 'door'::regclass order by 1`;
  expect(ofDoor.map(({ name }) => name)).toEqual(['door_code_door', 'door_event']);
});

test('a deleted camera is gone for everybody at once and in the bin, without a secret in sight', async () => {
  await admin.patch(`/cameras/${a.camera}`, { externalId: 'x-1', onvifUrl: 'http://admin:onvif-secret@10.1.2.3/' });
  expect((await billing.delete(`/cameras/${a.camera}`)).status).toBe(200);
  expect((await admin.get(`/cameras/${a.camera}`)).status).toBe(404);
  const { body } = await admin.get('/deleted-cameras?count=true&search=gate');
  expect(body.total).toBe(1);
  expect(body.items[0]).toMatchObject({
    id: a.camera,
    name: a.cameraName,
    externalId: 'x-1',
    organization: { id: a.organization, gone: false },
    intercom: false,
    purgedAt: new Date(now + 30 * DAY_MS).toISOString(),
    archiveUntil: new Date(now + 30 * DAY_MS).toISOString(),
    dialect: 'api',
  });
  const card = (await admin.get(`/deleted-cameras/${a.camera}`)).body;
  expect(card).toMatchObject({ doors: 1, place: { preset: { id: a.preset }, folder: { id: a.root }, location: null } });
  const stored = await app.core.sql`select * from deleted_camera where camera_id = ${a.camera}`;
  for (const secret of ['secret@', 'onvif-secret']) {
    expect(JSON.stringify(card)).not.toContain(secret);
    expect(JSON.stringify(stored)).not.toContain(secret);
  }
  expect((await admin.get(`/deleted-cameras?organizationId=${a.organization}`)).body.items).toHaveLength(1);
  expect((await admin.get('/deleted-cameras?search=nothing-like-it')).body.items).toEqual([]);
  expect((await admin.get('/deleted-cameras?intercom=true')).body.items).toEqual([]);
});

test('a billing makes it anew under the same name and external id while the old one is in the bin', async () => {
  await admin.patch(`/cameras/${a.camera}`, { externalId: 'x-2' });
  await billing.delete(`/cameras/${a.camera}`);
  const again = await billing.post('/cameras', {
    name: a.cameraName,
    externalId: 'x-2',
    organizationId: a.organization,
    sourceUrl: 'fake://clock',
  });
  expect(again.status).toBe(201);
  const refused = await restore(a.camera);
  expect(refused.status).toBe(409);
  expect(refused.body.error.fieldReasons).toMatchObject({
    name: { reason: 'deleted_name_taken', params: { id: again.body.id, free: `${a.cameraName}-2` } },
    externalId: { reason: 'deleted_external_id_taken', params: { id: again.body.id } },
  });
  expect(await inBin(a.camera)).toBe(true);
  const restored = await restore(a.camera, { name: `${a.cameraName}-2`, externalId: null });
  expect(restored.body.camera).toMatchObject({ id: a.camera, name: `${a.cameraName}-2`, externalId: null });
});

test('restored, it is what it was: settings with their secrets, rights, block, panel, door, marks and usage', async () => {
  const { sql } = app.core;
  await admin.patch(`/cameras/${a.camera}`, { folderId: a.folder, comment: 'by the gate' });
  await admin.put(`/cameras/${a.camera}/panel`, {
    model: 'beward',
    address: '10.1.2.9',
    login: 'p',
    password: 'panel-pw',
  });
  await admin.put(`/users/${a.viewer}/camera-rights/${a.camera}`, {
    ...{ live: true, archive: true, download: false, snapshot: true, ptz: false, edit: false },
  });
  await admin.put(`/cameras/${a.camera}/blocks/administrator`, { reason: 'repair' });
  await admin.put(`/cameras/${a.camera}/favorite`);
  const rows = async () => ({
    camera: (await sql`select to_jsonb(c) as row from camera c where id = ${a.camera}`)[0],
    panel: (await sql`select to_jsonb(p) as row from panel p where camera_id = ${a.camera}`)[0],
    door: (await sql`select to_jsonb(d) as row from door d where camera_id = ${a.camera}`)[0],
    grants:
      await sql`select to_jsonb(g) as row from access_grant g where object_kind = 'device' and object_id = ${a.camera}`,
    blocks:
      await sql`select to_jsonb(b) as row from block b where subject_kind = 'device' and subject_id = ${a.camera}`,
    marks: await sql`select to_jsonb(m) as row from camera_mark m where camera_id = ${a.camera}`,
  });
  const before = await rows();
  expect(before.grants).toHaveLength(1);
  await admin.delete(`/cameras/${a.camera}`);
  expect((await rows()).panel).toBeUndefined();
  now += 3 * DAY_MS;
  const { status, body } = await restore(a.camera);
  expect([status, body.left, body.grants]).toEqual([200, [], 1]);
  expect(await rows()).toEqual(before);
  expect((await admin.get(`/cameras/${a.camera}`)).body).toMatchObject({ id: a.camera, folder: { id: a.folder } });
  expect(await inBin(a.camera)).toBe(false);
  expect(await sql`select from former_camera where camera_id = ${a.camera}`).toHaveLength(0);
  // Its days in the bin are nobody's usage. It is blocked, so none is open until the block is lifted.
  await admin.delete(`/cameras/${a.camera}/blocks/administrator`);
  const open = await sql<{ from: Date }[]>`
    select from_at as "from" from usage_interval where camera_id = ${a.camera} and to_at = 'infinity'`;
  expect(open).toEqual([{ from: new Date(now) }]);
  expect((await restore(a.camera)).body.error.reason).toBe('deleted_camera_not_found');
  // Deleted once more it is in the bin once more.
  await admin.delete(`/cameras/${a.camera}`);
  expect(await inBin(a.camera)).toBe(true);
});

test('an intercom comes back as it was set up, with flats and guests’ codes; its cases of analytics are named', async () => {
  const { sql } = app.core;
  const at = `/intercoms/${a.camera}`;
  const panel = { model: 'beward', address: '10.1.2.9', login: 'p', password: 'panel-pw' };
  await admin.put(`/cameras/${a.camera}/panel`, panel);
  await sql`
    update panel set connection = 'smart', calls = false, door_seconds = 12, door_seconds_passed = 12, restrict_live = true,
      restrict_archive = true, flat_from = 1, flat_to = 60, answered_at = ${new Date(now)} where camera_id = ${a.camera}`;
  expect((await admin.patch(`${at}/flats/12`, { calls: true, connection: 'matrix' })).status).toBe(200);
  await sql`insert into panel_outage (camera_id, reason) values (${a.camera}, 'no answer')`;
  const until = new Date(now + DAY_MS).toISOString();
  const guest = { organizationId: a.organization, name: 'Aunt', until, doorIds: [a.door] };
  const [stays, gone] = [
    (await billing.post('/guests', guest)).body.id,
    (await billing.post('/guests', guest)).body.id,
  ];
  await sql`
    with made as (
      insert into analytics_case (domain_id, owner_id, user_id, title, type)
      select 1, ${a.owner}, ${a.owner}, v.title, 'motion' from (values ('Yard'), ('Deleted')) as v (title) returning id)
    insert into analytics_case_camera (case_id, camera_id) select id, ${a.camera} from made`;
  const rows = async () => ({
    panel: await sql`select to_jsonb(p) as row from panel p where camera_id = ${a.camera}`,
    flats: await sql`select to_jsonb(f) as row from intercom_flat f where camera_id = ${a.camera}`,
    codes: await sql`select code_id from door_code_door where door_id = ${a.door} and code_id = ${stays}`,
  });
  const before = await rows();
  expect([before.panel.length, before.flats.length, before.codes.length]).toEqual([1, 1, 1]);
  await admin.delete(`/cameras/${a.camera}`);
  await sql`delete from door_code where id = ${gone}`;
  await sql`delete from analytics_case where title = 'Deleted'`;
  const { status, body } = await restore(a.camera);
  expect([status, body.left]).toEqual([200, [{ kind: 'case', name: 'Yard', why: 'licence' }]]);
  expect(await rows()).toEqual(before);
});

test('who was linked to an intercom by a flat is linked again and opens its door, while the contract is there', async () => {
  const { sql } = app.core;
  await admin.put(`/cameras/${a.camera}/panel`, { model: 'beward', address: '10.1.2.9', login: 'p', password: 'pw' });
  const linked = async (title: string, flat: string): Promise<number> => {
    const { id } = (await billing.post('/organizations', { title: `${title}-${made}` })).body;
    const link = { organizationId: id, flat };
    expect((await admin.post(`/intercoms/${a.camera}/links`, link)).status).toBe(200);
    return id;
  };
  const [stays, gone] = [await linked('stays', '12'), await linked('gone', '13')];
  const links = async () =>
    await sql`
      select subject_id, object_id, flat, apartment, actions from access_grant
      where source = 'apartment' and subject_id in (${stays}, ${gone}) order by subject_id, object_id`;
  const before = await links();
  expect(before.map(({ objectId }) => objectId).toSorted()).toEqual([a.camera, a.camera, a.lock, a.lock].toSorted());
  await admin.delete(`/cameras/${a.camera}`);
  expect(await links()).toEqual([]);
  await admin.delete(`/organizations/${gone}`);
  const { body } = await restore(a.camera);
  expect(body.left).toEqual([{ kind: 'grant', name: `organization ${gone}`, why: 'gone' }]);
  expect(await links()).toEqual(before.filter(({ subjectId }) => subjectId === stays));
});

test('rights of the billing and of those who are gone stay away, and are named', async () => {
  const { sql } = app.core;
  const extra = (
    await billing.post('/users', { login: `gone-${made}`, password: 'pw', organizationId: a.organization })
  ).body;
  const rights = { live: true, archive: true, download: false, snapshot: true, ptz: false, edit: false };
  await admin.put(`/users/${extra.id}/camera-rights/${a.camera}`, rights);
  await admin.put(`/organizations/${a.organization}/devices/${a.camera}`);
  const sources = await sql<{ source: string }[]>`
    select source from access_grant where object_kind = 'device' and object_id = ${a.camera} order by 1`;
  expect(sources.map(({ source }) => source)).toEqual(['contract', 'device']);
  await admin.delete(`/cameras/${a.camera}`);
  await admin.delete(`/users/${extra.id}`);
  await admin.delete(`/locks/${a.lock}`);
  const { body } = await restore(a.camera);
  expect(body.grants).toBe(0);
  expect(body.left).toEqual(
    expect.arrayContaining([
      { kind: 'grant', name: `t${made}`, why: 'billing' },
      { kind: 'grant', name: `user ${extra.id}`, why: 'gone' },
      { kind: 'door', name: `t${made} door`, why: 'gone' },
    ]),
  );
});

test('whoever left meanwhile, or had it through a share that was taken back, does not get it again', async () => {
  const { sql } = app.core;
  const b = (await billing.post('/organizations', { title: `b-${made}` })).body.id;
  const user = async (login: string, organizationId: number): Promise<number> =>
    (await billing.post('/users', { login: `${login}-${made}`, password: 'pw', organizationId })).body.id;
  const [leaves, stays] = [await user('leaves', a.organization), await user('stays', a.organization)];
  const [far, near] = [await user('far', b), await user('near', b)];
  const guest = await user('guest', b);
  const rights = { live: true, archive: true, download: false, snapshot: true, ptz: false, edit: false };
  for (const id of [leaves, stays])
    expect((await admin.put(`/users/${id}/camera-rights/${a.camera}`, rights)).status).toBe(200);
  await admin.patch(`/cameras/${a.camera}`, { folderId: a.folder });
  const share = `/organizations/${a.organization}/folders/${a.folder}/shares/${b}`;
  expect((await admin.put(share)).status).toBe(200);
  await sql`
    insert into access_grant (subject_kind, subject_id, object_kind, object_id, archive, source, through_organization_id)
    select 'user', v.id, 'device', ${a.camera}, true, 'device', nullif(v.through, 0)
    from unnest(${[far, near, guest]}::int[], ${[b, b, 0]}::int[]) as v (id, through)`;
  await sql`insert into camera_copy (camera_id, organization_id) values (${a.camera}, ${b}) on conflict do nothing`;
  const holders = async () =>
    (
      await sql<{ id: number }[]>`
        select subject_id as id from access_grant where object_kind = 'device' and object_id = ${a.camera} order by 1`
    ).map(({ id }) => id);
  expect(await holders()).toEqual([leaves, stays, far, near, guest]);

  await admin.delete(`/cameras/${a.camera}`);
  for (const [organization, id] of [
    [a.organization, leaves],
    [b, far],
  ])
    expect((await admin.delete(`/organizations/${organization}/members/${id}`)).status).toBe(200);
  const first = (await restore(a.camera)).body;
  expect(first.left).toEqual([
    { kind: 'grant', name: `leaves-${made}`, why: 'left' },
    { kind: 'grant', name: `far-${made}`, why: 'left' },
  ]);
  expect([first.grants, await holders()]).toEqual([3, [stays, near, guest]]);

  await admin.delete(`/cameras/${a.camera}`);
  expect((await admin.delete(share)).status).toBe(200);
  const second = (await restore(a.camera)).body;
  expect(second.left).toEqual([{ kind: 'grant', name: `near-${made}`, why: 'unshared' }]);
  expect([second.grants, await holders()]).toEqual([2, [stays, guest]]);
  expect(await sql`select from camera_copy where camera_id = ${a.camera}`).toHaveLength(0);
});

test('what is gone of its place is said by field, and another choice is taken', async () => {
  const place = (await admin.post('/locations', { title: `Street ${made}` })).body;
  await admin.patch(`/cameras/${a.camera}`, { folderId: a.folder, locationId: place.id });
  await admin.delete(`/cameras/${a.camera}`);
  await admin.delete(`/locations/${place.id}`);
  await admin.delete(`/organizations/${a.organization}/folders/${a.folder}`);
  const refused = await restore(a.camera);
  expect(refused.status).toBe(400);
  expect(Object.keys(refused.body.error.fields).sort()).toEqual(['folderId', 'locationId']);
  const card = (await admin.get(`/deleted-cameras/${a.camera}`)).body;
  expect(card.place).toMatchObject({ folder: null, location: null, organization: { id: a.organization } });
  const { body } = await restore(a.camera, { folderId: null, locationId: null });
  expect(body.camera).toMatchObject({ folder: { id: a.root }, location: null });
});

test('the cameras of a deleted contract are restored to another one, within its limits', async () => {
  await admin.put(`/users/${a.viewer}/camera-rights/${a.camera}`, {
    ...{ live: true, archive: true, download: false, snapshot: true, ptz: false, edit: false },
  });
  const other = (await billing.post('/organizations', { title: `other-${made}`, cameraLimit: 0 })).body;
  await admin.delete(`/organizations/${a.organization}?force=true`);
  expect((await admin.get(`/deleted-cameras/${a.camera}`)).body.organization).toMatchObject({ gone: true });
  expect((await restore(a.camera)).body.error.fieldReasons.organizationId.reason).toBe('deleted_organization_gone');
  const presets = (await admin.get('/presets')).body.items as { id: number; default: boolean }[];
  const preset = presets.find((one) => one.default)?.id;
  const choice = { organizationId: other.id, presetId: preset };
  expect((await restore(a.camera, choice)).body.error.reason).toBe('camera_limit');
  await admin.patch(`/organizations/${other.id}`, { cameraLimit: 1 });
  const { body } = await restore(a.camera, choice);
  expect(body.camera).toMatchObject({ id: a.camera, organization: { id: other.id } });
  expect(body.left).toContainEqual({ kind: 'grant', name: `t${made}-viewer`, why: 'elsewhere' });
});

test('on day 29 it is there, on day 31 it is not, and nothing else goes', async () => {
  const { core } = app;
  const second = (await billing.post('/cameras', { organizationId: a.organization, sourceUrl: 'fake://clock' })).body;
  await admin.delete(`/cameras/${a.camera}`);
  now += 10 * DAY_MS;
  await admin.delete(`/cameras/${second.id}`);
  const ids = [a.camera, second.id];
  const count = async () => (await core.sql`select from deleted_camera where camera_id = any(${ids}::int[])`).length;
  now += 19 * DAY_MS;
  admin = await administrator(app);
  await tidy(core, AbortSignal.timeout(60_000));
  expect([await count(), await inBin(a.camera)]).toEqual([2, true]);
  expect(await goneCameras(core.sql, ids, 0, new Date(now))).toEqual([]);
  now += 2 * DAY_MS;
  admin = await administrator(app);
  // Also before it is removed nobody gets it.
  expect([await inBin(a.camera), (await restore(a.camera)).status]).toEqual([false, 404]);
  expect(await goneCameras(core.sql, ids, 0, new Date(now))).toEqual([a.camera]);
  await tidy(core, AbortSignal.timeout(60_000));
  expect([await count(), await inBin(second.id)]).toEqual([1, true]);
  const [audit] = await core.sql<{ count: number }[]>`
    select count(*)::int as count from audit_change where object_kind = 'camera' and object_id = ${a.camera}`;
  expect(audit?.count).toBeGreaterThan(0);
});

test('the archive is kept as the domain says, and goes when somebody deletes it', async () => {
  const { sql } = app.core;
  const gone = async (grace: number) => await goneCameras(sql, [a.camera], grace, new Date(now));
  await admin.patch('/settings', { keepDeletedArchive: false });
  await admin.delete(`/cameras/${a.camera}`);
  await admin.patch('/settings', { keepDeletedArchive: true });
  expect((await admin.get(`/deleted-cameras/${a.camera}`)).body.archiveUntil).toBeNull();
  expect([await gone(24), await gone(0)]).toEqual([[], [a.camera]]);
  await restore(a.camera);
  await admin.delete(`/cameras/${a.camera}`);
  expect(await gone(0)).toEqual([]);
  expect((await admin.delete(`/deleted-cameras/${a.camera}/archive`)).status).toBe(200);
  expect((await admin.get(`/deleted-cameras/${a.camera}`)).body.archiveUntil).toBeNull();
  expect(await gone(24)).toEqual([a.camera]);
});

test('a camera whose archive somebody deleted is restored when the media node has removed it, and not before', async () => {
  const forgotten: number[] = [];
  const life = new AbortController();
  const node = { archive: { cameraIds: () => [] }, forget: async (id: number) => void forgotten.push(id) };
  const loop = forgetGoneArchives(app.core, node, 24, life.signal);
  await admin.delete(`/cameras/${a.camera}`);
  await app.core.sql`update deleted_camera set archive_bytes = 1000 where camera_id = ${a.camera}`;
  await admin.delete(`/deleted-cameras/${a.camera}/archive`);
  const refused = await restore(a.camera);
  expect([refused.status, refused.body.error.reason]).toEqual([409, 'deleted_archive_going']);
  expect(await inBin(a.camera)).toBe(true);
  loop.wake();
  await expect
    .poll(async () => (await admin.get(`/deleted-cameras/${a.camera}`)).body.archiveBytes, { timeout: 20_000 })
    .toBeNull();
  expect(forgotten).toContain(a.camera);
  expect((await restore(a.camera)).status).toBe(200);
  life.abort();
  await loop.stop();
});

test('many are restored or deleted for good at once, each by itself', async () => {
  const more = (await billing.post('/cameras', { organizationId: a.organization, sourceUrl: 'fake://clock' })).body;
  for (const id of [a.camera, more.id]) await admin.delete(`/cameras/${id}`);
  await billing.post('/cameras', { name: a.cameraName, organizationId: a.organization, sourceUrl: 'fake://clock' });
  const bulk = (action: string) => admin.post('/deleted-cameras/bulk', { action, ids: [a.camera, more.id] });
  const restored = (await bulk('restore')).body;
  expect(restored).toMatchObject({ done: 1, next: null });
  expect(restored.items[0]).toMatchObject({ id: a.camera, title: `t${made} gate`, error: { code: 'conflict' } });
  expect((await bulk('purge')).body.items.map((item: { error?: unknown }) => item.error === undefined)).toEqual([
    true,
    false,
  ]);
  expect(await inBin(a.camera)).toBe(false);
  const journal = (await admin.get(`/audit?objectKind=camera&objectId=${a.camera}`)).body.items;
  expect(JSON.stringify(journal)).toContain('"bin"');
});

test('what another domain deleted is nobody else’s to see, restore or delete', async () => {
  const { sql } = app.core;
  await admin.delete(`/cameras/${a.camera}`);
  const [other] = await sql<{ id: number }[]>`insert into domain (title) values ('other') returning id`;
  await sql`update deleted_camera set domain_id = ${other?.id ?? 0} where camera_id = ${a.camera}`;
  const at = `/deleted-cameras/${a.camera}`;
  const answers = [
    await admin.get(at),
    await restore(a.camera),
    await admin.delete(`${at}/archive`),
    await admin.delete(at),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect((await admin.get(`/deleted-cameras?organizationId=${a.organization}`)).body.items).toEqual([]);
  const [item] = (await admin.post('/deleted-cameras/bulk', { action: 'purge', ids: [a.camera] })).body.items;
  expect(item).toMatchObject({ error: { code: 'not_found' } });
  expect(item.title).toBeUndefined();
  expect(await sql`select from deleted_camera where camera_id = ${a.camera}`).toHaveLength(1);
});
