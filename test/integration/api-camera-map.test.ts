import { afterAll, beforeAll, expect, test } from 'vitest';
import { KnownTileOrigins } from '../../src/core/domains/map-background.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let a: Tenant;
let b: Tenant;
let admin: Client;
const ids: Record<string, number> = {};

interface Feature {
  readonly id: number;
  readonly geometry: { readonly coordinates: readonly number[] };
  readonly properties: { readonly state: string; readonly own: boolean; readonly location: string };
}
const onMap = async (who: Client, query = '') => {
  const { status, body } = await who.get(`/cameras/map${query}`);
  expect(status).toBe(200);
  return { ...body, ids: (body.features as Feature[]).map(({ id }) => id) } as {
    ids: number[];
    features: Feature[];
    truncated: boolean;
    unplaced: number;
  };
};

beforeAll(async () => {
  app = await testApp();
  admin = await administrator(app);
  a = await tenant(app, 'ann');
  b = await tenant(app, 'bob');
  const billing = withKey(app, ADMIN.apiKey);
  const house = (await billing.post('/locations', { title: 'House 5', latitude: 52.3, longitude: 104.3 })).body;
  const add = async (name: string, fields: object) => {
    const made = await billing.post('/cameras', {
      name,
      sourceUrl: 'fake://clock',
      organizationId: a.organization,
      ...fields,
    });
    expect(made.status).toBe(201);
    ids[name] = made.body.id;
  };
  await add('own', { coordinates: '52.2864 104.2807', locationId: house.id });
  await add('comma', { coordinates: ' -33.9, -70.5 ' });
  await add('house', { locationId: house.id });
  await add('empty', {});
  await add('nonsense', { coordinates: 'by the gate' });
  await add('nowhere', { coordinates: '95 200' });
  await add('date-line', { coordinates: '60 179.5' });
  await add('blocked', { coordinates: '52.29 104.28' });
  await admin.put(`/cameras/${ids.blocked}/blocks/administrator`, { reason: 'repair' });
  await add('no-source', { coordinates: '52.28 104.28', sourceUrl: '', comment: 'to be mounted' });
});
afterAll(async () => await app.close());

test('cameras stand by their own coordinates, else by those of their location; the others are counted', async () => {
  const map = await onMap(admin);
  expect(map.ids).toEqual(
    [ids.own, ids.comma, ids.house, ids['date-line'], ids.blocked, ids['no-source']].sort(
      (x, y) => (x ?? 0) - (y ?? 0),
    ),
  );
  const at = (id: number | undefined) => map.features.find((feature) => feature.id === id);
  expect(at(ids.own)).toMatchObject({
    geometry: { coordinates: [104.2807, 52.2864] },
    properties: { own: true, location: 'House 5' },
  });
  expect(at(ids.comma)?.geometry.coordinates).toEqual([-70.5, -33.9]);
  expect(at(ids.house)).toMatchObject({ geometry: { coordinates: [104.3, 52.3] }, properties: { own: false } });
  // Those of the two contracts, and "empty" and "nonsense"; what is out of range is on no map and not empty.
  expect([map.truncated, map.unplaced]).toEqual([false, 4]);
  const list = (await admin.get('/cameras?unplaced=true&limit=100')).body.items as { id: number }[];
  expect(list.map(({ id }) => id)).toEqual([a.camera, b.camera, ids.empty, ids.nonsense]);
});

test('each has the state that its card has', async () => {
  for (const { id, properties } of (await onMap(admin)).features)
    expect(properties.state, String(id)).toBe((await admin.get(`/cameras/${id}`)).body.status.state);
});

test('a box, also across the 180th meridian, and the filters of the list narrow it', async () => {
  expect((await onMap(admin, '?west=104&south=52&east=105&north=53')).ids).toContain(ids.own);
  expect((await onMap(admin, '?west=104&south=52&east=105&north=53')).ids).not.toContain(ids.comma);
  expect((await onMap(admin, '?west=179&south=50&east=-179&north=70')).ids).toEqual([ids['date-line']]);
  expect((await onMap(admin, '?state=blocked')).ids).toEqual([ids.blocked]);
  expect((await onMap(admin, `?organizationId=${b.organization}`)).ids).toEqual([]);
  expect((await onMap(admin, '?search=date-line')).ids).toEqual([ids['date-line']]);
  const { status, body } = await admin.get('/cameras/map?south=10&north=5');
  expect([status, body.error.fieldReasons.south.reason]).toEqual([400, 'map_box_malformed']);
});

