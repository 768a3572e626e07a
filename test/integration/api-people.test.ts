import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let admin: Client;
let owner: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
});
afterAll(async () => await app.close());

describe('organizations', () => {
  test('are added, read, changed and deleted', async () => {
    const body = { title: 'House 5', contractNumber: 'C-5', outsideUid: 'u-5', externalId: 'e-5', cameraLimit: 2 };
    const created = await admin.post('/organizations', body);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...body,
      isDefault: false,
      owner: null,
      note: '',
      cameraCount: 0,
      userCount: 0,
      userLimit: null,
      archiveLimitGigabytes: null,
      blocks: [],
    });
    const at = `/organizations/${created.body.id}`;
    expect((await admin.get(at)).body).toEqual(created.body);
    const changed = await admin.patch(at, { note: 'corner', ownerId: a.owner, cameraLimit: null });
    expect(changed.body).toMatchObject({
      title: 'House 5',
      note: 'corner',
      owner: { id: a.owner, login: a.ownerLogin },
      cameraLimit: null,
      userCount: 1,
    });
    expect((await admin.delete(at)).body).toEqual({ success: true });
    expect((await admin.get(at)).status).toBe(404);
  });

  test('refuse what is wrong by the name of the field', async () => {
    const refused = async (body: unknown) => (await admin.post('/organizations', body)).body.error.fields;
    expect(await refused({})).toEqual({ title: 'is missing' });
    expect(Object.keys(await refused({ title: '  ' }))).toEqual(['title']);
    expect(Object.keys(await refused({ title: 'x', cameraLimit: -1 }))).toEqual(['cameraLimit']);
    expect(Object.keys(await refused({ title: 'x', ownerId: 999_999 }))).toEqual(['ownerId']);
  });

  test('one outside uid is one contract: the second is told which', async () => {
    const first = (await admin.post('/organizations', { title: 'x', outsideUid: 'same' })).body.id;
    const second = await admin.post('/organizations', { title: 'y', outsideUid: 'same' });
    expect([second.status, second.body.error.existingId]).toEqual([409, first]);
  });

  test('a limit of cameras and of users is kept', async () => {
    const { id } = (await admin.post('/organizations', { title: 'small', cameraLimit: 1, userLimit: 0 })).body;
    expect((await admin.post('/cameras', { name: 'small-1', organizationId: id })).status).toBe(201);
    const camera = await admin.post('/cameras', { name: 'small-2', organizationId: id });
    expect([camera.status, camera.body.error.code]).toEqual([409, 'limit']);
    expect((await admin.post('/users', { login: 'small', organizationId: id })).body.error.code).toBe('limit');
  });

  test('one that is not empty is deleted with force alone', async () => {
    const { id } = (await admin.post('/organizations', { title: 'full' })).body;
    const camera = (await admin.post('/cameras', { name: 'full-1', organizationId: id })).body.id;
    expect((await admin.delete(`/organizations/${id}`)).status).toBe(409);
    expect((await admin.delete(`/organizations/${id}?force=true`)).status).toBe(200);
    expect((await admin.get(`/cameras/${camera}`)).status).toBe(404);
    const standard = (await admin.get('/organizations')).body.items.find((o: { isDefault: boolean }) => o.isDefault);
    expect((await admin.delete(`/organizations/${standard.id}?force=true`)).status).toBe(409);
  });

  test('a search pages by rank without doubles and holes', async () => {
    for (const title of ['The Elm Court', 'Elm Court West', 'Elm Court', 'Elm Court East', 'Old Elm Court'])
      await admin.post('/organizations', { title });
    const titles: string[] = [];
    let after = '';
    do {
      const page = (await admin.get(`/organizations?search=elm%20court&limit=2&count=true&after=${after}`)).body;
      expect(page.total).toBe(5);
      titles.push(...page.items.map((o: { title: string }) => o.title));
      after = page.next ?? '';
    } while (after !== '');
    expect(titles).toEqual(['Elm Court', 'Elm Court West', 'Elm Court East', 'The Elm Court', 'Old Elm Court']);
  });
});

