import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyImports } from '../../src/core/locations/directory/apply.ts';
import { applyDue } from '../../src/core/locations/pending/apply.ts';
import { type Client, signedIn, withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { administrator, PASSWORD, type Tenant, tenant } from '../support/tenants.ts';

let app: TestApp;
let one: Tenant;
let billing: Client;
let admin: Client;
let owner: Client;
beforeAll(async () => {
  app = await testApp();
  one = await tenant(app, 'one');
  billing = withKey(app, ADMIN.apiKey);
  admin = await administrator(app);
  owner = await signedIn(app, one.ownerLogin, PASSWORD);
});
afterAll(async () => await app.close());

const NEVER = new AbortController().signal;

async function upload(body: string | Uint8Array, query: Record<string, string> = {}) {
  const search = new URLSearchParams({ fileName: 'addresses.csv', ...query });
  const response = await fetch(`${app.url}/api/vedette/v1/address-codes/imports?${search}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'text/csv' },
    body,
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Uploads a file and takes it in. */
async function takeIn(body: string | Uint8Array) {
  const { body: read } = await upload(body);
  await billing.post(`/address-codes/imports/${read.id}/commit`);
  await applyImports(app.core, NEVER);
  await applyDue(app.core, NEVER);
  return (await billing.get(`/address-codes/imports/${read.id}`)).body;
}

test('a location is made, renamed, moved, merged and deleted over the API', async () => {
  const city = (await admin.post('/locations', { title: 'Kazan', code: 'k', latitude: 55.79, longitude: 49.11 })).body;
  expect(city).toMatchObject({ parentId: null, titles: ['Kazan'], childCount: 0, cameraCount: 0, latitude: 55.79 });
  const street = (await admin.post('/locations', { title: 'Lenina', parentId: city.id })).body;
  const house = (await admin.post('/locations', { title: '5', parentId: street.id, code: '' })).status;
  expect(house).toBe(400);
  const five = (await admin.post('/locations', { title: '5', parentId: street.id, code: 'k-5' })).body;
  expect((await admin.get(`/locations?parentId=${city.id}`)).body.items).toMatchObject([
    { title: 'Lenina', childCount: 1 },
  ]);
  expect((await admin.get('/locations?search=k-5')).body.items).toMatchObject([{ id: five.id }]);
  expect((await admin.patch(`/locations/${street.id}`, { title: 'Lenin' })).body.title).toBe('Lenin');
  expect((await admin.patch(`/locations/${city.id}`, { parentId: five.id })).body.error.fields).toHaveProperty(
    'parentId',
  );
  expect((await admin.patch(`/locations/${city.id}`, { latitude: null })).body.error.fields).toHaveProperty('latitude');
  const six = (await admin.post('/locations', { title: '6', parentId: street.id })).body;
  expect((await admin.post(`/locations/${five.id}/merge`, { intoId: six.id })).body).toMatchObject({ code: 'k-5' });
  expect((await admin.get(`/locations/${five.id}`)).status).toBe(404);
  const full = await admin.delete(`/locations/${street.id}`);
  expect([full.status, full.body.error.reason, full.body.error.params.locations]).toEqual([
    409,
    'location_not_empty',
    1,
  ]);
  expect((await admin.put(`/locations/${six.id}/codes/${encodeURIComponent('a/б')}`)).body.otherCodes).toEqual(['a/б']);
  expect((await admin.delete(`/locations/${six.id}/codes/${encodeURIComponent('a/б')}`)).status).toBe(200);
});

test('a camera has a location, is found by one above it, and counts there', async () => {
  const street = (await admin.post('/locations', { title: 'Camera street' })).body;
  const house = (await admin.post('/locations', { title: '1', parentId: street.id })).body;
  const at = `/cameras/${one.camera}`;
  expect((await admin.patch(at, { locationId: street.id })).body.error.reason).toBe('location_has_locations');
  expect((await admin.patch(at, { locationId: house.id })).body.location).toEqual({
    id: house.id,
    titles: ['Camera street', '1'],
  });
  expect((await admin.get(`/cameras?locationId=${street.id}`)).body.items).toMatchObject([{ id: one.camera }]);
  expect((await admin.get(`/locations/${street.id}`)).body.cameraCount).toBe(1);
  expect((await owner.get(at)).body.location).toBeNull();
  expect((await owner.patch(at, { locationId: null })).status).toBe(403);
  expect((await admin.delete(`/locations/${house.id}`)).status).toBe(409);
  expect((await admin.delete(`/locations/${house.id}?detach=true`)).status).toBe(200);
  expect((await admin.get(at)).body.location).toBeNull();
});

test('subscribers reach none of it, and of another domain nothing is found', async () => {
  const { sql } = app.core;
  const [domain] = await sql<{ id: number }[]>`insert into domain (title) values ('other') returning id`;
  const domainId = domain?.id ?? 0;
  const [foreign] = await sql<{ id: number }[]>`
    insert into location (id, domain_id, path, title) values (800001, ${domainId}, '{800001}', 'Foreign') returning id`;
  await sql`insert into location_code (domain_id, code, location_id, own) values (${domainId}, 'foreign', 800001, true)`;
  await sql`insert into address_code (domain_id, code, level, title, source) values (${domainId}, 'foreign-2', 'house', 'F', 'x')`;
  await sql`insert into address_import (id, domain_id, file_name, format, charset, uploaded_by, uploaded_at)
    values (800002, ${domainId}, 'f', 'csv', 'utf-8', 'x', now())`;
  const own = (await admin.post('/locations', { title: 'Ours' })).body;
  const calls: readonly (readonly [keyof Client, string, unknown?])[] = [
    ['get', `/locations/${foreign?.id}`],
    ['patch', `/locations/${foreign?.id}`, { title: 'Mine' }],
    ['delete', `/locations/${foreign?.id}`],
    ['post', `/locations/${foreign?.id}/merge`, { intoId: own.id }],
    ['post', `/locations/${own.id}/merge`, { intoId: foreign?.id }],
    ['put', `/locations/${foreign?.id}/codes/x`],
    ['delete', `/locations/${foreign?.id}/codes/foreign`],
    ['delete', `/locations/${own.id}/codes/foreign`],
    ['get', '/address-codes/imports/800002'],
    ['get', '/address-codes/imports/800002/rows'],
    ['post', '/address-codes/imports/800002/commit'],
    ['delete', '/address-codes/imports/800002'],
    ['post', '/address-codes/unresolved/foreign/retry'],
    ['delete', '/address-codes/unresolved/foreign'],
  ];
  for (const [method, path, body] of calls) {
    expect([method, path, (await admin[method](path, body as never)).status]).toEqual([method, path, 404]);
    expect([method, path, (await owner[method](path, body as never)).status]).toEqual([method, path, 403]);
  }
  expect((await admin.post('/locations', { title: 'x', parentId: foreign?.id })).body.error.fields).toHaveProperty(
    'parentId',
  );
  expect((await admin.patch(`/cameras/${one.camera}`, { locationId: foreign?.id })).body.error.fields).toHaveProperty(
    'locationId',
  );
  expect((await admin.put('/billing/locations/foreign')).body.error.reason).toBe('address_code_unknown');
  expect((await admin.put('/billing/locations/foreign-2')).body.error.reason).toBe('address_code_unknown');
  expect((await admin.get('/locations?search=foreign')).body.items).toEqual([]);
  expect((await admin.get('/address-codes?search=foreign')).body.items).toEqual([]);
  const closed: readonly (readonly [keyof Client, string, unknown?])[] = [
    ['get', '/locations'],
    ['post', '/locations', { title: 'Mine' }],
    ['get', '/address-codes'],
    ['post', '/address-codes', { code: 'c', title: 'c' }],
    ['get', '/address-codes/unresolved'],
    ['put', '/billing/locations/x'],
    ['delete', '/billing/locations/x'],
    ['post', '/address-codes/imports?fileName=x', {}],
  ];
  for (const [method, path, body] of closed)
    expect([method, path, (await owner[method](path, body as never)).status]).toEqual([method, path, 403]);
});

describe('imports', () => {
  test('a file is looked at, taken in, and the same again changes nothing', async () => {
    const file =
      'code;parent;level;title;lat;lon\r\nA;;region;Татарстан;;\r\nA1;A;city;Казань;55,79;49,11\r\nA11;A1;street;Баумана;;\r\n';
    const { status, body } = await upload(file);
    expect(status).toBe(201);
    expect(body).toMatchObject({ format: 'csv', charset: 'utf-8', state: 'read', counts: { made: 3, bad: 0 } });
    expect((await admin.get('/address-codes?search=A1')).body.items).toEqual([]);
    expect((await admin.post(`/address-codes/imports/${body.id}/commit`)).body.state).toBe('applying');
    expect((await admin.post(`/address-codes/imports/${body.id}/commit`)).status).toBe(409);
    await applyImports(app.core, NEVER);
    expect((await admin.get(`/address-codes/imports/${body.id}`)).body).toMatchObject({ state: 'done' });
    expect((await admin.get('/address-codes?search=A11')).body.items).toMatchObject([
      { code: 'A11', level: 'street', titles: ['Татарстан', 'Казань', 'Баумана'] },
    ]);
    expect((await upload(file)).body.counts).toEqual({ made: 0, changed: 0, skipped: 3, mismatched: 0, bad: 0 });
    const windows = Buffer.concat([
      Buffer.from('code;parent;title\nB;;'),
      Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]),
      Buffer.from('\n'),
    ]);
    expect(await takeIn(windows)).toMatchObject({ charset: 'windows-1251', counts: { made: 1 } });
    expect((await admin.get('/address-codes?search=B')).body.items[0].title).toBe('Москва');
  });

  test('bad rows are named and the good ones kept', async () => {
    const rows = [
      'code,parent,level,title,lat,lon',
      'G,,city,Good,,',
      ',G,street,No code,,',
      'with space,G,street,Space,,',
      'G2,G,street,,,',
      'G3,G,planet,Mars,,',
      'G4,nowhere,street,Lost,,',
      'G5,G4,house,Below lost,,',
      'G6,G,street,Half,55,',
      'G,,city,Again,,',
      'G7,G,street,Same,,',
      'G8,G,street,SAME,,',
      'C1,C2,street,Circle,,',
      'C2,C1,street,Circle two,,',
      'G9,G,street,Fine,55.1,37.2',
      '',
    ];
    const { body } = await upload(rows.join('\n'));
    expect(body.counts).toEqual({ made: 3, changed: 0, skipped: 0, mismatched: 0, bad: 11 });
    const left = (await admin.get(`/address-codes/imports/${body.id}/rows`)).body.items;
    expect(left.map((row: { n: number; reason: string }) => [row.n, row.reason])).toEqual([
      [3, 'address_code_malformed'],
      [4, 'address_code_malformed'],
      [5, 'address_title_missing'],
      [6, 'address_level_unknown'],
      [7, 'address_parent_unknown'],
      [8, 'address_parent_unknown'],
      [9, 'address_place_malformed'],
      [10, 'address_code_twice'],
      [12, 'address_title_twice'],
      [13, 'address_parent_unknown'],
      [14, 'address_parent_unknown'],
    ]);
    expect((await admin.delete(`/address-codes/imports/${body.id}`)).status).toBe(200);
    expect((await admin.get(`/address-codes/imports/${body.id}`)).status).toBe(404);
  });

  test('a title that the directory has by another code is a mismatch, and those below go by the code that it has', async () => {
    await takeIn('code,parent,title\nM,,Mismatch town\nM1,M,Old street\n');
    const { body } = await upload('code,parent,title\nX,,mismatch TOWN\nX1,X,New street\nX2,X,Old street\nX3,X2,1\n');
    expect(body.counts).toEqual({ made: 2, changed: 0, skipped: 0, mismatched: 2, bad: 0 });
    expect((await admin.get(`/address-codes/imports/${body.id}/rows`)).body.items).toMatchObject([
      { code: 'X', verdict: 'mismatched', sameAs: 'M' },
      { code: 'X2', verdict: 'mismatched', sameAs: 'M1' },
    ]);
    await admin.post(`/address-codes/imports/${body.id}/commit`);
    await applyImports(app.core, NEVER);
    expect((await admin.get('/address-codes?search=X3')).body.items).toMatchObject([
      { parentCode: 'M1', titles: ['Mismatch town', 'Old street', '1'] },
    ]);
    expect((await upload('code,parent,title\nM1,M,Renamed street\n')).body.counts).toMatchObject({ changed: 1 });
  });

  test('nested JSON is taken, and what is none is refused', async () => {
    const regions = [
      {
        code: 'J',
        name: 'Область "Ё"',
        extra: { ignored: [1, { deep: true }] },
        cities: [
          {
            uuid: 'J1',
            title: 'City',
            streets: [{ code: 'J11', title: 'Street', houses: [{ code: 'J111', title: '1', lat: 55.5, lon: 37.5 }] }],
          },
        ],
      },
    ];
    const { body } = await upload(JSON.stringify({ regions }, null, 1), { fileName: 'a.json' });
    expect(body).toMatchObject({ format: 'json' });
    expect(body.counts.made).toBe(4);
    await admin.post(`/address-codes/imports/${body.id}/commit`);
    await applyImports(app.core, NEVER);
    expect((await admin.get('/address-codes?search=J111')).body.items).toMatchObject([
      { level: 'house', titles: ['Область "Ё"', 'City', 'Street', '1'], latitude: 55.5 },
    ]);
    const broken = [
      '[{"code":"a"',
      '[{"code" "a"}]',
      '[{"code":"a"}]]',
      '[{]}',
      '{"code":tru}',
      '[{"a":1,}]',
      '[,]',
      '{"a":}',
    ];
    for (const text of broken)
      expect([text, (await upload(text)).body.error?.reason]).toEqual([text, 'address_file_unreadable']);
    expect((await upload('')).body.error.fields).toHaveProperty('file');
    expect((await upload('code;title\n')).body.error.reason).toBe('address_file_empty');
    expect((await upload('a;b\n1;2\n')).body.error.reason).toBe('address_file_columns');
    expect((await upload(`code;title\n1;"${'x'.repeat(70_000)}\n`)).body.error.reason).toBe('address_file_unreadable');
    expect((await upload(Buffer.from([0x63, 0xff, 0xfe]), { charset: 'utf-8' })).body.error.reason).toBe(
      'body_not_charset',
    );
    expect(
      (
        await app.core
          .sql`select from address_import_row r where not exists (select from address_import i where i.id = r.import_id)`
      ).length,
    ).toBe(0);
  });

  test('a billing that names an unknown code is told so, and gets its location when an import brings the code', async () => {
    const asked = await billing.put('/billing/locations/P-1');
    expect([asked.status, asked.body.error.reason]).toEqual([400, 'address_code_unknown']);
    await billing.put('/billing/locations/P-1');
    const keyed = await billing.put('/billing/locations/P-1', undefined, { 'idempotency-key': 'p-1' });
    expect(keyed.body.error.reason).toBe('address_code_unknown');
    expect((await admin.get('/address-codes/unresolved')).body.items).toMatchObject([
      { code: 'P-1', waiting: 1, failed: 0, verbs: ['location.create'] },
    ]);
    expect((await admin.post('/address-codes/unresolved/P-1/retry')).body.error.reason).toBe('address_code_unknown');
    await takeIn('code,parent,title\nP,,Pending town\nP-1,P,1\n');
    expect((await admin.get('/address-codes/unresolved')).body.items).toEqual([]);
    expect((await admin.get('/locations?search=P-1')).body.items).toMatchObject([{ titles: ['Pending town', '1'] }]);
    expect((await billing.put('/billing/locations/P-1')).status).toBe(200);
    expect((await billing.delete('/billing/locations/P-1')).status).toBe(200);
    expect((await billing.delete('/billing/locations/P-1')).status).toBe(200);
    expect((await admin.get('/locations?search=P-1')).body.items).toEqual([]);
    const events = (await admin.get('/billing-events?type=location.&limit=10')).body.items;
    expect(events.map((event: { type: string; outcome: string }) => `${event.type} ${event.outcome}`)).toEqual([
      'location.remove no_change',
      'location.remove applied',
      'location.ensure no_change',
      'location.ensure applied',
      ...Array.from({ length: 3 }, () => 'location.ensure pending'),
    ]);
    const cardOf = async (at: number) => (await admin.get(`/billing-events/${events[at].id}`)).body;
    // The same asked again while it waited, and what was done when the code arrived.
    const again = [events[5].id, events[4].id, events[3].id];
    expect(await cardOf(6)).toMatchObject({
      ...{ retryOf: null, retriedBy: again, pending: { code: 'P-1', state: 'applied' } },
    });
    expect(await cardOf(4)).toMatchObject({ retryOf: events[6].id, retriedBy: [], pending: null });
    expect(await cardOf(3)).toMatchObject({ retryOf: events[6].id, retriedBy: [], pending: null });
  });

  test('what waits is let go of by hand', async () => {
    await billing.put('/billing/locations/dropped');
    expect((await admin.delete('/address-codes/unresolved/dropped')).status).toBe(200);
    expect((await admin.delete('/address-codes/unresolved/dropped')).status).toBe(404);
    expect((await admin.post('/address-codes', { code: 'dropped', title: 'Dropped' })).status).toBe(201);
    expect(await applyDue(app.core, NEVER)).toEqual({ applied: 0, failed: 0 });
    expect((await admin.post('/address-codes', { code: 'dropped', title: 'Other' })).body.error.reason).toBe(
      'address_code_exists',
    );
    expect((await admin.post('/address-codes', { code: 'd2', title: 'DROPPED' })).body.error.reason).toBe(
      'address_title_exists',
    );
    expect(
      (await admin.post('/address-codes', { code: 'd3', title: 'x', parentCode: 'no' })).body.error.fields,
    ).toHaveProperty('parentCode');
  });
});
