import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Archive } from '../../src/media/archive/archive.ts';
import { ADMIN } from '../support/app.ts';
import { until } from '../support/embedded.ts';
import { NO_DISK, type SmallDisk, smallDisk } from '../support/small-disk.ts';
import { type WholeApp, wholeApp } from '../support/whole-app.ts';

/** The database takes 45 MB of it, and its log 48 more at times. */
const DISK_BYTES = 240 * 2 ** 20;
const KEY = { authorization: `Bearer ${ADMIN.apiKey}`, 'x-vsaas-api-key': ADMIN.apiKey };
const BASIC = `Basic ${Buffer.from(`${ADMIN.login}:${ADMIN.password}`).toString('base64')}`;
const ROOTS = { AdminLogin: ADMIN.login, AdminPassword: ADMIN.password };

let disk: SmallDisk | undefined;
let app: WholeApp;
let token: string;

beforeAll(async () => {
  disk = await smallDisk(DISK_BYTES);
  if (!disk?.mounted) return;
  app = await wholeApp({ DATA_DIR: `${disk.path}/data` });
  const made = await own('POST', '/cameras', { name: 'yard', title: 'Yard', sourceUrl: 'fake://clock' });
  expect(made.status).toBe(201);
  token = ((await made.json()) as { playback: { token: string } }).playback.token;
  await until(async () => ((await status()).archiveBytes ?? 0) > 0);
}, 60_000);

afterAll(async () => {
  disk?.clear();
  await app?.stop();
  await disk?.release();
});

const own = (method: string, path: string, body?: object) => call(method, `/api/vedette/v1${path}`, body);

