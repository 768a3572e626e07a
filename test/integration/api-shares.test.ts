import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorizePlayback, type PlaybackKind } from '../../src/core/access/playback.ts';
import { setDeviceRights } from '../../src/core/rights/device.ts';
import { type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  await admin.patch(`/cameras/${a.camera}`, { folderId: a.folder });
});
afterAll(async () => await app.close());

const sees = async (client: Client) =>
  (await client.get('/cameras')).body.items.some((camera: { id: number }) => camera.id === a.camera);

test('a folder is shared with another organization: its owner sees it, its other users do not', async () => {
  const at = `/organizations/${a.organization}/folders/${a.folder}/shares/${b.organization}`;
  const owner = await signedIn(app, b.ownerLogin, PASSWORD);
  const viewer = await signedIn(app, b.viewerLogin, PASSWORD);
  expect(await sees(owner)).toBe(false);
  expect((await owner.put(at)).status).toBe(404);
  expect((await admin.put(at)).body).toEqual({ success: true });
  expect([await sees(owner), await sees(viewer)]).toEqual([true, false]);
  const camera = (await owner.get(`/cameras/${a.camera}`)).body;
  expect(camera.rights).toMatchObject({ live: true, archive: true, edit: false });
  const share = {
    folder: { id: a.folder, title: 'ann yard' },
    from: { id: a.organization, title: 'ann' },
    to: { id: b.organization, title: 'bob' },
    since: expect.any(String),
  };
  for (const { organization } of [a, b])
    expect((await admin.get(`/organizations/${organization}/shares`)).body).toEqual({ items: [share] });
  const [reason] = (await admin.get(`/cameras/${a.camera}/access?userId=${b.owner}`)).body.items[0].reasons;
  expect(reason).toMatchObject({ kind: 'grant', source: 'share', viaOrganizationId: b.organization });
  expect(reason).toMatchObject({ title: 'ann yard', organizationId: a.organization, viaTitle: 'bob' });
  await admin.delete(at);
  expect(await sees(owner)).toBe(false);
});

test('the root folder is not shared, and nothing is shared with its own organization', async () => {
  const share = async (folder: number, to: number) =>
    (await admin.put(`/organizations/${a.organization}/folders/${folder}/shares/${to}`)).status;
  expect(await share(a.root, b.organization)).toBe(400);
  expect(await share(a.folder, a.organization)).toBe(400);
  expect(await share(a.folder, 99_999)).toBe(400);
});

test("a folder keeps the billing's ids for it", async () => {
  const at = `/organizations/${a.organization}/folders/${a.folder}`;
  expect((await admin.patch(at, { outsideIds: ['7', 'A-8'] })).body.outsideIds).toEqual(['7', 'A-8']);
  expect((await admin.patch(at, { title: 'ann yard' })).body.outsideIds).toEqual(['7', 'A-8']);
  expect((await admin.patch(at, { outsideIds: [] })).body.outsideIds).toEqual([]);
});

test('an archive without the live picture plays, and its pictures need their own right', async () => {
  const give = (rights: { live?: boolean; archive?: boolean; snapshot?: boolean }) =>
    setDeviceRights(app.core, app.system, a.viewer, a.camera, {
      live: false,
      archive: false,
      download: false,
      snapshot: false,
      ptz: false,
      edit: false,
      ...rights,
    });
  await admin.delete(`/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`);
  const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  const playing = async (): Promise<Record<PlaybackKind, boolean> | null> => {
    await app.core.feed.settled();
    const { playback } = (await viewer.get(`/cameras/${a.camera}`)).body;
    if (!playback) return null;
    const allowed = async (kind: PlaybackKind) =>
      (await authorizePlayback(app.core, { name: a.cameraName, token: playback.token, kind })).allowed;
    const [live, archive, download, snapshot, info] = [
      await allowed('live'),
      await allowed('archive'),
      await allowed('download'),
      await allowed('snapshot'),
      await allowed('info'),
    ];
    return { live, archive, download, snapshot, info };
  };
  const nothing = { live: false, archive: false, download: false, snapshot: false, info: true };
  await give({ archive: true });
  expect(await playing()).toEqual({ ...nothing, archive: true });
  await give({ archive: true, snapshot: true });
  expect(await playing()).toEqual({ ...nothing, archive: true, snapshot: true });
  await give({ live: true });
  expect(await playing()).toEqual({ ...nothing, live: true });
  await give({ snapshot: true });
  expect(await playing()).toBeNull();
});
