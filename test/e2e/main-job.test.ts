import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';
import { type StartedServer, startServer } from '../support/server.ts';
import { framesAdvance, openBrowser } from './support/browser.ts';
import { readClock, videoPicture } from './support/clock-picture.ts';

/** The main job, as a billing and its subscriber see it: real server, real cameras, real browser. */
let server: StartedServer;
let camera: RtspServer;
let browser: Browser;
let page: Page;
const ids = { organization: 0, user: 0, clock: 0, rtsp: 0 };

async function billing<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${server.url}/vsaas/api/v2${path}`, {
    method,
    headers: { 'x-vsaas-api-key': server.apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function own(method: string, path: string, body: unknown): Promise<void> {
  const response = await fetch(`${server.url}/api/vedette/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

async function untilTrue(what: string, done: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await done().catch(() => false))) {
    if (Date.now() > end) throw new Error(`Not in time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const alive = async (name: string): Promise<boolean> =>
  (await billing<{ stream_status: { alive: boolean } }>('GET', `/cameras/${name}`)).stream_status.alive;

async function signIn(): Promise<void> {
  await page.goto(server.url);
  await page.getByLabel('Login').fill('anna');
  await page.getByLabel('Password', { exact: true }).fill('secret-7');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: /Yard/ }).first().waitFor();
}

const openCamera = async (id: number, at?: number): Promise<void> => {
  await page.goto(
    `${server.url}/cameras/${id}${at === undefined ? '' : `?t=${encodeURIComponent(new Date(at * 1000).toISOString())}`}`,
  );
};

const shownSecond = async (): Promise<number | undefined> =>
  await readClock(await videoPicture(page), Math.floor(Date.now() / 1000), 60);

beforeAll(async () => {
  server = await startServer({ first: true });
  camera = await new RtspServer(await makeFixture(), { auth: 'digest', user: 'viewer', password: 'p@ss/word' }).start();
  browser = await openBrowser();
  page = await (await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } })).newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await camera?.stop();
});

test('the billing makes organization, preset, cameras and subscriber, and the cameras stream within seconds', async () => {
  const preset = await billing<{ id: number }>('POST', '/presets', {
    title: 'Two days',
    is_adjustable: false,
    dvr_depth: 2,
  });
  const organization = await billing<{ id: number }>('POST', '/organizations', { title: 'Birch Street 7' });
  const rows = [
    { name: 'yard', title: 'Yard', stream_url: 'fake://clock', agent_serial: 'mJ0ODnktZFc' },
    { name: 'gate', title: 'Gate', stream_url: camera.url('gate') },
  ].map((row) => ({ ...row, enabled: true, preset_id: String(preset.id), organization_id: String(organization.id) }));
  expect(await billing('POST', '/cameras/import', rows)).toEqual({ created: 2, updated: 0, deleted: 0, errors: {} });
  const user = await billing<{ id: number }>('POST', '/users', {
    login: 'anna',
    password: 'secret-7',
    organization_id: String(organization.id),
  });
  const [folder] = await billing<{ id: number }[]>('GET', `/organizations/${organization.id}/folders`);
  await billing('POST', `/organizations/${organization.id}/folders/${folder?.id}/users`, {
    user_id: user.id,
    can_view_dvr: 1,
  });
  const own = await fetch(`${server.url}/api/vedette/v1/cameras?search=yard`, {
    headers: { authorization: `Bearer ${server.apiKey}` },
  });
  const gate = await fetch(`${server.url}/api/vedette/v1/cameras?search=gate`, {
    headers: { authorization: `Bearer ${server.apiKey}` },
  });
  ids.organization = organization.id;
  ids.user = user.id;
  ids.clock = ((await own.json()) as { items: { id: number }[] }).items[0]?.id ?? 0;
  ids.rtsp = ((await gate.json()) as { items: { id: number }[] }).items[0]?.id ?? 0;
  await untilTrue('both cameras live', async () => (await alive('yard')) && (await alive('gate')), 15_000);
});

test('the subscriber signs in and watches live: frames advance and the clock reads right', async () => {
  await signIn();
  await openCamera(ids.clock);
  await framesAdvance(page);
  await untilTrue(
    'the clock reads now',
    async () => Math.abs(((await shownSecond()) ?? 0) - Date.now() / 1000) < 5,
    10_000,
  );
  await openCamera(ids.rtsp);
  await framesAdvance(page);
});

test('the archive plays from the moment that was asked for', async () => {
  const token = (await billing<{ playback_config: { token: string } }>('GET', '/cameras/yard')).playback_config.token;
  let from = 0;
  await untilTrue(
    'twelve seconds of archive',
    async () => {
      const answer = await fetch(
        `${server.url}/yard/recording_status.json?from=0&to=now&request=ranges&token=${token}`,
      );
      const [first] = ((await answer.json()) as { ranges: { from: number; duration: number }[] }[])[0]?.ranges ?? [];
      from = first?.from ?? 0;
      return (first?.duration ?? 0) >= 12;
    },
    30_000,
  );
  await openCamera(ids.clock, from + 4);
  await framesAdvance(page);
  await untilTrue(
    'the clock reads the archive',
    async () => {
      const shown = (await shownSecond()) ?? 0;
      return shown >= from + 2 && shown <= from + 12;
    },
    10_000,
  );
});

test('suspended by the billing: the picture stops within five seconds, in live and archive; resumed, it all comes back', async () => {
  await openCamera(ids.clock);
  await framesAdvance(page);
  await billing('PUT', '/cameras/yard', { enabled: false });
  await page
    .getByText(/blocked/i)
    .first()
    .waitFor({ timeout: 5000 });
  await billing('PUT', '/cameras/yard', { enabled: true });
  await framesAdvance(page, 30_000);
  await billing('PUT', `/users/${ids.user}`, { enabled: false });
  await page.waitForFunction(
    () =>
      !document.querySelector('video') ||
      document.querySelector('video')?.paused ||
      document.querySelector('video')?.readyState === 0,
    undefined,
    { timeout: 5000 },
  );
  const refused = await fetch(`${server.url}/api/vedette/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'vedette' },
    body: JSON.stringify({ login: 'anna', password: 'secret-7' }),
  });
  expect(refused.status).toBe(403);
  await billing('PUT', `/users/${ids.user}`, { enabled: true });
  await signInAgainIfAsked();
  await openCamera(ids.clock);
  await framesAdvance(page);
});