describe('members', () => {
  test('are taken in, given powers, and let go with their grants', async () => {
    const at = `/organizations/${a.organization}`;
    const id = (await admin.post('/users', { login: 'joiner', password: PASSWORD })).body.id;
    expect((await admin.put(`${at}/members/${id}`, { editUsers: true })).body).toEqual({
      userId: id,
      login: 'joiner',
      name: null,
      owner: false,
      editCameras: false,
      editUsers: true,
      viewStatistics: false,
    });
    await owner.put(`${at}/folders/${a.root}/grants/${id}`, {});
    const joiner = await signedIn(app, 'joiner', PASSWORD);
    expect((await joiner.get('/cameras')).body.items).toHaveLength(1);
    const members = (await owner.get(`${at}/members`)).body.items;
    expect(members.map((m: { login: string }) => m.login)).toEqual([a.ownerLogin, a.viewerLogin, 'joiner']);
    const first = await owner.get(`${at}/members?limit=2&count=true`);
    expect([first.body.items.length, first.body.total]).toEqual([2, 3]);
    const rest = await owner.get(`${at}/members?limit=2&after=${first.body.next}`);
    expect([rest.body.items[0].userId, rest.body.next]).toEqual([id, null]);
    const found = (await owner.get(`${at}/members?search=JOIN&count=true`)).body;
    expect([found.items.map((m: { login: string }) => m.login), found.total]).toEqual([['joiner'], 1]);
    const ranked = (await owner.get(`${at}/members?search=${a.viewerLogin}`)).body.items;
    expect(ranked[0].login).toBe(a.viewerLogin);
    expect((await owner.get(`${at}/members?search=%25`)).body.items).toEqual([]);
    expect((await owner.delete(`${at}/members/${id}`)).status).toBe(200);
    expect((await joiner.get('/cameras')).body.items).toEqual([]);
    expect((await owner.delete(`${at}/members/${a.owner}`)).status).toBe(400);
  });
});

describe('folders', () => {
  const at = () => `/organizations/${a.organization}/folders`;

  test('make a tree that moves, and are deleted into their parent', async () => {
    const yard = (await owner.post(at(), { title: 'Yard' })).body;
    const corner = (await owner.post(at(), { title: 'Corner', parentId: yard.id })).body;
    expect(corner).toMatchObject({ parentId: yard.id, level: 2, cameraCount: 0, organizationId: a.organization });
    const moved = await owner.patch(`${at()}/${corner.id}`, { parentId: a.root, title: 'The corner' });
    expect(moved.body).toMatchObject({ parentId: a.root, level: 1, title: 'The corner' });
    const loop = await owner.patch(`${at()}/${a.root}`, { parentId: corner.id });
    expect([loop.status, Object.keys(loop.body.error.fields)]).toEqual([400, ['parentId']]);
    await owner.patch(`/cameras/${a.camera}`, { folderId: corner.id });
    expect((await owner.delete(`${at()}/${corner.id}`)).status).toBe(200);
    expect((await owner.get(`/cameras/${a.camera}`)).body.folder.id).toBe(a.root);
    expect((await owner.delete(`${at()}/${a.root}`)).status).toBe(400);
    await owner.delete(`${at()}/${yard.id}`);
  });

  test('a right on a folder reaches all below it, as deep as it says', async () => {
    const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
    const grants = `${at()}/${a.root}/grants`;
    const set = await owner.put(`${grants}/${a.viewer}`, { archive: true, archiveDepthSeconds: 3600, ptz: true });
    const { userId, login, archive, archiveDepthSeconds, ptz, actions } = set.body;
    expect({ userId, login, archive, archiveDepthSeconds, ptz, actions }).toEqual({
      userId: a.viewer,
      login: a.viewerLogin,
      archive: true,
      archiveDepthSeconds: 3600,
      ptz: true,
      actions: false,
    });
    expect((await owner.get(grants)).body.items).toEqual([set.body]);
    const rights = (await viewer.get(`/cameras/${a.camera}`)).body.rights;
    expect(rights).toMatchObject({ archive: true, archiveDepthSeconds: 3600, ptz: true, edit: false });
    expect((await owner.delete(`${grants}/${a.viewer}`)).body).toEqual({ success: true });
    expect((await viewer.get(`/cameras/${a.camera}`)).status).toBe(404);
    await owner.put(`${grants}/${a.viewer}`, { archive: true });
  });
});

