import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { otherNode } from '../support/other-node.ts';
import { type StartedServer, startServer } from '../support/server.ts';

/** The newest of the supported lines that this machine's own Node.js surely is not. */
const VERSION = '24.22.3';

let node: string;
let server: StartedServer;
beforeAll(async () => {
  node = await otherNode(VERSION);
  server = await startServer({ node, first: true });
}, 240_000);
afterAll(async () => server?.stop());

const call = async (method: string, path: string, body?: object, session?: string) => {
  const who = session === undefined ? { 'x-vsaas-api-key': server.apiKey } : { 'x-vsaas-session': session };
  const response = await fetch(`${server.url}/vsaas/api/v2${path}`, {
    method,
    headers: { ...who, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
};

test('the server starts, does the main job and stops under another Node.js than the one that built it', async () => {
  expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toBe(`v${VERSION}`);
  expect(server.process.spawnfile).toBe(node);
  expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);

  const preset = (await call('POST', '/presets', { title: 'Two days', is_adjustable: false, dvr_depth: 2 })).json;
  const organization = (await call('POST', '/organizations', { title: 'Birch Street 7' })).json;
  const camera = { name: 'yard', title: 'Yard', stream_url: 'fake://clock', enabled: true };
  const row = { ...camera, preset_id: String(preset.id), organization_id: String(organization.id) };
  expect((await call('POST', '/cameras/import', [row])).json).toMatchObject({ created: 1, errors: {} });
  const anna = { login: 'anna', password: 'secret-7', organization_id: String(organization.id) };
  const user = (await call('POST', '/users', anna)).json;
  await call('POST', '/organizations/2/folders/2/users', { user_id: user.id, can_view_dvr: 1 });
  await expect
    .poll(async () => (await call('GET', '/cameras/yard')).json.stream_status.alive, { timeout: 60_000 })
    .toBe(true);

  const login = async () => await call('POST', '/auth/login', { login: 'anna', password: 'secret-7' });
  const { session } = (await login()).json;
  const seen = (await call('GET', '/cameras/yard', undefined, session)).json;
  const playlist = async () =>
    (await fetch(`${server.url}/yard/index.m3u8?token=${seen.playback_config.token}`)).status;
  await expect.poll(playlist, { timeout: 60_000 }).toBe(200);
  await call('PUT', `/users/${user.id}`, { enabled: false });
  await expect.poll(playlist, { timeout: 20_000 }).toBe(403);
  expect((await login()).status).toBe(403);
  await call('PUT', `/users/${user.id}`, { enabled: true });
  expect((await login()).status).toBe(200);

  await server.stop();
  expect(server.process.exitCode).toBe(0);
}, 180_000);
