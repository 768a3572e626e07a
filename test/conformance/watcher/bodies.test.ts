import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

let app: TestApp;
let asKey: ReturnType<typeof caller>;
beforeAll(async () => {
  app = await testApp();
  asKey = caller(app);
});
afterAll(async () => {
  await app.close();
});

test('an import of more than 10 MB is taken', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => ({
    name: `big-${i}`,
    title: `Camera ${i}`,
    comment: 'x'.repeat(3900),
    agent_id: 'y'.repeat(200),
    agent_serial: `serial-${i}`,
    postal_address: 'z'.repeat(400),
    stream_url: 'fake://clock',
  }));
  const body = JSON.stringify(rows);
  expect(body.length).toBeGreaterThan(10 * 1024 * 1024);
  expect((await asKey('POST', '/cameras/import', body)).body).toEqual({
    created: 2500,
    updated: 0,
    deleted: 0,
    errors: {},
  });
  const again = await asKey('POST', '/cameras/import', rows.slice(0, 50));
  expect(again.body).toEqual({ created: 0, updated: 50, deleted: 0, errors: {} });
}, 60_000);

test('a limit of any size is taken: what is long goes out as it is read', async () => {
  const names = async (query: string) => {
    const { body, headers } = await asKey('GET', `/cameras?${query}`);
    return {
      names: (body as unknown as { name: string }[]).map(({ name }) => name),
      total: headers.get('x-total-count'),
    };
  };
  const all = await names('limit=1000000');
  expect(all.total).toBe('2500');
  expect(new Set(all.names).size).toBe(2500);
  const first = await names('limit=1500');
  expect(first).toEqual({ names: all.names.slice(0, 1500), total: null });
  expect(await names('limit=1500&offset=1500')).toEqual({ names: all.names.slice(1500), total: '2500' });
  const found = await names('limit=1000000&search=big-1');
  expect(new Set(found.names).size).toBe(1111);
  const head = await fetch(`${app.url}/vsaas/api/v2/cameras?limit=1000000`, {
    method: 'HEAD',
    headers: { 'x-vsaas-api-key': ADMIN.apiKey },
  });
  expect(head.status).toBe(200);
}, 60_000);

test('the users of an organization are paged for whoever asks, and all there without', async () => {
  const { id } = (await asKey('POST', '/organizations', { title: 'crowd' })).body as { id: number };
  const rows = Array.from({ length: 1201 }, (_, i) => ({ login: `crowd-${i}`, organization_id: id }));
  expect((await asKey('POST', '/users/import', rows)).body).toMatchObject({ created: 1201 });
  const users = async (query: string) => {
    const { body, headers } = await asKey('GET', `/organizations/${id}/users${query}`);
    return { count: (body as unknown as unknown[]).length, total: headers.get('x-total-count') };
  };
  expect((await users('')).count).toBe(1201);
  expect((await users('?limit=7')).count).toBe(7);
  expect(await users('?limit=1000&offset=1000')).toEqual({ count: 201, total: '1201' });
  const everyone = (await asKey('GET', '/users?limit=5000')).body as unknown as { login: string }[];
  expect(new Set(everyone.map(({ login }) => login)).size).toBe(1202);
}, 60_000);

test('any other body of more than 1 MB is refused in JSON', async () => {
  const { status, body } = await asKey('POST', '/cameras', { title: 'x', comment: 'y'.repeat(1_100_000) });
  expect(status).toBe(413);
  expect(body).toMatchObject({ success: false, error_message: expect.any(String) });
});

test('an import of new cameras makes nobody forget what is known of the others', async () => {
  const told: unknown[] = [];
  app.core.feed.onChanges((changes) => told.push(...changes));
  const rows = ['fresh-1', 'fresh-2'].map((name) => ({ name, stream_url: 'fake://clock' }));
  expect((await asKey('POST', '/cameras/import', rows)).body).toMatchObject({ created: 2 });
  await app.core.feed.settled();
  expect(told).toContainEqual({ kind: 'camera', key: expect.any(Number) });
  expect(told).not.toContainEqual(expect.objectContaining({ kind: 'all' }));
});

