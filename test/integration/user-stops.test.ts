import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn } from '../support/api-client.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

/** What keeps a user out is told of the user, wherever the block stands. */
let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
let owner: Client;
let sub: number;
let guest: number;

beforeAll(async () => {
  app = await testApp();
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  admin = await administrator(app);
  owner = await signedIn(app, a.ownerLogin, PASSWORD);
  sub = (await admin.post('/users', { login: 'ann-child', parentId: a.viewer })).body.id;
  // Of no home: made without an organization, and a member of two.
  guest = (await admin.post('/users', { login: 'guest', password: PASSWORD })).body.id;
  await admin.put(`/organizations/${a.organization}/members/${guest}`, {});
});
afterAll(async () => await app.close());

const logins = async (client: Client, query = 'blocked=true') => {
  const { items, total } = (await client.get(`/users?count=true&${query}`)).body;
  expect(total).toBe(items.length);
  return items.map((user: { login: string }) => user.login);
};
const stops = async (client: Client, id: number) =>
  (await client.get(`/users/${id}`)).body.stoppedBy.map(
    (stop: { on: string; subject: { title: string }; source: string; reason: string; shutsOut: boolean }) =>
      [stop.on, stop.subject.title, stop.source, stop.reason, stop.shutsOut].join(' '),
  );

test("a contract's block stands on the card of everybody whom it stops, and the filter finds them", async () => {
  expect(await logins(admin)).toEqual([]);
  await admin.put(`/organizations/${a.organization}/blocks/billing`, { reason: 'May' });
  expect(await stops(admin, a.viewer)).toEqual(['organization ann billing May true']);
  expect(await stops(admin, sub)).toEqual(['organization ann billing May true']);
  expect(await stops(admin, guest)).toEqual(['organization ann billing May false']);
  expect(await stops(admin, b.viewer)).toEqual([]);
  expect((await admin.get(`/users/${a.viewer}`)).body.blocks).toEqual([]);
  const found = [a.ownerLogin, a.viewerLogin, 'ann-child', 'guest'];
  expect(await logins(admin)).toEqual(found);
  expect(await logins(admin, 'blocked=false')).not.toEqual(expect.arrayContaining([a.viewerLogin]));
  expect(await logins(admin, 'blocked=false')).toContain(b.viewerLogin);
  const [row] = (await admin.get('/users?search=ann-viewer')).body.items;
  expect(row.stoppedBy).toMatchObject([{ on: 'organization', subject: { id: a.organization }, source: 'billing' }]);
  await admin.delete(`/organizations/${a.organization}/blocks/billing`);
  expect(await logins(admin)).toEqual([]);
});

test("a lock on sign-in and an unpaid contract are told apart; the owner's block is the sub-user's too", async () => {
  await admin.put(`/organizations/${a.organization}/sign-in-lock`, { reason: 'fraud' });
  expect(await stops(admin, a.viewer)).toEqual(['sign_in ann administrator fraud true']);
  expect(await stops(admin, guest)).toEqual([]);
  await admin.delete(`/organizations/${a.organization}/sign-in-lock`);

  await owner.put(`/organizations/${a.organization}/blocks/owner`, { reason: 'away' });
  expect(await stops(admin, a.viewer)).toEqual(['organization ann owner away false']);
  await owner.delete(`/organizations/${a.organization}/blocks/owner`);

  await admin.put(`/users/${a.viewer}/blocks/administrator`, { reason: 'rude' });
  expect(await stops(admin, a.viewer)).toEqual([`user ${a.viewerLogin} administrator rude true`]);
  expect(await stops(admin, sub)).toEqual([`owner ${a.viewerLogin} administrator rude true`]);
  expect(await logins(admin)).toEqual([a.viewerLogin, 'ann-child']);
  expect(await logins(owner)).toEqual([a.viewerLogin, 'ann-child']);
  await admin.delete(`/users/${a.viewer}/blocks/administrator`);
});

test("a manager learns nothing of another contract's blocks by a member of both", async () => {
  await admin.put(`/organizations/${b.organization}/members/${guest}`, {});
  await admin.put(`/organizations/${b.organization}/blocks/billing`, { reason: 'a debt of 5000' });
  expect(await stops(admin, guest)).toEqual(['organization bob billing a debt of 5000 false']);
  expect(await stops(owner, guest)).toEqual([]);
  expect(await logins(owner)).toEqual([]);
  expect(await logins(owner, 'blocked=false')).toContain('guest');
  await admin.delete(`/organizations/${b.organization}/blocks/billing`);
});

test('administrators are stopped by no contract', async () => {
  const { id } = (await admin.post('/users', { login: 'staff', administrator: true, organizationId: a.organization }))
    .body;
  await admin.put(`/organizations/${a.organization}/blocks/billing`, { reason: '' });
  expect(await stops(admin, id)).toEqual([]);
  expect(await logins(admin)).not.toContain('staff');
  await admin.delete(`/organizations/${a.organization}/blocks/billing`);
  await admin.delete(`/users/${id}`);
});

test('a blocked camera tells that it was not to be reached either, and both are found', async () => {
  const report = { alive: false, aliveSince: null, bitrate: null, error: 'nothing listens on that port', restarts: 3 };
  await app.core.sql`
    insert into stream_state ${app.core.sql({ cameraId: a.camera, ...report, downSince: new Date(), updatedAt: new Date() })}`;
  const status = async () => (await admin.get(`/cameras/${a.camera}`)).body.status;
  expect(await status()).toMatchObject({ state: 'offline', health: 'offline', error: report.error });
  await admin.put(`/organizations/${a.organization}/blocks/billing`, { reason: 'May' });
  expect(await status()).toMatchObject({ state: 'blocked', health: 'offline', error: report.error });
  const found = async (query: string) =>
    (await admin.get(`/cameras?${query}`)).body.items.map(({ id }: { id: number }) => id);
  expect(await found('state=blocked&unreachable=true')).toEqual([a.camera]);
  expect(await found('state=offline')).toEqual([]);
  expect(await found('unreachable=false')).not.toContain(a.camera);
  await app.core
    .sql`update stream_state set alive = true, error = null, updated_at = now() - interval '1 hour' where camera_id = ${a.camera}`;
  expect(await status()).toMatchObject({ state: 'blocked', health: 'live', error: null });
  await app.core.sql`update stream_state set alive = false where camera_id = ${a.camera}`;
  expect(await status()).toMatchObject({ state: 'blocked', health: null });
});
