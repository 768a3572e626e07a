import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** Access for a neighbour: a member of another contract is taken in and given it in one step, or neither. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
const RIGHTS = { live: true, archive: true, download: false, snapshot: false, ptz: false, edit: false };

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const members = async () =>
  (await admin.get(`/organizations/${a.organization}/members`)).body.items.map((m: { userId: number }) => m.userId);
const leave = async (userId: number) => await admin.delete(`/organizations/${a.organization}/members/${userId}`);

test('a folder is given to a neighbour, who becomes a member with it', async () => {
  const at = `/organizations/${a.organization}/folders/${a.folder}/grants/${b.viewer}`;
  expect((await admin.put(at, { archive: true })).status).toBe(400);
  expect(await members()).not.toContain(b.viewer);
  expect((await admin.put(at, { archive: true, join: true })).body).toMatchObject({ userId: b.viewer, archive: true });
  expect(await members()).toContain(b.viewer);
  const [change] = (await admin.get(`/audit?objectKind=organization&objectId=${a.organization}&limit=1`)).body.items;
  expect(change.changes).toEqual({ member: [null, b.viewer] });
  expect((await admin.put(at, { archive: false, join: true })).status).toBe(200);
  await leave(b.viewer);
});

test('a camera is given to a neighbour, who becomes a member with it', async () => {
  const at = `/users/${b.viewer}/camera-rights/${a.camera}`;
  expect((await admin.put(at, RIGHTS)).status).toBe(400);
  expect((await admin.put(at, { ...RIGHTS, join: true })).status).toBe(200);
  expect(await members()).toContain(b.viewer);
  const neighbour = await signedIn(app, b.viewerLogin, PASSWORD);
  expect((await neighbour.get(`/cameras/${a.camera}`)).body.rights).toMatchObject({ live: true, archive: true });
  await leave(b.viewer);
  expect((await neighbour.get(`/cameras/${a.camera}`)).status).toBe(404);
});

test('what cannot be given takes nobody in', async () => {
  await admin.patch(`/organizations/${a.organization}`, { userLimit: 2 });
  const full = await admin.put(`/users/${b.viewer}/camera-rights/${a.camera}`, { ...RIGHTS, join: true });
  expect(full.body.error.code).toBe('limit');
  await admin.patch(`/organizations/${a.organization}`, { userLimit: null });
  const wrong = `/organizations/${a.organization}/folders/${b.folder}/grants/${b.viewer}`;
  expect((await admin.put(wrong, { join: true })).status).toBe(404);
  expect(await members()).not.toContain(b.viewer);
});

test('a manager takes in nobody whom it does not see, and to no contract but its own', async () => {
  const foreign = await owner.put(`/organizations/${a.organization}/folders/${a.folder}/grants/${b.viewer}`, {
    join: true,
  });
  const unknown = await owner.put(`/organizations/${a.organization}/folders/${a.folder}/grants/2000002`, {
    join: true,
  });
  expect([foreign.status, unknown.status]).toEqual([404, 404]);
  const camera = (userId: number, cameraId: number) =>
    owner.put(`/users/${userId}/camera-rights/${cameraId}`, { ...RIGHTS, join: true });
  expect((await camera(b.viewer, a.camera)).status).toBe(404);
  const theirs = await camera(a.viewer, b.camera);
  const none = await camera(a.viewer, 2_000_006);
  expect([theirs.status, none.status]).toEqual([400, 400]);
  expect(theirs.body.error.fields.cameraId.replace(String(b.camera), 'N')).toBe(
    none.body.error.fields.cameraId.replace('2000006', 'N'),
  );
  expect(await members()).not.toContain(b.viewer);
});
