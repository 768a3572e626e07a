import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn } from '../../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { type Answer, call, planIds, presetIds, watcher } from './support.ts';

/** The scenarios of the seed, one after the other: what the billing makes, cloud Watcher works with. */
let app: TestApp;
/** The administrator's browser. */
let browser: Client;
const plans = new Map<string, { id: number; external_id: number }>();
const found = (name: string) => plans.get(name) ?? { id: 0, external_id: 0 };
let organization: Answer['body'];
let folder = 0;
let viewer = 0;
let installer = 0;
let camera = '';
const cloud = (method: string, path: string, body?: unknown) => watcher(app, method, path, body);
const at = () => `/organizations/${organization.id}`;
const inCloud = () => `/organizations/${organization.external_id}`;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => await app.close());

/** As the form of the console saves it. */
async function addPlan(name: string, price: string, isDefault = false): Promise<void> {
  const preset = (await browser.post('/presets', { title: name, archiveDays: 3 })).body;
  expect((await browser.post('/plans', { name, price, presetId: preset.id, isDefault })).status).toBe(201);
  const list = (await call(app, 'GET', '/tariff_plans')).body.tariff_plans;
  expect(list[0]).toMatchObject({ name, status: 'Active', external_id: preset.id });
  plans.set(name, list[0]);
}

test('a provider signs up: one administrator signs in to console, billing and cloud Watcher', async () => {
  browser = await signedIn(app, ADMIN.login, ADMIN.password);
  expect((await call(app, 'GET', '/organizations')).body.organizations).toHaveLength(1);
  expect((await cloud('GET', '/organizations')).body).toHaveLength(1);
});

test('a billing plan is created in the console, and both its ids are looked up', async () => {
  await addPlan('Default', '0', true);
  await addPlan('Test plan', '100');
});

test('an organization is created with a list of plans, in the billing and in cloud Watcher', async () => {
  const made = await call(app, 'POST', '/organizations', {
    organization: { title: 'Demo org', owner: 'demo@example.org', tariff_plans: [found('Test plan').id] },
  });
  ({ organization } = made.body);
  expect(planIds(made)).toEqual([found('Default').id, found('Test plan').id]);
  const seen = (await cloud('GET', inCloud())).body;
  expect(seen).toMatchObject({ title: 'Demo org', owner: { id: organization.owner.id, login: 'demo@example.org' } });
  expect(await presetIds(app, organization.external_id)).toEqual(
    expect.arrayContaining([found('Default').external_id, found('Test plan').external_id]),
  );
});

async function addUser(login: string, rights: object): Promise<number> {
  const { id } = (await cloud('POST', '/users', { login, password: 'qwe123' })).body;
  expect((await cloud('POST', `${inCloud()}/users`, { user_id: id, ...rights })).status).toBe(200);
  [{ id: folder }] = (await cloud('GET', `${inCloud()}/folders`)).body;
  const granted = await cloud('POST', `${inCloud()}/folders/${folder}/users`, { user_id: id, can_view_dvr: 1 });
  expect(granted.status).toBe(200);
  expect((await cloud('DELETE', `/organizations/1//users/${id}`)).status).toBe(200);
  const { organizations } = (await cloud('GET', `/users/${id}`)).body;
  expect(organizations).toEqual([organization.external_id]);
  return id;
}

test('a user with read-only permissions is created, and sees the cameras of the organization', async () => {
  viewer = await addUser('user@example.com', {});
});

test('a user who edits cameras is created, and adds one under a plan of the organization', async () => {
  installer = await addUser('installer@example.com', { can_edit_organization_cameras: true });
  const asInstaller = await signedIn(app, 'installer@example.com', 'qwe123');
  const presetId = found('Test plan').external_id;
  const fields = {
    title: 'Yard',
    organizationId: organization.external_id,
    folderId: folder,
    sourceUrl: 'fake://clock',
  };
  const made = await asInstaller.post('/cameras', { ...fields, presetId });
  expect(made.status).toBe(201);
  camera = made.body.name;
  const asViewer = await signedIn(app, 'user@example.com', 'qwe123');
  expect((await asViewer.get('/cameras')).body.items.map((one: { name: string }) => one.name)).toEqual([camera]);
  expect((await asViewer.post('/cameras', { ...fields, presetId })).status).toBe(403);
});

test('the installer is removed, and the camera stays', async () => {
  expect((await cloud('DELETE', `/users/${installer}`)).status).toBe(200);
  expect((await cloud('GET', `/users/${installer}`)).status).toBe(404);
  expect((await cloud('GET', `/cameras/${camera}`)).status).toBe(200);
});

test('plans are added to the organization, and a camera gets the preset of one', async () => {
  await addPlan('My demo plan', '1500');
  const { id, external_id } = found('My demo plan');
  const both = [found('Test plan').id, id];
  const changed = await call(app, 'PUT', at(), { organization: { tariff_plans: both } });
  expect(planIds(changed)).toEqual([found('Default').id, ...both]);
  expect(await presetIds(app, organization.external_id)).toContain(external_id);
  expect((await cloud('PUT', `/cameras/${camera}`, { preset_id: external_id })).status).toBe(200);
  const usage = await app.core.sql<{ planId: number }[]>`
    select u.plan_id from usage_interval u join camera c on c.id = u.camera_id
    where c.name = ${camera} order by u.from_at`;
  expect(usage.map(({ planId }) => planId)).toEqual([found('Test plan').id, id]);
});

test('another default plan takes the place of the first, which is a plan like others from then on', async () => {
  await addPlan('New default', '10', true);
  const list = (await browser.get('/plans')).body.items;
  expect(list.filter((one: { isDefault: boolean }) => one.isDefault)).toMatchObject([{ name: 'New default' }]);
  const now = (await call(app, 'GET', at())).body.organization.tariff_plans.map((one: { name: string }) => one.name);
  expect(now).toEqual(['Default', 'Test plan', 'My demo plan', 'New default']);
  const made = await call(app, 'POST', '/organizations', {
    organization: { title: 'Later org', owner: 'demo@example.org' },
  });
  expect(planIds(made)).toEqual([found('New default').id]);
});

test('the camera is disabled, and nobody is charged for it', async () => {
  expect((await cloud('PUT', `/cameras/${camera}`, { enabled: false })).status).toBe(200);
  expect((await cloud('GET', `/cameras/${camera}`)).body.enabled).toBe(false);
  const open = await app.core.sql`
    select from usage_interval u join camera c on c.id = u.camera_id
    where c.name = ${camera} and u.to_at = 'infinity'`;
  expect(open).toHaveLength(0);
  expect((await cloud('GET', `/users/${viewer}`)).status).toBe(200);
});