test('blocked for its balance, the organization has its picture back within ten seconds of the payment', async () => {
  await openCamera(ids.clock);
  await framesAdvance(page);
  await own('PATCH', '/settings', { charging: 'prepaid', creditFloor: '0' });
  await own('POST', `/organizations/${ids.organization}/corrections`, { amount: '-100', reason: 'Use of last month' });
  await page.getByText(/^Switched off: the balance is used up/).waitFor({ timeout: 10_000 });
  await untilTrue('no camera streams', async () => !(await alive('yard')) && !(await alive('gate')), 15_000);
  await own('POST', `/organizations/${ids.organization}/payments`, { amount: '100' });
  await framesAdvance(page, 10_000);
});

async function signInAgainIfAsked(): Promise<void> {
  await page.goto(server.url);
  const asked = page.getByRole('button', { name: 'Sign in' });
  const inside = page.getByRole('link', { name: /Yard/ }).first();
  await asked.or(inside).first().waitFor();
  if (await asked.isVisible()) await signIn();
}

test('an ffmpeg that is killed comes back by itself, and the page with it', async () => {
  await openCamera(ids.clock);
  await framesAdvance(page);
  execFileSync('pkill', ['-9', '-P', String(server.process.pid), 'ffmpeg']);
  await framesAdvance(page, 30_000);
});

test('after kill -9 of the server the next start finds everything, and the open page goes on', async () => {
  await openCamera(ids.clock);
  await framesAdvance(page);
  const before = await billing<{ playback_config: { token: string } }>('GET', '/cameras/yard');
  const killedAt = Date.now() / 1000;
  await server.kill();
  server = await startServer({ dataDir: server.dataDir, port: server.port });
  await untilTrue('both cameras live', async () => (await alive('yard')) && (await alive('gate')), 20_000);
  await framesAdvance(page, 40_000);
  await untilTrue(
    'the archive of before and of after',
    async () => {
      const answer = await fetch(
        `${server.url}/yard/recording_status.json?from=0&to=now&request=ranges&token=${before.playback_config.token}`,
      );
      const ranges = ((await answer.json()) as { ranges: { from: number; duration: number }[] }[])[0]?.ranges ?? [];
      const last = ranges.at(-1);
      return (
        (ranges[0]?.from ?? killedAt) < killedAt - 10 && last !== undefined && last.from + last.duration > killedAt + 3
      );
    },
    30_000,
  );
});
