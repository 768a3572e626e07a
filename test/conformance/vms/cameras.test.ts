import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { call, foreign, own } from './support.ts';

let app: TestApp;
let theirs: Awaited<ReturnType<typeof foreign>>;
let preset = 0;
let folder = 0;
beforeAll(async () => {
  app = await testApp();
  theirs = await foreign(app);
  preset = (await own(app).post('/presets', { title: '8MP', archiveDays: 7, adjustable: true })).body.id;
  const house = (await own(app).post('/organizations', { title: 'House' })).body.id;
  const made = await own(app).post(`/organizations/${house}/folders`, {
    title: 'Yard',
    outsideIds: ['house-1', 'house-1/flat-7'],
  });
  folder = made.body.id;
});
afterAll(async () => await app.close());

const create = (body: object, version = 'v2') => call(app, 'POST', `/${version}/billing/cameras`, body);

test('a camera is made as the billing says it', async () => {
  const answer = await create({
    ...{ name: 'Yard 1', mac: '00-1A-2B-3C-4D-5E', serial_number: 'SN-1', external_id: 'yard-1', service: '8mp' },
    ...{ group_type: 'public', group_external_id: 'house-1', is_user_owner: true, latitude: '58.01', longitude: 56.25 },
    onvif_credentials: { login: 'admin', password: 'canary-onvif', port: '8899' },
    is_can_manage_archive_storage_days: true,
    streams: [
      { type: 'high', is_archive_enabled: true, archive_storage_days: '14' },
      { type: 'low', is_archive_enabled: false },
    ],
  });
  expect(answer.status).toBe(201);
  const { id } = answer.body;
  expect(answer.body).toMatchObject({ name: 'Yard 1', external_id: 'yard-1', service: '8MP', group_id: folder });
  const { body } = await own(app).get(`/cameras/${id}`);
  expect(body).toMatchObject({ title: 'Yard 1', coordinates: '58.01 56.25', preset: { id: preset } });
  const [row] = await app.core.sql`
    select c.archive_days, c.extra -> 'vms' as extra, n.mac, n.http_port, n.onvif_credentials_sealed as sealed
    from camera c join camera_connection n on n.camera_id = c.id where c.id = ${id}`;
  expect(row).toMatchObject({ archiveDays: 14, mac: '00:1a:2b:3c:4d:5e', httpPort: 8899 });
  expect(row?.extra).toEqual({ serial_number: 'SN-1', is_user_owner: true, is_can_manage_archive_storage_days: true });
  const opened = app.core.sealer.open(`camera_connection.onvif_credentials:${id}`, row?.sealed);
  expect(JSON.parse(opened)).toEqual({ login: 'admin', password: 'canary-onvif' });
  for (const table of ['camera', 'camera_connection', 'billing_event', 'audit_change', 'domain_event'])
    expect(await app.core.sql.unsafe(`select from ${table} t where t::text like '%canary%'`), table).toEqual([]);
});

test('the first version says the same, and a private group is a folder by its key', async () => {
  const body = { name: 'Flat', group_type: 'private', group_external_id: 'house-1', folder_key: 'flat-7' };
  const answer = await create(body, 'v1');
  expect([answer.status, answer.body.group_id]).toEqual([201, folder]);
});

test('an archive that is switched off records nothing', async () => {
  const { body } = await create({ name: 'Off', service: '8MP', streams: [{ type: 'high', is_archive_enabled: 0 }] });
  expect((await own(app).get(`/cameras/${body.id}`)).body.recordMode).toBe('off');
});

test('an external id is one camera’s, and calls that meet make one', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => create({ name: 'Met', external_id: 'met-1' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
  const refused = answers.find(({ status }) => status === 422);
  expect(Object.keys(refused?.body.errors)).toEqual(['external_id']);
  expect((await create({ name: 'Ours', external_id: 'other-ext' })).status).toBe(201);
});

test('another provider’s groups and services are not there', async () => {
  for (const [field, value, named] of [
    ['group_id', theirs.folder, 'group_id'],
    ['group_external_id', 'other-group', 'group_id'],
    ['service', 'foreign preset', 'service'],
  ] as const) {
    const answer = await create({ name: 'x', [field]: value });
    expect([field, answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([field, 422, [named]]);
  }
});
