import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { authorizeLink, authorizePlayback } from '../../src/core/access/playback.ts';
import { ANALYTICS_TYPES } from '../../src/core/analytics/types.ts';
import { ALL_PERMISSIONS, type Permission } from '../../src/core/permissions/permission.ts';
import { keyHash } from '../../src/core/secrets/keys.ts';
import { openSession } from '../../src/core/sessions/sessions.ts';
import { call as forpost } from '../conformance/forpost/support.ts';
import { ANNA, connect, post as smartyard } from '../conformance/smartyard/mobile-support.ts';
import { signedIn as watcherOf } from '../conformance/watcher/client.ts';
import { apiClient, type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let watcher: Awaited<ReturnType<typeof watcherOf>>;
/** Of the apps of SmartYard. */
let session: string;
/** Made before anything was taken away. */
let token: string;
let link: string;
const USER_KEY = 'p'.repeat(24);

beforeAll(async () => {
  app = await testApp();
  [a, b] = [await tenant(app, 'ann'), await tenant(app, 'bob')];
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  watcher = await watcherOf(app, a.ownerLogin, PASSWORD);
  session = await openSession(app.core, a.owner, app.system.trace);
  token = (await owner.get(`/cameras/${a.camera}`)).body.playback.token;
  await app.core.sql`update app_user set user_key_hash = ${keyHash(USER_KEY)} where id = ${a.owner}`;
  // As the media node tells that there is an archive.
  await app.core.sql`
    insert into stream_state (camera_id, alive, archive_from, archive_to)
    values (${a.camera}, true, now() - interval '1 day', now())`;
  // Apps of SmartYard know contracts of a billing alone.
  await admin.patch(`/organizations/${a.organization}`, { outsideUid: '10' });
  connect(app).phones.set(ANNA, ['10']);
  link = (await translation()).URL?.split('/')[4] ?? '';
}, 60_000);
afterAll(async () => await app.close());
beforeEach(async () => {
  await admin.put(`/users/${a.owner}/permissions`, { own: [] });
  await admin.put('/permission-defaults', { denied: { subscriber: [], sub_user: [] } });
});

const translation = async () =>
  await forpost<{ URL?: string; ErrorCode?: number }>(app, 'GetTranslationURL', {
    CameraID: a.camera,
    UserLogin: a.ownerLogin,
    TS: Math.floor(Date.now() / 1000) - 600,
  });
const deny = async (id: number, ...permissions: Permission[]) => {
  const own = permissions.map((permission) => ({ permission, allowed: false }));
  const answer = await admin.put(`/users/${id}/permissions`, { own });
  expect(answer.status).toBe(200);
};
const reasonOf = async (answer: Promise<{ status: number; body: { error?: { reason?: string } } }>) => {
  const { status, body } = await answer;
  return body?.error?.reason === 'permission_missing' ? 'missing' : status < 300 ? 'done' : `else ${status}`;
};
const statusOf = async (answer: Promise<{ status: number }>) => ((await answer).status === 403 ? 'missing' : 'done');
const right = async (name: string) =>
  (await owner.get(`/cameras/${a.camera}`)).body.rights[name] === true ? 'done' : 'missing';
const plays = async (kind: 'archive' | 'download' | 'snapshot', by = token) =>
  (await authorizePlayback(app.core, { name: a.cameraName, token: by, kind })).allowed ? 'done' : 'missing';
/** An id of one that is there, however many were deleted before. */
const mosaicToLose = async (): Promise<number> => {
  const [made] = await app.core.sql<{ id: number }[]>`
    insert into mosaic (domain_id, owner_id, title) values (1, ${a.owner}, 'm') returning id`;
  return made?.id ?? 0;
};
const folderToLose = async (): Promise<number> =>
  (await admin.post(`/organizations/${a.organization}/folders`, { title: 'f' })).body.id;

/** Every way in by which something may be done that a permission is for: `missing` where it is refused for want of it. */
const WAYS: readonly (readonly [Permission, string, () => Promise<string>])[] = [
  ['archive.watch', 'rights of the own API', () => right('archive')],
  ['archive.watch', 'a token made before', () => plays('archive')],
  ['archive.watch', "the user's key", () => plays('archive', USER_KEY)],
  [
    'archive.watch',
    'a link made before',
    async () =>
      (await authorizeLink(app.core, { link, kind: 'archive', address: '127.0.0.1' })).allowed ? 'done' : 'missing',
  ],
  ['archive.watch', 'a new link of Forpost', async () => ((await translation()).URL ? 'done' : 'missing')],
  [
    'archive.watch',
    'days of the archive',
    () => statusOf(owner.get(`/cameras/${a.camera}/archive/days?month=2026-01`)),
  ],
  ['archive.download', 'rights of the own API', () => right('download')],
  ['archive.download', 'a token made before', () => plays('download')],
  ['archive.download', "the user's key", () => plays('download', USER_KEY)],
  ['archive.snapshot', 'rights of the own API', () => right('snapshot')],
  ['archive.snapshot', 'a token made before', () => plays('snapshot')],
  ['cameras.turn', 'rights of the own API', () => right('ptz')],
  ['cameras.mark', 'the own API', () => reasonOf(owner.put(`/cameras/${a.camera}/favorite`))],
  ['mosaics.read', 'Watcher', () => statusOf(watcher('GET', '/mosaics'))],
  ['mosaics.create', 'Watcher', () => statusOf(watcher('POST', '/mosaics', { title: 'm' }))],
  [
    'mosaics.create',
    "Watcher, an organization's",
    () => statusOf(watcher('POST', '/mosaics', { title: 'm', organization_id: a.organization })),
  ],
  [
    'mosaics.change',
    'Watcher',
    async () => statusOf(watcher('PUT', `/mosaics/${await mosaicToLose()}`, { title: 'n' })),
  ],
  ['mosaics.delete', 'Watcher', async () => statusOf(watcher('DELETE', `/mosaics/${await mosaicToLose()}`))],
  [
    'folders.create',
    'the own API',
    () => reasonOf(owner.post(`/organizations/${a.organization}/folders`, { title: 'f' })),
  ],
  [
    'folders.change',
    'Watcher',
    () => statusOf(watcher('PUT', `/organizations/${a.organization}/folders/${a.folder}`, { title: 'g' })),
  ],
  [
    'folders.delete',
    'the own API',
    async () => reasonOf(owner.delete(`/organizations/${a.organization}/folders/${await folderToLose()}`)),
  ],
  // The door has no panel to ask: what is not refused fails at the device.
  [
    'doors.open',
    'the own API',
    async () => ((await reasonOf(owner.post(`/doors/${a.door}/open`))) === 'missing' ? 'missing' : 'done'),
  ],
  [
    'doors.open',
    'an app of SmartYard, which says that the service is not connected',
    async () =>
      (await smartyard(app, 'address/openDoor', { domophoneId: a.lock, doorId: a.door }, session)).status === 404
        ? 'missing'
        : 'done',
  ],
  ['door-events.read', 'the own API', () => reasonOf(owner.get('/doors/mine/events'))],
  ['analytics-events.read', 'the own API', () => reasonOf(owner.get('/analytics/events'))],
  ...ANALYTICS_TYPES.map((type): readonly [Permission, string, () => Promise<string>] => [
    `analytics.${type}`,
    'the own API',
    async () => {
      const body = { title: type, type, cameraIds: [a.camera] };
      return (await reasonOf(owner.post('/analytics/cases', body))) === 'missing' ? 'missing' : 'done';
    },
  ]),
  [
    'sub-users.manage',
    'the own API',
    async () => {
      const login = `sub-${Math.random()}`;
      const { status } = await lonely.post('/users', { login, password: PASSWORD, parentId: a.viewer });
      return status === 201 ? 'done' : 'missing';
    },
  ],
];

/** Manages nobody but its own sub-users. */
let lonely: Client;

describe('every way in', () => {
  beforeAll(async () => {
    lonely = await signedIn(app, a.viewerLogin, PASSWORD);
  });

  test.each(WAYS)('%s is asked for by %s', async (permission, _way, run) => {
    const asked = permission === 'sub-users.manage' ? a.viewer : a.owner;
    const others = ALL_PERMISSIONS.filter((one) => one !== permission && !NEEDED[permission]?.includes(one));
    expect(await run()).toBe('done');
    await deny(asked, permission);
    expect(await run()).toBe('missing');
    await deny(asked, ...others);
    expect(await run()).toBe('done');
    await admin.put('/permission-defaults', { denied: { subscriber: [permission] } });
    await admin.put(`/users/${asked}/permissions`, { own: [] });
    expect(await run()).toBe('missing');
    await admin.put(`/users/${asked}/permissions`, { own: [{ permission, allowed: true }] });
    expect(await run()).toBe('done');
    await admin.put(`/users/${asked}/permissions`, { own: [] });
  });

  test('has a row for each permission', () => {
    expect([...new Set(WAYS.map(([permission]) => permission))]).toEqual(ALL_PERMISSIONS);
  });
});

/** Nothing is downloaded and no picture taken of an archive that may not be watched. */
const NEEDED: Partial<Record<Permission, readonly Permission[]>> = {
  'archive.download': ['archive.watch'],
  'archive.snapshot': ['archive.watch'],
};

describe('whose they are to change', () => {
  const at = (id: number) => `/users/${id}/permissions`;
  const NO_DOORS = { own: [{ permission: 'doors.open', allowed: false }] };

  test('the provider reads and sets them, and is told why each is so', async () => {
    await admin.put('/permission-defaults', { denied: { subscriber: ['mosaics.read'] } });
    const { body } = await admin.put(at(a.viewer), NO_DOORS);
    const of = (name: string) => body.permissions.find((one: { permission: string }) => one.permission === name);
    expect(body).toMatchObject({ kind: 'subscriber', owner: null, changeable: true });
    expect(of('doors.open')).toMatchObject({ allowed: false, default: true, differs: true, why: 'own', locked: true });
    expect(of('mosaics.read')).toMatchObject({ allowed: false, default: false, differs: false, why: 'default' });
    const [subscribers] = (await admin.get('/permission-defaults')).body;
    expect(subscribers).toMatchObject({ kind: 'subscriber', users: 4 });
    expect(subscribers.permissions.filter((one: { allowed: boolean }) => !one.allowed)).toMatchObject([
      { permission: 'mosaics.read', exceptions: 0 },
    ]);
    const doors = subscribers.permissions.find((one: { permission: string }) => one.permission === 'doors.open');
    expect(doors.exceptions).toBe(1);
  });

  test('two who change the same: the second is told, and nothing of it is written', async () => {
    await admin.put(at(a.viewer), { own: [] });
    expect((await admin.put(at(a.viewer), { ...NO_DOORS, was: [] })).status).toBe(200);
    const second = await admin.put(at(a.viewer), { own: [{ permission: 'mosaics.read', allowed: false }], was: [] });
    expect([second.status, second.body.error.reason]).toEqual([409, 'permissions_changed']);
    expect((await admin.put(at(a.viewer), { own: [], was: NO_DOORS.own })).status).toBe(200);
    const defaults = { denied: { subscriber: ['doors.open'] }, was: { subscriber: ['mosaics.read'] } };
    expect((await admin.put('/permission-defaults', defaults)).body.error.reason).toBe('permissions_changed');
  });

  test('nobody else does: not oneself, not the owner of the contract, not another contract, and no read-only administrator', async () => {
    const stranger = await signedIn(app, b.ownerLogin, PASSWORD);
    const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
    expect((await viewer.get(at(a.viewer))).body).toMatchObject({ changeable: false });
    expect((await viewer.put(at(a.viewer), NO_DOORS)).body.error.reason).toBe('permissions_closed');
    expect((await owner.put(at(a.viewer), NO_DOORS)).body.error.reason).toBe('permissions_closed');
    for (const status of [
      (await stranger.get(at(a.viewer))).status,
      (await stranger.put(at(a.viewer), NO_DOORS)).status,
    ])
      expect(status).toBe(404);
    expect((await owner.get('/permission-defaults')).status).toBe(403);
    expect((await owner.put('/permission-defaults', { denied: {} })).status).toBe(403);
    await admin.post('/users', { login: 'looks', password: PASSWORD, administrator: true, readonly: true });
    const looks = await signedIn(app, 'looks', PASSWORD);
    expect((await looks.get(at(a.viewer))).body).toMatchObject({ changeable: false });
    expect((await looks.put(at(a.viewer), NO_DOORS)).status).toBe(403);
    expect((await looks.get('/permission-defaults')).status).toBe(200);
    expect((await looks.put('/permission-defaults', { denied: {} })).status).toBe(403);
  });

  test('administrators have them all, and what is no permission is refused', async () => {
    const me = (await admin.get('/session')).body.user.id;
    expect((await admin.put(at(me), NO_DOORS)).body.error.reason).toBe('permissions_of_administrator');
    expect((await admin.put(at(a.viewer), { own: [{ permission: 'fly', allowed: true }] })).status).toBe(400);
  });

  test('a sub-user has at most what its owner has, and its owner lifts nothing of the provider', async () => {
    const sub = (await owner.post('/users', { login: 'sub', password: PASSWORD, parentId: a.owner })).body.id;
    const state = async (name: string) =>
      (await owner.get(at(sub))).body.permissions.find((one: { permission: string }) => one.permission === name);
    expect((await owner.put(at(sub), NO_DOORS)).body).toMatchObject({ changeable: true, owner: { id: a.owner } });
    expect(await state('doors.open')).toMatchObject({ allowed: false, why: 'own', locked: false });
    expect((await owner.put(at(sub), { own: [] })).status).toBe(200);
    await admin.put(at(sub), NO_DOORS);
    expect(await state('doors.open')).toMatchObject({ locked: true });
    const lifts = await owner.put(at(sub), { own: [{ permission: 'doors.open', allowed: true }] });
    expect([lifts.status, lifts.body.error.reason]).toEqual([403, 'permission_of_provider']);
    expect((await owner.put(at(sub), { own: [] })).status).toBe(200);
    expect(await state('doors.open')).toMatchObject({ allowed: false, locked: true });
    await deny(a.owner, 'archive.watch');
    expect(await state('archive.watch')).toMatchObject({ allowed: false, given: true, why: 'owner' });
    const own = [{ permission: 'sub-users.manage', allowed: true }];
    expect((await admin.put(at(sub), { own })).body.error.fields).toHaveProperty('permissions');
    const seen = await signedIn(app, 'sub', PASSWORD);
    expect((await seen.get('/session')).body.actions).not.toContain('doors.open');
    await deny(a.owner, 'sub-users.manage');
    expect((await owner.put(at(sub), { own: [] })).body.error.reason).toBe('permissions_closed');
  });

  test('the change stands in the audit, and why a camera is seen says which permission is missing', async () => {
    await deny(a.owner, 'archive.watch');
    const [last] = (await admin.get(`/users/${a.owner}/history`)).body.items;
    expect(last.changes).toEqual({ 'permission.archive.watch': ['default', 'denied'] });
    const { items } = (await admin.get(`/cameras/${a.camera}/access?userId=${a.owner}`)).body;
    expect(items[0].reasons).toContainEqual(
      expect.objectContaining({ kind: 'permission', permissions: ['archive.watch'] }),
    );
  });
});

describe('the networks that a sub-user comes from', () => {
  test('its owner sets them; outside of them it neither signs in nor goes on, and watches nothing', async () => {
    await admin.put(`/users/${a.owner}/permissions`, { own: [] });
    const pool = {
      login: 'pooled',
      password: PASSWORD,
      parentId: a.owner,
      allowedNetworks: ['127.0.0.9/8', '::1/128'],
    };
    const made = (await owner.post('/users', pool)).body;
    expect(made.allowedNetworks).toEqual(['127.0.0.0/8', '::1/128']);
    await admin.put(`/organizations/${a.organization}/folders/${a.root}/grants/${made.id}`, { archive: true });
    const inside = await signedIn(app, 'pooled', PASSWORD);
    const own = (await inside.get(`/cameras/${a.camera}`)).body.playback.token;
    const asks = async (address: string | undefined) =>
      (await authorizePlayback(app.core, { name: a.cameraName, token: own, kind: 'live', address })).allowed;
    const auth = async (ip: string) =>
      (await fetch(`${app.url}/vsaas/api/camera_auth?name=${a.cameraName}&ip=${ip}&token=${own}`)).status;
    expect([await asks('127.0.0.1'), await asks('::ffff:127.0.0.1'), await asks('10.0.0.1')]).toEqual([
      true,
      true,
      false,
    ]);
    expect([await auth('127.0.0.1'), await auth('10.0.0.1')]).toEqual([200, 403]);
    expect((await inside.patch(`/users/${made.id}`, { allowedNetworks: [] })).status).toBe(403);
    const away = await owner.patch(`/users/${made.id}`, { allowedNetworks: ['10.0.0.0/8'] });
    expect(away.body.allowedNetworks).toEqual(['10.0.0.0/8']);
    expect((await inside.get('/session')).body.error.reason).toBe('address_not_allowed');
    const session = { login: 'pooled', password: PASSWORD };
    expect((await apiClient(app).post('/session', session)).body.error).toMatchObject({
      reason: 'address_not_allowed',
      params: { address: expect.stringContaining('127.0.0.1') },
    });
    expect((await watcherOf(app, 'pooled', PASSWORD).then((call) => call('GET', '/cameras'))).status).not.toBe(200);
    expect(
      (await owner.patch(`/users/${made.id}`, { allowedNetworks: ['10.0.0.0/99'] })).body.error.fields,
    ).toHaveProperty('allowedNetworks');
  });

  test('those of a subscriber are set by the provider alone', async () => {
    const networks = { allowedNetworks: ['127.0.0.0/8'] };
    expect((await owner.patch(`/users/${a.viewer}`, networks)).body.error.reason).toBe('user_fields_closed');
    expect((await admin.patch(`/users/${a.viewer}`, networks)).status).toBe(200);
    expect((await admin.patch(`/users/${a.viewer}`, { allowedNetworks: [] })).status).toBe(200);
  });
});

describe('a subscriber and its sub-users', () => {
  test('gives them what it sees itself, lists them, clones and deletes them, and manages nobody else', async () => {
    await admin.put(`/users/${a.viewer}/permissions`, { own: [] });
    const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
    const made = (await viewer.post('/users', { login: 'child', password: PASSWORD, parentId: a.viewer })).body;
    const lists = async () =>
      (await viewer.get(`/users?parentId=${a.viewer}`)).body.items.map((u: { login: string }) => u.login);
    expect(await lists()).toContain('child');
    const rights = { live: true, archive: true, download: true, snapshot: false, ptz: false, edit: false };
    const at = (id: number, camera: number) => `/users/${id}/camera-rights/${camera}`;
    expect((await viewer.put(at(made.id, a.camera), rights)).status).toBe(200);
    // The viewer itself may not download: whatever it gives stays within that.
    await deny(a.viewer, 'archive.download');
    const child = await signedIn(app, 'child', PASSWORD);
    const seen = (await child.get(`/cameras/${a.camera}`)).body;
    expect(seen.rights).toMatchObject({ live: true, archive: true, download: false });
    expect((await viewer.put(at(made.id, b.camera), rights)).body.error.fields).toHaveProperty('cameraId');
    expect((await viewer.put(at(a.owner, a.camera), rights)).status).toBe(404);
    await viewer.put(`/users/${made.id}/permissions`, { own: [{ permission: 'doors.open', allowed: false }] });
    await viewer.patch(`/users/${made.id}`, { allowedNetworks: ['127.0.0.0/8'] });
    const clone = await viewer.post(`/users/${made.id}/clone`, { login: 'twin', password: PASSWORD, name: 'Twin' });
    expect([clone.status, clone.body]).toEqual([
      201,
      expect.objectContaining({ login: 'twin', name: 'Twin', parentId: a.viewer, allowedNetworks: ['127.0.0.0/8'] }),
    ]);
    const twin = await signedIn(app, 'twin', PASSWORD);
    expect((await twin.get(`/cameras/${a.camera}`)).body.rights).toEqual(seen.rights);
    expect((await twin.get('/session')).body.actions).not.toContain('doors.open');
    expect((await viewer.post(`/users/${made.id}/clone`, { login: 'twin' })).status).toBe(409);
    expect((await admin.post(`/users/${a.viewer}/clone`, { login: 'other' })).status).toBe(400);
    const stranger = await signedIn(app, b.ownerLogin, PASSWORD);
    expect((await stranger.post(`/users/${made.id}/clone`, { login: 'other' })).status).toBe(404);
    expect((await stranger.get(`/users?parentId=${a.viewer}`)).body.items).toEqual([]);
    await viewer.put(`/users/${clone.body.id}/blocks/owner`, { reason: 'Summer' });
    expect((await twin.get('/session')).status).toBe(403);
    await deny(a.viewer, 'sub-users.manage');
    for (const refused of [
      await viewer.patch(`/users/${made.id}`, { name: 'x' }),
      await viewer.delete(`/users/${made.id}`),
      await viewer.post(`/users/${made.id}/clone`, { login: 'other' }),
      await viewer.post('/users', { login: 'third', password: PASSWORD, parentId: a.viewer }),
      await viewer.put(at(made.id, a.camera), rights),
    ])
      expect(refused.status).toBe(403);
    await admin.put(`/users/${a.viewer}/permissions`, { own: [] });
    expect((await viewer.delete(`/users/${clone.body.id}`)).status).toBe(200);
    expect(await lists()).not.toContain('twin');
  });
});