describe('users', () => {
  test('are added, read, changed and deleted, and see nothing at first', async () => {
    const body = { login: 'clara', name: 'Clara', email: 'c@example.org', phone: '+7 900', note: 'n', externalId: 'x' };
    const created = await admin.post('/users', { ...body, password: PASSWORD, organizationId: a.organization });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      ...body,
      kind: 'subscriber',
      parentId: null,
      hasPassword: true,
      readonly: false,
      organizations: [{ id: a.organization, title: 'ann' }],
      blocks: [],
      lastSeenAt: null,
    });
    const at = `/users/${created.body.id}`;
    expect((await admin.get(at)).body).toEqual(created.body);
    const clara = await signedIn(app, 'Clara', PASSWORD);
    expect((await clara.get('/cameras')).body.items).toEqual([]);
    expect((await admin.patch(at, { name: null, maxSessions: 2 })).body).toMatchObject({ name: null, maxSessions: 2 });
    expect((await clara.get('/session')).status).toBe(200);
    await admin.patch(at, { password: 'another one' });
    expect((await clara.get('/session')).status).toBe(401);
    expect((await admin.delete(at)).body).toEqual({ success: true });
    expect((await admin.get(at)).status).toBe(404);
  });

  test('a login is taken whatever its case', async () => {
    const { status, body } = await admin.post('/users', { login: a.ownerLogin.toUpperCase() });
    expect([status, body.error.existingId]).toEqual([409, a.owner]);
  });

  test('nobody writes into another what is not in the contract', async () => {
    const before = (await admin.get(`/users/${a.viewer}`)).body;
    const body = { id: 1, kind: 'administrator', parentId: 1, domainId: 2, mayEditSettings: true, credentialEpoch: 9 };
    expect((await owner.patch(`/users/${a.viewer}`, body)).body).toEqual(before);
    const made = await owner.post('/users', { login: 'plain', organizationId: a.organization, kind: 'administrator' });
    expect(made.body.kind).toBe('subscriber');
    const [row] = await app.core.sql`select may_edit_settings, domain_id from app_user where id = ${a.viewer}`;
    expect(row).toEqual({ mayEditSettings: false, domainId: 1 });
    await owner.delete(`/users/${made.body.id}`);
  });

  test('a list is searched, filtered by block and organization, and paged', async () => {
    for (const login of ['dana-z', 'xdana', 'dana']) await admin.post('/users', { login });
    const logins = async (query: string) =>
      (await admin.get(`/users?${query}`)).body.items.map((user: { login: string }) => user.login);
    expect(await logins('search=dana')).toEqual(['dana', 'dana-z', 'xdana']);
    expect(await logins(`organizationId=${a.organization}`)).toEqual([a.ownerLogin, a.viewerLogin]);
    await admin.put(`/users/${a.viewer}/blocks/administrator`, { reason: 'x' });
    expect(await logins('blocked=true')).toEqual([a.viewerLogin]);
    expect(await logins('blocked=false')).not.toContain(a.viewerLogin);
    await admin.delete(`/users/${a.viewer}/blocks/administrator`);
    const ids: number[] = [];
    let after = '';
    do {
      const page = (await admin.get(`/users?limit=2&count=true&after=${after}`)).body;
      ids.push(...page.items.map((user: { id: number }) => user.id));
      after = page.next ?? '';
      expect(page.total).toBeGreaterThanOrEqual(6);
    } while (after !== '');
    expect(ids).toEqual([...new Set(ids)].sort((x, y) => x - y));
  });

  test('the cameras of a user are those that the user sees', async () => {
    const hidden = (await admin.post('/cameras', { name: 'hidden', organizationId: a.organization })).body.id;
    const ids = (body: { items: { id: number }[] }) => body.items.map((camera) => camera.id);
    expect(ids((await admin.get(`/users/${a.viewer}/cameras`)).body)).toEqual([a.camera, hidden]);
    await owner.delete(`/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`);
    expect(ids((await admin.get(`/users/${a.viewer}/cameras`)).body)).toEqual([]);
    expect(ids((await owner.get('/cameras')).body)).toHaveLength(2);
    expect(ids((await owner.get(`/users/${a.viewer}/cameras`)).body)).toEqual([]);
    await owner.put(`/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`, { archive: true });
  });

  test('what was changed of a user is told to its managers, the password as ***', async () => {
    const password = `${PASSWORD}-2`;
    await owner.patch(`/users/${a.viewer}`, { phone: '112', password });
    const [row] = (await owner.get(`/users/${a.viewer}/history?limit=1`)).body.items;
    expect(row).toMatchObject({
      ...{ actor: a.ownerLogin, actorKind: 'user', actorId: null },
      changes: { phone: [null, '112'], password: ['***', '*** (new)'] },
    });
    const viewer = await signedIn(app, a.viewerLogin, password);
    expect((await viewer.get(`/users/${a.viewer}/history`)).status).toBe(403);
  });
});

