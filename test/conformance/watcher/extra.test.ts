import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

let app: TestApp;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  app = await testApp();
  call = caller(app);
});
afterAll(async () => await app.close());

const kept = async (table: 'camera' | 'app_user' | 'organization', id: number | string) => {
  const where = typeof id === 'string' ? app.core.sql`name = ${id}` : app.core.sql`id = ${id}`;
  const [row] = await app.core.sql<{ extra: { watcher?: unknown } | null }[]>`
    select extra from ${app.core.sql(table)} where ${where}`;
  return row?.extra?.watcher;
};
const ok = async (method: string, path: string, body?: unknown) => {
  const answer = await call(method, path, body);
  expect([path, answer.status, answer.body.error_message]).toEqual([path, 200, undefined]);
  return answer.body;
};
const lastChanges = async (name: string) =>
  ((await ok('GET', `/cameras/${name}`)).last_change as { event_data: { changed_data: Record<string, unknown> } })
    .event_data.changed_data;

test('unknown fields of a camera are kept and audited, never an error, never another column, never in the answer', async () => {
  const made = await ok('POST', '/cameras', {
    name: 'cam',
    stream_url: 'fake://clock',
    dvr_path: '/storage',
    rtsp_port: 554,
    archive_gb: 7,
    archiveDays: 9,
    id: 900_000,
    on_demand: true,
    'a b': 1,
    rtsp_password: 'canary',
    empty: '',
    none: 'None',
  });
  expect(made).toMatchObject({ name: 'cam', static: true });
  for (const name of ['dvr_path', 'dvr_space', 'archiveDays', 'id']) expect(made).not.toHaveProperty(name);
  const first = { dvr_path: '/storage', rtsp_port: 554, archive_gb: 7, archiveDays: 9, id: 900_000, on_demand: true };
  expect(await kept('camera', 'cam')).toEqual({ ...first, rtsp_password: '***' });
  const [row] = await app.core.sql`select id < 1000 as own, archive_gb, archive_days, on_demand from camera`;
  expect(row).toEqual({ own: true, archiveGb: null, archiveDays: null, onDemand: false });

  await ok('PUT', '/cameras/cam', { dvr_path: null, rtsp_port: 555, archive_gb: 7 });
  expect(await lastChanges('cam')).toEqual({ 'extra.dvr_path': ['/storage', null], 'extra.rtsp_port': [554, 555] });
  await ok('PUT', '/cameras/cam', { rtsp_port: 555, nested: undefined });
  expect(Object.keys(await lastChanges('cam'))).toHaveLength(2);
});

test('imports keep them too, of new cameras and of known ones', async () => {
  const rows = [
    { name: 'known', stream_url: 'fake://clock' },
    { name: 'fresh', stream_url: 'fake://clock', abonent_sign: 678, access: 'pri\tvate\\n"' },
  ];
  expect(await ok('POST', '/cameras/import', rows)).toEqual({ created: 2, updated: 0, deleted: 0, errors: {} });
  expect(await kept('camera', 'known')).toBeUndefined();
  expect(await kept('camera', 'fresh')).toEqual({ abonent_sign: 678, access: 'pri\tvate\\n"' });
  expect(await lastChanges('fresh')).toMatchObject({ 'extra.abonent_sign': [null, 678] });
  await ok('POST', '/cameras/import', [{ name: 'known', tags: { b: 1, aa: [1, null] } }]);
  await ok('POST', '/cameras/import', [{ name: 'known', tags: { b: 1, aa: [1, null] } }]);
  expect(await kept('camera', 'known')).toEqual({ tags: { b: 1, aa: [1, null] } });
  const notes = await app.core.sql`
    select from audit_change where object_kind = 'camera' and object_id = (select id from camera where name = 'known')`;
  expect(notes.length, 'a replay changes nothing').toBe(2);
});

test('what is shown comes back and leaves nothing behind', async () => {
  await ok('POST', '/cameras/import', [
    {
      name: 'whole',
      stream_url: 'rtsp://u:p@10.0.0.1/1',
      agent_serial: 'S1',
      agent_key: 'k',
      dvr_depth: 3,
      vision_alg: 'v',
      external_id: 'e',
    },
  ]);
  await ok('PUT', '/cameras/whole', await ok('GET', '/cameras/whole'));
  expect(await kept('camera', 'whole')).toBeUndefined();
  const user = await ok('POST', '/users', { login: 'mirror' });
  await ok('PUT', `/users/${user.id}`, await ok('GET', `/users/${user.id}`));
  expect(await kept('app_user', Number(user.id))).toBeUndefined();
  const organization = await ok('POST', '/organizations', { title: 'Mirror' });
  await ok('PUT', `/organizations/${organization.id}`, await ok('GET', `/organizations/${organization.id}`));
  expect(await kept('organization', Number(organization.id))).toBeUndefined();
});

test("an organization's and a user's: names of our own columns are the client's words all the same", async () => {
  const organization = await ok('POST', '/organizations', { title: 'Birch 7', note: 'theirs', contract_number: 'C-1' });
  const at = `/organizations/${organization.id}`;
  await ok('PUT', at, { outside_uid: 'u' });
  expect(await kept('organization', Number(organization.id))).toEqual({
    note: 'theirs',
    contract_number: 'C-1',
    outside_uid: 'u',
  });
  const [row] = await app.core.sql`
    select note, contract_number, outside_uid from organization where id = ${Number(organization.id)}`;
  expect(row).toEqual({ note: '', contractNumber: null, outsideUid: null });

  const body = {
    login: 'anna',
    password: 'secret',
    organization_id: organization.id,
    kind: 'administrator',
    balance: 12,
  };
  const anna = await ok('POST', '/users', body);
  expect(anna).toMatchObject({ is_admin: false });
  await ok('POST', '/users/import', [{ login: 'anna', balance: 13, parent_id: 1, credential_epoch: 99 }]);
  const stored = { kind: 'administrator', balance: 13, parent_id: 1, credential_epoch: '***' };
  expect(await kept('app_user', Number(anna.id))).toEqual(stored);
  const [user] = await app.core
    .sql`select kind, parent_id, credential_epoch from app_user where id = ${Number(anna.id)}`;
  expect(user).toEqual({ kind: 'subscriber', parentId: null, credentialEpoch: 1 });

  const herself = await signedIn(app, 'anna', 'secret');
  const change = await herself('PUT', '/profile', { name: 'Anna', balance: 99, kind: 'administrator' });
  expect([change.status, change.body.name]).toEqual([200, 'Anna']);
  expect(await kept('app_user', Number(anna.id)), "a subscriber's own are not kept").toEqual(stored);
});