function call(method: string, path: string, body?: object, headers: Record<string, string> = KEY): Promise<Response> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${app.url}${path}`, { method, headers: { ...type, ...headers }, ...json });
}

interface Status {
  readonly state: string;
  readonly recording: boolean;
  readonly recordingError: { readonly code: string; readonly message: string } | null;
  readonly archiveBytes: number | null;
}

async function status(): Promise<Status> {
  return ((await (await own('GET', '/cameras/1')).json()) as { status: Status }).status;
}

const json = async (answer: Promise<Response>): Promise<unknown> => await (await answer).json();
const ready = async () => {
  const answer = await call('GET', '/health/ready');
  const { checks } = (await answer.json()) as { checks: Record<'database disk' | 'media', string> };
  return { code: answer.status, ...checks };
};

/** What is made free meanwhile, of the archive and of the database's log, goes to somebody else too. */
async function keepFull(): Promise<void> {
  await until(async () => {
    disk?.fill();
    const seen = await ready();
    return seen.media !== 'ok' && seen['database disk'] !== 'ok';
  });
}

/** One write of each dialect. */
const WRITES: Readonly<Record<string, () => Promise<Response>>> = {
  'own change': () => own('PATCH', '/cameras/1', { comment: String(Math.random()) }),
  'own create': () => own('POST', '/organizations', { title: String(Math.random()) }),
  'Watcher change': () => call('PUT', '/vsaas/api/v2/cameras/yard', { comment: String(Math.random()) }),
  'Watcher import': () => call('POST', '/vsaas/api/v2/cameras/import', [{ name: 'new', title: 'New' }]),
  'System API': () => call('POST', '/system-api/EditAccount', { ...ROOTS, ID: 1, Name: String(Math.random()) }, {}),
  'billing of SmartYard': () =>
    call('POST', '/bill/api/devices_mod/', { device_id: 1, title: 'Yard' }, { authorization: BASIC }),
};

beforeEach(({ skip }) => {
  if (!disk?.mounted) skip(NO_DISK);
});

test('before, everything is well', async () => {
  expect(await status()).toMatchObject({ state: 'live', recording: true, recordingError: null });
  expect(await ready()).toMatchObject({ code: 200, media: 'ok', 'database disk': 'ok' });
  for (const [name, ask] of Object.entries(WRITES)) expect([name, (await ask()).status < 500]).toEqual([name, true]);
});

test('somebody else fills the disk: states of every API say that nothing is recorded, and why', async () => {
  disk?.fill();
  await until(async () => (await status()).recordingError !== null);
  const message = expect.stringContaining('disk of the archive is full');
  const error = { code: 'disk_full', message };
  expect(await status()).toMatchObject({ state: 'live', recording: false, recordingError: error });
  const watcher = await json(call('GET', '/vsaas/api/v2/cameras/yard'));
  expect(watcher).toMatchObject({ stream_status: { alive: true, source_error: message } });
  await until(async () => ((await json(own('GET', '/overview'))) as { notRecorded: number }).notRecorded === 1);
  expect(await json(own('GET', '/streamers'))).toMatchObject({ items: [{ notRecorded: 1 }] });
});

test('/health/ready and the metrics say so too', async () => {
  await keepFull();
  const seen = await ready();
  expect(seen).toMatchObject({ code: 503, media: expect.stringMatching(/disk of the archive is full.* free \d+ MB/) });
  expect(seen['database disk']).toMatch(/disk of the database is full/);
  let metrics = '';
  // They are made anew every five seconds.
  await until(async () => {
    metrics = await (await call('GET', '/metrics')).text();
    return metrics.includes('vedette_recordings{state="failing"} 1');
  });
  expect(metrics).toContain('vedette_ready{check="media"} 0');
  expect(metrics).toContain('vedette_streams{state="alive"} 1');
  expect(metrics).toContain('vedette_recording_errors{reason="disk_full"} 1');
  expect(metrics).toMatch(/vedette_archive_disk_bytes\{of="free"\} \d/);
});

test('writes are 503 with the reason in the form of each dialect, and nothing of them is stored', async () => {
  await keepFull();
  for (const [name, ask] of Object.entries(WRITES)) {
    const answer = await ask();
    const said = await answer.text();
    expect([name, answer.status, said]).toEqual([name, 503, said]);
    expect([name, said]).toEqual([
      name,
      expect.stringMatching(/The disk of the database is full|Диск базы данных заполнен/),
    ]);
    expect([name, answer.headers.get('retry-after')]).toEqual([name, '5']);
  }
  expect(await json(own('PATCH', '/cameras/1', { title: 'Other' }))).toMatchObject({ error: { outage: 'full' } });
  expect(await json(own('GET', '/cameras/1'))).toMatchObject({ title: 'Yard' });
});

test('what needs no room goes on: lists, live pictures, who may watch', async () => {
  expect((await own('GET', '/cameras')).status).toBe(200);
  expect((await call('GET', '/vsaas/api/v2/cameras')).status).toBe(200);
  const forpost = await json(call('POST', '/system-api/GetAccounts', ROOTS, {}));
  expect(forpost).not.toHaveProperty('ErrorCode');
  for (const path of ['/yard/index.m3u8?', '/yard/preview.jpg?', '/vsaas/api/camera_auth?name=yard&'])
    expect([path, (await call('GET', `${path}token=${token}`, undefined, {})).status]).toEqual([path, 200]);
});

test('when there is room again everything goes on by itself', async () => {
  disk?.clear();
  await until(async () => (await status()).recording);
  await until(async () => (await ready()).code === 200);
  expect(await status()).toMatchObject({ recording: true, recordingError: null });
  for (const [name, ask] of Object.entries(WRITES)) expect([name, (await ask()).status < 500]).toEqual([name, true]);
  expect(app.logged.filter(({ event }) => event === 'request failed')).toEqual([]);
});

test('on a full disk it starts at the cost of the oldest recordings', async () => {
  await app.stop();
  const archive = new Archive(`${disk?.path}/data`, { debug() {}, info() {}, warn() {}, error() {} });
  await archive.start();
  const camera = await archive.camera(1);
  const start = Date.now() - 5 * 3_600_000;
  const path = join(camera.spoolFolder, 'old.part');
  writeFileSync(path, Buffer.alloc(30_000_000, 1));
  const gops = [[0, 1, 29_999_999]] as [number, number, number][];
  await camera.adopt({ path, start, dur: 60_000, size: 30_000_000, initLen: 1, epoch: 1, gops, done: false });
  disk?.fill();
  app = await wholeApp({ DATA_DIR: `${disk?.path}/data` });
  expect((await own('GET', '/cameras')).status).toBe(200);
  expect(app.logged.some(({ event }) => /the oldest hours go before their time/.test(event))).toBe(true);
}, 60_000);

test('with nothing left that may go it says why it does not start, and what to do', async () => {
  await app.stop();
  rmSync(`${disk?.path}/data/archive`, { recursive: true, force: true });
  disk?.fill();
  await expect(wholeApp({ DATA_DIR: `${disk?.path}/data` })).rejects.toThrow(
    /The disk of DATA_DIR .* is full: 0 MB are free/,
  );
  disk?.clear();
  app = await wholeApp({ DATA_DIR: `${disk?.path}/data` });
  expect((await own('GET', '/cameras')).status).toBe(200);
}, 60_000);
