import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Client, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';

let app: TestApp;
let billing: Client;
let count = 0;
let id = '';
let user = 0;
let contract = 0;
let camera = 0;
beforeAll(async () => {
  app = await testApp();
  billing = withKey(app, ADMIN.apiKey);
});
afterAll(async () => await app.close());
beforeEach(async () => {
  id = `C-${++count}`;
  const made = await fetch(`${app.url}/api/v1/billing/user/manage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN.apiKey}` },
    body: JSON.stringify({ login: `user-${count}`, password: 'secret-1', billing_info: { billing_id: id } }),
  });
  user = ((await made.json()) as { id: number }).id;
  contract = (await billing.get(`/users/${user}`)).body.home.id;
  camera = (await billing.post('/cameras', { name: `camera-${count}`, streamUrl: 'fake://clock' })).body.id;
});

const at = (rest = '') => `/billing/subscribers/${id}${rest}`;
const blocks = async () => (await billing.get(`/organizations/${contract}`)).body.blocks;
const signIn = async () => (await billing.post('/session', { login: `user-${count}`, password: 'secret-1' })).status;
const lastEvent = async () => (await app.core.sql`select * from billing_event order by id desc limit 1`)[0];

test('a pause is the billing’s block with its reason, lets people in, and is lifted by its own hand alone', async () => {
  expect((await billing.post(at('/pause'), { reason: 'Debt' })).status).toBe(200);
  expect(await blocks()).toMatchObject([{ source: 'billing', reason: 'Debt' }]);
  expect(await signIn()).toBe(200);
  await billing.post(at('/pause'), { reason: 'Debt' });
  expect(await lastEvent()).toMatchObject({ type: 'subscriber.pause', outcome: 'no_change' });
  await billing.post(at('/pause'), { reason: 'Holiday' });
  expect(await blocks()).toMatchObject([{ source: 'billing', reason: 'Holiday' }]);
  await billing.put(`/organizations/${contract}/blocks/administrator`, { reason: 'abuse' });
  await billing.post(at('/unpause'));
  expect(await blocks()).toMatchObject([{ source: 'administrator' }]);
  expect(await lastEvent()).toMatchObject({ message: expect.stringContaining('stays off') });
});

test('a pause of something else than all is refused, and of nobody not found', async () => {
  const refused = await billing.post(at('/pause'), { scope: 'archive' });
  expect([refused.status, refused.body.error.fieldReasons.scope.reason]).toEqual([400, 'pause_scope_unknown']);
  expect((await billing.post('/billing/subscribers/nobody/pause', {})).status).toBe(404);
});

test('a camera is attached and detached beside others; its device is replaced where that is said', async () => {
  const sees = async () =>
    (await billing.get(`/cameras/${camera}/access?userId=${user}`)).body.items[0].rights.live as boolean;
  expect((await billing.post(at('/cameras'), { cameraId: camera, mac: '001A2B3C4D5E' })).status).toBe(200);
  expect(await sees()).toBe(true);
  const other = { cameraId: camera, mac: '00:1a:2b:3c:4d:5f' };
  expect((await billing.post(at('/cameras'), other)).status).toBe(409);
  expect((await billing.post(at('/cameras'), { ...other, replace: true })).status).toBe(200);
  const [connection] = await app.core.sql`select mac from camera_connection where camera_id = ${camera}`;
  expect(connection?.mac).toBe('00:1a:2b:3c:4d:5f');
  expect((await billing.post(at('/cameras'), { cameraId: 999_999 })).status).toBe(400);
  expect((await billing.delete(at(`/cameras/${camera}`))).status).toBe(200);
  expect(await sees()).toBe(false);
  await billing.delete(at(`/cameras/${camera}`));
  expect(await lastEvent()).toMatchObject({ type: 'subscriber.detach_camera', outcome: 'no_change' });
});

test('a camera that is attached at an address code nobody knows waits for it, and for nothing once it is detached', async () => {
  const code = `attach-${camera}`;
  const attach = () => billing.post(at('/cameras'), { cameraId: camera, addressCode: code });
  const states = async () =>
    (await app.core.sql`select state from pending_request where code = ${code} order by id`).map(({ state }) => state);
  expect((await attach()).body.error.reason).toBe('address_code_unknown');
  expect(await lastEvent()).toMatchObject({ type: 'subscriber.attach_camera', outcome: 'pending' });
  expect((await billing.delete(at(`/cameras/${camera}`))).status).toBe(200);
  expect(await states()).toEqual(['withdrawn']);
  await attach();
  const added = { code, title: `House ${code}` };
  expect((await billing.post('/address-codes', added)).status).toBe(201);
  expect((await billing.post(`/address-codes/unresolved/${code}/retry`)).body).toMatchObject({ failed: 0 });
  expect(await states()).toEqual(['withdrawn', 'applied']);
  const { rights } = (await billing.get(`/cameras/${camera}/access?userId=${user}`)).body.items[0];
  expect(rights.live).toBe(true);
  expect((await billing.get(`/cameras/${camera}`)).body.location.titles).toEqual([added.title]);
});

test('what waits to be attached is let go of when the billing attaches it elsewhere, or says which cameras it has', async () => {
  const [first, second] = [`first-${camera}`, `second-${camera}`];
  const attach = async (addressCode?: string) =>
    (await billing.post(at('/cameras'), { cameraId: camera, addressCode })).status;
  const states = async () =>
    (await app.core.sql`select state from pending_request where code in (${first}, ${second}) order by id`).map(
      ({ state }) => state,
    );
  expect(await attach(first)).toBe(400);
  expect(await attach()).toBe(200);
  expect(await states()).toEqual(['withdrawn']);
  expect(await attach(second)).toBe(400);
  const synced = await fetch(`${app.url}/api/v1/billing/user/manage/cameras`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN.apiKey}` },
    body: JSON.stringify({ login: `user-${count}`, camera_ids: [camera] }),
  });
  expect(synced.ok).toBe(true);
  expect(await states()).toEqual(['withdrawn', 'withdrawn']);
});

test('a contract that ends goes with its user, and ending it again is no error', async () => {
  expect((await billing.delete(at())).body).toEqual({ terminated: true });
  expect((await billing.get(`/users/${user}`)).status).toBe(404);
  expect((await billing.get(`/organizations/${contract}`)).status).toBe(404);
  expect((await billing.delete(at())).body).toEqual({ terminated: false });
});