test('nobody gets points of cameras that they do not see', async () => {
  const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  const stranger = await signedIn(app, b.viewerLogin, PASSWORD);
  const seen = await onMap(viewer);
  expect(seen.ids).toContain(ids.own);
  // What the provider calls its locations is for the provider, as in the list.
  expect(seen.features.map(({ properties }) => properties.location)).toEqual(seen.ids.map(() => ''));
  expect(await onMap(stranger)).toMatchObject({ ids: [], unplaced: 1 });
  expect((await onMap(stranger, `?organizationId=${a.organization}`)).ids).toEqual([]);
});

test('of a folder alone the cameras in it are listed, without those below', async () => {
  const [root] = (await admin.get(`/organizations/${a.organization}/folders`)).body.items as { id: number }[];
  await admin.patch(`/cameras/${ids.comma}`, { folderId: a.folder });
  const inside = async (query: string) =>
    ((await admin.get(`/cameras?limit=100&${query}`)).body.items as { id: number }[]).map(({ id }) => id);
  expect(await inside(`folderId=${root?.id}`)).toContain(ids.comma);
  expect(await inside(`folderId=${root?.id}&folderOnly=true`)).not.toContain(ids.comma);
  expect(await inside(`folderId=${root?.id}&folderOnly=true`)).toContain(ids.own);
  expect(await inside(`folderId=${a.folder}&folderOnly=true`)).toEqual([ids.comma]);
});

test('the background of maps is for whoever is signed in, its key shown to nobody else, its host alone allowed', async () => {
  const tiles = 'https://tiles.example.net:8443/{z}/{x}/{y}.png?key=abc-secret';
  const viewer = await signedIn(app, a.viewerLogin, PASSWORD);
  expect((await viewer.get('/map-background')).body).toEqual({ tiles: null, attribution: '' });
  expect(await app.core.tileOrigins.all()).toEqual([]);
  const set = await admin.patch('/settings', {
    mapTiles: ` ${tiles} `,
    mapAttribution: 'Surveyors <b>of</b> the town',
  });
  expect(set.body).toMatchObject({
    mapTiles: 'https://tiles.example.net:8443/{z}/{x}/{y}.png?key=***',
    mapAttribution: 'Surveyors <b>of</b> the town',
  });
  expect((await viewer.get('/map-background')).body).toEqual({ tiles, attribution: 'Surveyors <b>of</b> the town' });
  expect((await withKey(app, 'nobody').get('/map-background')).status).toBe(401);
  expect(await app.core.tileOrigins.all()).toEqual(['https://tiles.example.net:8443']);
  const { sql, sealer, feed, log } = app.core;
  const [foreign] = await sql<{ id: number }[]>`
    insert into domain (title, map_tiles_sealed) values ('Of a lost key', '\\x00') returning id`;
  const origins = new KnownTileOrigins(sql, sealer, feed, log);
  for (let n = 0; n < 2; n++) expect(await origins.all()).toEqual(['https://tiles.example.net:8443']);
  const told = app.logged.filter(({ event }) => event === 'background of maps not opened');
  expect(told).toMatchObject([{ fields: { domainId: foreign?.id } }]);
  await sql`delete from domain where id = ${foreign?.id ?? 0}`;
  expect(JSON.stringify((await admin.get('/audit?limit=100')).body)).not.toContain('abc-secret');
  expect(JSON.stringify((await admin.get('/billing-events?limit=100')).body)).not.toContain('abc-secret');

  // What is shown may be sent back.
  expect((await admin.patch('/settings', { mapTiles: set.body.mapTiles, mapAttribution: null })).status).toBe(200);
  expect((await viewer.get('/map-background')).body).toEqual({ tiles, attribution: '' });
  const refused = async (mapTiles: string) =>
    (await admin.patch('/settings', { mapTiles })).body.error.fieldReasons.mapTiles.reason;
  expect(await refused('https://tiles.example.net/{z}/{x}.png')).toBe('map_tiles_part_missing');
  expect(await refused('https://tiles.example.net;frame-src/{z}/{x}/{y}')).toBe('map_tiles_host');
  expect(await refused('https://other.example.net/{z}/{x}/{y}?key=***')).toBe('settings_mask');
  expect((await viewer.patch('/settings', { mapTiles: null })).status).toBe(403);

  await admin.patch('/settings', { mapTiles: null });
  expect((await viewer.get('/map-background')).body).toEqual({ tiles: null, attribution: '' });
  expect(await app.core.tileOrigins.all()).toEqual([]);
});
