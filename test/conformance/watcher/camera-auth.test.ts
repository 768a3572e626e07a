import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, type TestApp, testApp } from '../../support/app.ts';
import { caller, signedIn } from './client.ts';

type Call = ReturnType<typeof caller>;
const DAY_S = 86_400;

let app: TestApp;
let asKey: Call;
let viewer: Call;
let user: number;
let organization: number;
let folder: number;

beforeAll(async () => {
  app = await testApp();
  asKey = caller(app);
  organization = Number((await asKey('POST', '/organizations', { title: 'Home' })).body.id);
  const preset = (await asKey('POST', '/presets', { title: 'Two days', dvr_depth: 2 })).body.id;
  const camera = await asKey('POST', '/cameras', {
    name: 'yard',
    stream_url: 'fake://clock',
    organization_id: organization,
    preset_id: preset,
  });
  folder = Number(camera.body.folder_id);
  await asKey('POST', '/cameras', { name: 'other', stream_url: 'fake://clock' });
  user = Number(
    (
      await asKey('POST', '/users', {
        login: 'anna',
        password: 'secret-1',
        organization_id: organization,
        max_sessions: 3,
      })
    ).body.id,
  );
  await grant({ can_view_dvr: 1 });
  viewer = await signedIn(app, 'anna', 'secret-1');
});
afterAll(async () => {
  await app.close();
});

const grant = (rights: object) =>
  asKey('POST', `/organizations/${organization}/folders/${folder}/users`, { user_id: user, ...rights });

async function tokenOf(ask: Call, name = 'yard'): Promise<string> {
  const { body } = await ask('GET', `/cameras/${name}`);
  return (body.playback_config as { token: string }).token;
}

const ask = (token: string, name = 'yard') =>
  caller(app, {})(
    'GET',
    `/vsaas/api/camera_auth?name=${name}&proto=hls&ip=10.0.0.1&request_type=new_session&session_id=1&token=${token}`,
  );

test('a viewer may play, as deep as the preset says, and the server is told who it is', async () => {
  const { status, headers, body } = await ask(await tokenOf(viewer));
  expect(status).toBe(200);
  expect(headers.get('x-userid')).toBe(String(user));
  expect(headers.get('x-max-sessions')).toBe('3');
  expect(Number(headers.get('x-authduration'))).toBeGreaterThan(0);
  const [range] = body.allowed_dvr_ranges as { opened_at: number; closed_at: number }[];
  expect(Date.now() / 1000 - (range?.opened_at ?? 0)).toBeCloseTo(2 * DAY_S, -2);
  expect(range?.closed_at).toBeGreaterThan(Date.now() / 1000);
});

test("a permission's own depth limit cuts the archive further, and no right to it leaves none", async () => {
  const token = await tokenOf(viewer);
  await grant({ dvr_depth_limit: 3600 });
  const [range] = (await ask(token)).body.allowed_dvr_ranges as { opened_at: number }[];
  expect(Date.now() / 1000 - (range?.opened_at ?? 0)).toBeCloseTo(3600, -2);
  await grant({ can_view_dvr: false, dvr_depth_limit: null });
  expect((await ask(token)).body).toEqual({ allowed_dvr_ranges: [] });
  await grant({ can_view_dvr: true });
});

test('an unknown camera, a foreign token, a false token and none are refused', async () => {
  const token = await tokenOf(viewer);
  for (const [name, sent] of [
    ['none', token],
    ['other', token],
    ['yard', `${token.slice(0, -2)}AA`],
    ['yard', 'x'],
    ['yard', ''],
  ] as const)
    expect((await ask(sent, name)).status, `${name} ${sent}`).toBe(403);
  expect((await caller(app, {})('GET', '/vsaas/api/camera_auth')).status).toBe(403);
});

test('it may be asked by POST, and the token may stand in the query string of the player', async () => {
  const token = await tokenOf(viewer);
  const post = caller(app, {});
  expect((await post('POST', '/vsaas/api/camera_auth', { name: 'yard', token })).status).toBe(200);
  expect((await post('POST', '/vsaas/api/camera_auth', { name: 'yard', qs: `dvr=1&token=${token}` })).status).toBe(200);
  expect((await post('POST', '/vsaas/api/camera_auth', { name: 'yard', token, mode: 'publish' })).status).toBe(403);
});

test.each([
  [
    'the user is suspended',
    () => asKey('PUT', `/users/${user}`, { enabled: false }),
    () => asKey('PUT', `/users/${user}`, { enabled: true }),
  ],
  [
    'the camera is switched off',
    () => asKey('PUT', '/cameras/yard', { enabled: false }),
    () => asKey('PUT', '/cameras/yard', { enabled: true }),
  ],
  [
    'the permission is taken away',
    () => asKey('DELETE', `/organizations/${organization}/folders/${folder}/users/${user}`),
    () => grant({ can_view_dvr: true }),
  ],
])('the next question is refused when %s, and allowed again with the same token afterwards', async (_what, off, on) => {
  const token = await tokenOf(viewer);
  expect((await ask(token)).status).toBe(200);
  expect((await off()).status).toBe(200);
  expect((await ask(token)).status).toBe(403);
  expect((await on()).status).toBe(200);
  expect((await ask(token)).status).toBe(200);
});

test("the billing's token ends with its key, and a user's with its password", async () => {
  const keyToken = await tokenOf(asKey);
  const userToken = await tokenOf(viewer);
  expect((await ask(keyToken)).status).toBe(200);
  await asKey('PUT', `/users/${user}`, { password: 'secret-2' });
  expect((await ask(userToken)).status).toBe(403);
  const key = '33333333-3333-4333-8333-333333333333';
  expect((await asKey('PUT', '/settings', { api_key: key })).status).toBe(200);
  expect((await ask(keyToken)).status).toBe(403);
  await caller(app, { 'x-vsaas-api-key': key })('PUT', '/settings', { api_key: ADMIN.apiKey });
});