test('an import is not read of those who may not import', async () => {
  await asKey('POST', '/users', { login: 'plain', password: 'secret-1' });
  const plain = await signedIn(app, 'plain', 'secret-1');
  for (const path of ['/cameras/import', '/users/import', '/domains/1/cameras/import']) {
    // No JSON: whoever reads it says so.
    expect((await plain('POST', path, '[')).status).toBe(403);
  }
});

test('a body that is nested without end is refused', async () => {
  const deep = `${'[1,'.repeat(200_000)}1${']'.repeat(200_000)}`;
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'a/b']) {
    const { status } = await asKey('POST', '/cameras', deep, { 'content-type': type, 'idempotency-key': 'deep' });
    expect(status).toBe(400);
  }
  const own = await fetch(`${app.url}/api/vedette/v1/cameras`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN.apiKey}`, 'content-type': 'application/json', 'idempotency-key': 'deep' },
    body: deep,
  });
  expect(own.status).toBe(400);
});

test('a write that carries an Idempotency-Key happens once', async () => {
  const key = { 'idempotency-key': 'create-1' };
  const first = await asKey('POST', '/cameras', { title: 'once', stream_url: 'fake://clock' }, key);
  const second = await asKey('POST', '/cameras', { title: 'once', stream_url: 'fake://clock' }, key);
  expect(second.body).toEqual(first.body);
  expect((await asKey('POST', '/cameras', { title: 'other', stream_url: 'fake://clock' }, key)).status).toBe(400);
  const cameras = (await asKey('GET', '/cameras?search=once')).body as unknown as unknown[];
  expect(cameras).toHaveLength(1);
  const users = { 'idempotency-key': 'users-1' };
  const rows = [{ login: 'a', password: 'secret-1' }, { login: 'b' }];
  expect((await asKey('POST', '/users/import', rows, users)).body).toMatchObject({ created: 2 });
  expect((await asKey('POST', '/users/import', rows, users)).body).toMatchObject({ created: 2 });
});

test('requests of all kinds of nonsense are answered with 4xx in JSON, never with a fault of ours', async () => {
  const values = [null, [], {}, '', 'x', -1, 1e308, true, '\ud800', { $gt: '' }, [[1]], 'a'.repeat(5000)];
  const paths = [
    '/cameras',
    '/users',
    '/organizations',
    '/presets',
    '/mosaics',
    '/organizations/1/users',
    '/organizations/1/folders',
    '/organizations/1/folders/1/users',
    '/organizations/1/presets',
    '/auth/login',
    '/auth/forgot-password',
    '/auth/restore-password',
    '/cameras/import',
    '/users/import',
    '/auth/generate-autologin-token',
  ];
  const fields = [
    'title',
    'name',
    'login',
    'password',
    'enabled',
    'organization_id',
    'preset_id',
    'folder_id',
    'dvr_depth',
    'stream_url',
    'user_id',
    'cameras',
    'token',
    'password1',
    'password2',
    'max_sessions',
    'agent_serial',
    'vision_params',
    'folders_permissions',
    'coordinates',
    'valid_till',
    'lifetime',
    'thumbnails',
    'locale',
  ];
  for (const path of paths) {
    const bodies = values.flatMap((value) => [
      value,
      [value, value],
      Object.fromEntries(fields.map((field) => [field, value])),
    ]);
    const answers = await Promise.all(bodies.map((body) => asKey('POST', path, JSON.stringify(body))));
    answers.forEach(({ status, body }, i) => {
      // 503 is a refusal too: no SMTP server is set here.
      const refused = status < 500 || (status === 503 && path === '/auth/forgot-password');
      expect(refused, `${status} ${path} ${JSON.stringify(bodies[i]).slice(0, 200)}`).toBe(true);
      if (status >= 400) expect(body, path).toMatchObject({ error_message: expect.any(String) });
    });
  }
  expect(app.logged.filter((line) => line.level === 'error')).toEqual([]);
}, 120_000);