describe('presets', () => {
  test('are added, read, changed and deleted', async () => {
    const created = await admin.post('/presets', { title: '14 days', archiveDays: 14, archiveGigabytes: 20 });
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ adjustable: true, isDefault: false, archiveDays: 14, cameraCount: 0 });
    const at = `/presets/${created.body.id}`;
    expect((await admin.get(at)).body).toEqual(created.body);
    expect((await admin.patch(at, { archiveDays: 1.5, adjustable: false })).body).toMatchObject({
      archiveDays: 1.5,
      adjustable: false,
      archiveGigabytes: 20,
    });
    expect((await admin.get('/presets?search=14%20DAYS&count=true')).body).toMatchObject({ total: 1 });
    expect((await admin.delete(at)).body).toEqual({ success: true });
    expect((await admin.get(at)).status).toBe(404);
    expect(Object.keys((await admin.post('/presets', { title: 'x', archiveDays: -1 })).body.error.fields)).toEqual([
      'archiveDays',
    ]);
  });

  test('there is one default, and it is not deleted', async () => {
    const standard = async () =>
      (await admin.get('/presets')).body.items.filter((preset: { isDefault: boolean }) => preset.isDefault);
    const [before] = await standard();
    const other = (await admin.post('/presets', { title: 'new default', isDefault: true })).body;
    expect((await standard()).map((preset: { id: number }) => preset.id)).toEqual([other.id]);
    expect((await admin.delete(`/presets/${other.id}`)).status).toBe(409);
    await admin.patch(`/presets/${before.id}`, { isDefault: true });
  });

  test('are for an organization when they are linked to it', async () => {
    const { id } = (await admin.post('/presets', { title: 'linked' })).body;
    const at = `/organizations/${a.organization}/presets`;
    const titles = async () => (await owner.get(at)).body.items.map((preset: { title: string }) => preset.title);
    expect((await owner.get(`/presets/${id}`)).status).toBe(404);
    expect((await admin.put(`${at}/${id}`)).body.title).toBe('linked');
    expect(await titles()).toContain('linked');
    expect((await owner.patch(`/cameras/${a.camera}`, { presetId: id })).status).toBe(200);
    await owner.patch(`/cameras/${a.camera}`, { presetId: a.preset });
    expect((await admin.delete(`${at}/${id}`)).body).toEqual({ success: true });
    expect(await titles()).not.toContain('linked');
    expect((await owner.patch(`/cameras/${a.camera}`, { presetId: id })).status).toBe(400);
  });

  test('offered are those that cameras of the organization may have, and no other', async () => {
    const b = (await admin.post('/organizations', { title: 'other' })).body.id;
    const foreign = (await admin.post('/presets', { title: 'of another' })).body.id;
    const unlinked = (await admin.post('/presets', { title: 'of nobody' })).body.id;
    await admin.put(`/organizations/${b}/presets/${foreign}`);
    const offered = async (client: Client, query: string) =>
      (await client.get(`/presets?available=true&count=true&limit=1000${query}`)).body.items.map(
        (preset: { id: number }) => preset.id,
      );
    const here = `&organizationId=${a.organization}`;
    for (const [client, query, organizationId] of [
      [admin, here, a.organization],
      [admin, '', undefined],
      [owner, here, a.organization],
    ] as const) {
      const ids = await offered(client, query);
      const all = (await admin.get('/presets?limit=1000')).body.items;
      for (const { id } of all as { id: number }[]) {
        const made = await client.post('/cameras', {
          title: 'offered',
          presetId: id,
          ...(organizationId ? { organizationId } : {}),
        });
        expect([id, made.status]).toEqual([id, ids.includes(id) ? 201 : 400]);
        if (made.status === 201) await admin.delete(`/cameras/${made.body.id}`);
      }
    }
    expect(await offered(admin, here)).toContain(unlinked);
    expect(await offered(owner, here)).not.toContain(unlinked);
    expect(await offered(admin, here)).not.toContain(foreign);
    expect((await owner.get(`/presets?available=true&organizationId=${b}`)).status).toBe(404);
    for (const id of [foreign, unlinked]) await admin.delete(`/presets/${id}`);
  });

  test('a fixed preset locks the depth for everybody but administrators', async () => {
    const refused = await owner.patch(`/cameras/${a.camera}`, { archiveDays: 30 });
    expect(refused.status).toBe(403);
    expect((await admin.patch(`/cameras/${a.camera}`, { archiveDays: 30 })).body.archive).toEqual({
      days: 30,
      gigabytes: null,
      setBy: 'camera',
    });
  });
});

test('a billing that repeats itself in other words changes nothing and does no harm', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  const at = `/organizations/${a.organization}`;
  for (let i = 0; i < 2; i++) {
    expect((await billing.put(`${at}/presets/${a.preset}`)).status).toBe(200);
    expect((await billing.put(`${at}/members/${a.viewer}`, {})).status).toBe(200);
    expect((await billing.patch(at, { title: 'ann' })).status).toBe(200);
  }
  const [event] = (await billing.get('/billing-events?limit=1')).body.items;
  expect(event).toMatchObject({ type: 'organization.change', outcome: 'no_change', dialect: 'api' });
});
