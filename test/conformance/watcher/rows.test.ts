import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

const MEDIA_TOKEN = 'static-token-of-the-media-servers';
let app: TestApp;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  app = await testApp({ env: { MEDIA_TOKEN } });
  call = caller(app);
  await call('POST', '/users', { login: 'anna', password: 'secret' });
});
afterAll(async () => await app.close());

test('a refused key and a refused session have codes of their own, and the same words', async () => {
  const none = await caller(app, {})('GET', '/cameras');
  const key = await caller(app, { 'x-vsaas-api-key': 'wrong' })('GET', '/cameras');
  const session = await caller(app, { 'x-vsaas-session': 'A'.repeat(27) })('GET', '/cameras');
  expect([none, key, session].map(({ status, body }) => [status, body.error_code])).toEqual([
    [403, 'Forbidden'],
    [403, 'WrongApikey'],
    [403, 'ApikeyExpired'],
  ]);
  expect(new Set([none, key, session].map(({ body }) => body.error_message)).size).toBe(1);
  const login = await caller(app, { 'x-vsaas-api-key': 'stale' })('POST', '/auth/login', {
    login: 'anna',
    password: 'no',
  });
  expect([login.status, login.body.error_code]).toEqual([403, 'Forbidden']);
});

test('a list of users is made whole or not at all, and answered as a list', async () => {
  const made = await call('POST', '/users', [
    { login: 'a', password: 'x' },
    { login: 'b', organization_id: '1' },
  ]);
  expect(made.status).toBe(200);
  expect((made.body as unknown as { login: string }[]).map(({ login }) => login)).toEqual(['a', 'b']);
  const refused = await call('POST', '/users', [{ login: 'c' }, { login: 'A' }]);
  expect([refused.status, refused.body.error_code]).toEqual([400, 'ValidationError']);
  expect((await call('GET', '/users?search=c')).body).toEqual([]);
  expect(await call('POST', '/users', [{ login: 'one' }])).toMatchObject({ status: 200, body: { login: 'one' } });
  expect(
    (
      await call(
        'POST',
        '/users',
        Array.from({ length: 101 }, (_, i) => ({ login: `u${i}` })),
      )
    ).status,
  ).toBe(400);
  const anna = await signedIn(app, 'anna', 'secret');
  expect((await anna('POST', '/users', [{ login: 'd' }, { login: 'e' }])).status).toBe(403);
});

test('the import at its older address answers as the older documents have it', async () => {
  const at = '/vsaas/api/interchange/usercameras';
  const rows = [
    { name: 'old', stream_url: 'fake://clock' },
    { title: 'Gate', stream_url: 'fake://clock', agent_serial: 'S' },
  ];
  const first = await call('POST', at, rows);
  expect(first.body).toEqual({
    zu: 0,
    cameras: [
      { name: 'old', created: true },
      { name: expect.stringMatching(/^gate-[0-9a-f]{10}$/), created: true },
    ],
    users: [],
    success: true,
    zc: 2,
  });
  const csv = 'agent_serial;title\nS;Gate 2\n'.replaceAll(';', ',');
  const again = await call('POST', at, csv, { 'content-type': 'text/csv' });
  const [gate] = (first.body.cameras as { name: string }[]).slice(1);
  expect(again.body).toMatchObject({ cameras: [{ name: gate?.name, created: false }], success: true, zc: 1 });
  const bad = await call('POST', at, [{ name: 'x', preset_id: 999 }]);
  expect(bad.body).toMatchObject({ success: false, zc: 0, errors: { x: expect.stringContaining('999') } });
  expect((await caller(app, {})('POST', at, rows)).status).toBe(403);
  const anna = await signedIn(app, 'anna', 'secret');
  expect((await anna('POST', at, rows)).status).toBe(403);
});

test('searching for cameras says what is missing, to whoever may add some', async () => {
  const anna = await signedIn(app, 'anna', 'secret');
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const body = method === 'PUT' ? { address: '10.0.0.1', login: 'a', password: 'b' } : undefined;
    const answer = await call(method, '/cameras/discover', body);
    expect([answer.status, answer.body.error_message]).toEqual([503, expect.stringContaining('ONVIF')]);
    expect((await anna(method, '/cameras/discover', body)).status).toBe(403);
  }
});

test("an activation token is the subscriber's to ask for, and nobody has one yet", async () => {
  const anna = await signedIn(app, 'anna', 'secret');
  expect((await call('POST', '/agent_activation_token', { title: 'Gate' })).status).toBe(403);
  const answer = await anna('POST', '/agent_activation_token', { title: 'Gate' });
  expect([answer.status, answer.body.error_message]).toEqual([503, expect.stringContaining('agent')]);
  expect((await anna('GET', '/agent_activation_token/123')).status).toBe(404);
});

test('the static media token plays every camera but a blocked one, and is nothing anywhere else', async () => {
  const ask = async (token: string, name = 'yard') =>
    (await caller(app, {})('GET', `/vsaas/api/camera_auth?name=${name}&token=${token}`)).status;
  await call('POST', '/cameras', { name: 'yard', stream_url: 'fake://clock' });
  expect([await ask(MEDIA_TOKEN), await ask(`${MEDIA_TOKEN}x`), await ask(MEDIA_TOKEN, 'none')]).toEqual([
    200, 403, 403,
  ]);
  await call('PUT', '/cameras/yard', { enabled: false });
  expect(await ask(MEDIA_TOKEN)).toBe(403);
  for (const header of ['x-vsaas-api-key', 'x-vsaas-session'])
    expect((await caller(app, { [header]: MEDIA_TOKEN })('GET', '/cameras')).status).toBe(403);
  const without = await testApp();
  await caller(without)('POST', '/cameras', { name: 'yard', stream_url: 'fake://clock' });
  for (const token of [MEDIA_TOKEN, ''])
    expect((await caller(without, {})('GET', `/vsaas/api/camera_auth?name=yard&token=${token}`)).status).toBe(403);
  await without.close();
});
