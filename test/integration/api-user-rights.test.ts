import { afterAll, beforeAll, expect, test } from 'vitest';
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
});
afterAll(async () => await app.close());

const NONE = { live: false, archive: false, download: false, snapshot: false, ptz: false, edit: false };
const FOLDER = { live: true, archive: true, download: true, snapshot: true, ptz: false, edit: false };

const rows = async (client: Client) => {
  await app.core.feed.settled();
  return (await client.get(`/users/${a.viewer}/camera-rights?count=true`)).body;
};

test('rights given on a camera stand beside what its folder gives, and are taken away alone', async () => {
  const at = `/users/${a.viewer}/camera-rights/${a.camera}`;
  expect(await rows(admin)).toMatchObject({
    items: [{ camera: { id: a.camera, title: 'ann gate' }, rights: FOLDER, given: null }],
    total: 1,
  });
  expect((await admin.put(at, { ...NONE, live: true, ptz: true })).body).toEqual({ success: true });
  expect((await rows(admin)).items).toMatchObject([
    { rights: { ...FOLDER, ptz: true }, given: { ...NONE, live: true, ptz: true } },
  ]);
  await admin.delete(`/organizations/${a.organization}/folders/${a.root}/grants/${a.viewer}`);
  expect((await rows(admin)).items).toMatchObject([{ rights: { ...NONE, live: true, ptz: true } }]);
  await admin.put(at, NONE);
  expect((await rows(admin)).items).toEqual([]);
});

test('whoever manages the users of a contract sets their rights; nobody else does, nor on a foreign camera', async () => {
  const at = `/users/${a.viewer}/camera-rights`;
  const owner = await signedIn(app, a.ownerLogin, PASSWORD);
  const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  const stranger = await signedIn(app, b.ownerLogin, PASSWORD);
  const body = { ...NONE, live: true };
  expect((await owner.put(`${at}/${a.camera}`, body)).status).toBe(200);
  expect((await rows(owner)).items).toMatchObject([{ given: body }]);
  const refused = [viewer, stranger].map(async (client) => (await client.put(`${at}/${a.camera}`, NONE)).status);
  for (const status of await Promise.all(refused)) expect([403, 404]).toContain(status);
  expect((await stranger.get(at)).status).toBe(404);
  expect((await admin.put(`${at}/${b.camera}`, body)).body.error.fields).toHaveProperty('cameraId');
  expect((await admin.put(`${at}/${a.camera}`, { live: true })).status).toBe(400);
  expect((await rows(admin)).items).toMatchObject([{ given: body }]);
});
