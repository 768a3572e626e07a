import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let billing: Client;
let one: Tenant;
let two: Tenant;
let owner: Client;
let viewer: Client;
beforeAll(async () => {
  app = await testApp();
  billing = withKey(app, ADMIN.apiKey);
  one = await tenant(app, 'one');
  two = await tenant(app, 'two');
  owner = await signedIn(app, one.ownerLogin, PASSWORD);
  viewer = await signedIn(app, one.viewerLogin, PASSWORD);
});
afterAll(async () => await app.close());

test('an owner keeps the sites of their own contract; a viewer reads them, a stranger finds none', async () => {
  const at = `/organizations/${one.organization}/sites`;
  const site = (await owner.post(at, { name: 'House', address: 'Street 1', latitude: 55.75, longitude: 37.6 })).body;
  expect((await viewer.get(at)).body.items).toMatchObject([{ id: site.id, name: 'House', latitude: 55.75 }]);
  expect((await viewer.post(at, { name: 'x' })).status).toBe(403);
  expect((await viewer.delete(`/sites/${site.id}`)).status).toBe(403);
  const stranger = await signedIn(app, two.ownerLogin, PASSWORD);
  expect((await stranger.get(at)).status).toBe(404);
  expect((await stranger.patch(`/sites/${site.id}`, { name: 'Mine' })).status).toBe(404);
  expect((await stranger.patch(`/cameras/${two.camera}`, { siteId: site.id })).body.error.fields).toHaveProperty(
    'siteId',
  );
  expect((await owner.patch(`/cameras/${one.camera}`, { siteId: site.id })).body).toMatchObject({ siteId: site.id });
  expect((await owner.patch(`/sites/${site.id}`, { name: 'Yard', longitude: null })).body).toMatchObject({
    name: 'Yard',
    longitude: null,
    cameraCount: 1,
  });
  expect((await owner.delete(`/sites/${site.id}`)).status).toBe(200);
  expect((await owner.get(`/cameras/${one.camera}`)).body.siteId).toBeNull();
});

test('recording and connection are set on a camera and read by who edits it', async () => {
  const body = {
    recordMode: 'schedule',
    recordSchedule: [{ days: [1, 2], from: '08:00', to: '20:00' }],
    bandwidthLimit: 8000,
    connection: { transport: 'udp', modelId: 201, mac: 'AA:BB:CC:00:11:22', ptzType: 1, httpPort: 8080, channel: 2 },
  };
  const at = `/cameras/${one.camera}`;
  const changed = await billing.patch(at, body);
  expect(changed.body).toMatchObject({ ...body, connection: { ...body.connection, mac: 'aa:bb:cc:00:11:22' } });
  expect((await billing.get(at)).body.connection).toMatchObject({ modelId: 201 });
  expect((await viewer.get(at)).body).not.toHaveProperty('connection');
  const bad = await billing.patch(at, { connection: { mac: 'zz' } });
  expect(bad.body.error.fields).toHaveProperty(['connection.mac']);
  expect((await owner.patch(at, { recordMode: 'always' })).status).toBe(403);
});

test('models, streamers and clusters are read; clusters are made, renamed and deleted', async () => {
  const models = (await viewer.get('/camera-models')).body;
  expect(models.brands.length).toBeGreaterThan(30);
  expect((await owner.get('/clusters')).status).toBe(403);
  const [streamer] = (await billing.get('/streamers')).body.items;
  const cluster = (await billing.post('/clusters', { title: 'North' })).body;
  expect((await billing.patch(`/clusters/${cluster.id}`, { title: 'South' })).body.title).toBe('South');
  expect((await billing.patch(`/streamers/${streamer.id}`, { clusterId: cluster.id })).body.clusterId).toBe(cluster.id);
  expect((await billing.delete(`/clusters/${cluster.id}`)).status).toBe(409);
  await billing.patch(`/streamers/${streamer.id}`, { clusterId: streamer.clusterId });
  expect((await billing.delete(`/clusters/${cluster.id}`)).status).toBe(200);
  expect((await billing.patch(`/streamers/${streamer.id}`, { clusterId: cluster.id })).status).toBe(400);
});

test('the provider chooses the media node of a camera; subscribers neither choose nor read it', async () => {
  const at = `/cameras/${one.camera}`;
  const [node] = (await billing.get('/streamers')).body.items;
  expect((await billing.get(at)).body.streamerId).toBeNull();
  expect((await billing.patch(at, { streamerId: node.id })).body.streamerId).toBe(node.id);
  expect((await billing.patch(at, { streamerId: 99_999 })).body.error.fields).toHaveProperty('streamerId');
  expect((await owner.get(at)).body).not.toHaveProperty('streamerId');
  expect((await owner.patch(at, { streamerId: null })).status).toBe(403);
  expect((await billing.patch(at, { streamerId: null })).body.streamerId).toBeNull();
});
