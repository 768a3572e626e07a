import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed } from '../support/media-bed.ts';

let bed: MediaBed;
let started = 0;

beforeAll(async () => {
  bed = await MediaBed.start();
  bed.admit('t', [1]);
  bed.admit('other', [2]);
  bed.control.put({ cameraId: 1, name: 'hall', url: 'fake://fake' });
  bed.control.put({ cameraId: 2, name: 'hall/back', url: 'fake://fake', onDemand: true });
  await bed.control.state(1, ({ alive }) => alive);
  started = await bed.control.until(() => bed.node.archive.loaded(1)?.from);
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > started + 4000 ? true : undefined));
});

afterAll(() => bed.stop());

const RESOURCES = ['index.m3u8', 'mono.m3u8', 'preview.jpg', 'preview.mp4', 'recording_status.json', 'media_info.json'];

test('no token, a wrong one, another camera’s and an unknown camera get the same refusal everywhere', async () => {
  const { uris } = await bed.playlist('hall', 'index.m3u8', 't');
  const children = uris.slice(0, 2).map((uri) => new URL(uri).pathname.split('/').at(-1) ?? '');
  const answers = new Set<string>();
  for (const resource of [...RESOURCES, ...children, `archive-${Math.floor(started / 1000)}-4.mp4`]) {
    for (const [name, token] of [
      ['hall', undefined],
      ['hall', 'nope'],
      ['hall', 'other'],
      ['none', 't'],
    ] as const) {
      const response = await bed.get(name, resource, token);
      answers.add(`${response.status} ${await response.text()}`);
    }
  }
  expect([...answers]).toEqual(['403 {"error":"forbidden","message":"This camera is not open to this token"}']);
  const clients = [bed.mse('hall'), bed.mse('hall', 'other')];
  for (const client of clients) expect(await client.until(({ refused }) => refused)).toBe(403);
});

test('what is no media URL is left to others', async () => {
  for (const path of ['hall', 'hall/', 'hall/unknown.txt', 'index.m3u8']) {
    const response = await fetch(bed.url(path.split('/')[0] ?? '', path.split('/').slice(1).join('/'), 't'));
    expect(response.status).toBe(404);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('numbers that mean nothing are the caller’s mistake', async () => {
  const odd = ['archive--5-10.m3u8', 'archive-1e9-10.m3u8', 'archive-NaN-10.mp4', 'archive-1700000000-0.m3u8'];
  odd.push(
    'archive-1700000000--3.mp4',
    `archive-${'9'.repeat(30)}-10.m3u8`,
    `archive-1700000000-${'9'.repeat(30)}.mp4`,
  );
  odd.push('archive-1700000000-86401.mp4', 'archive-1700000000-now.mp4', 'NaN-preview.jpg', '-1-preview.mp4');
  for (const resource of odd) {
    const response = await bed.get('hall', resource, 't');
    expect([resource, response.status, await response.json()]).toMatchObject([resource, 400, { error: 'bad_request' }]);
  }
  const status = await fetch(`${bed.url('hall', 'recording_status.json', 't')}&from=-1&to=now`);
  expect(status.status).toBe(400);
});

test('players of other sites may fetch, nothing is cached, HEAD works', async () => {
  for (const resource of RESOURCES) {
    const response = await bed.get('hall', resource, 't', { method: 'HEAD' });
    expect([resource, response.status]).toEqual([resource, 200]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await response.text()).toBe('');
  }
});

test('an outage of the control plane refuses new viewers with 503 and keeps recording', async () => {
  bed.control.outage = new Error('the database is away');
  bed.control.wake({ kind: 'streams' });
  expect((await bed.get('hall', 'index.m3u8', 't')).status).toBe(503);
  const before = bed.node.archive.loaded(1)?.to ?? 0;
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > before + 1500 ? true : undefined));
  bed.control.outage = undefined;
  expect((await bed.get('hall', 'index.m3u8', 't')).status).toBe(200);
  expect(bed.node.status(1)?.restarts).toBe(0);
  await bed.control.until(() => (bed.node.supervisor.problem === undefined ? true : undefined));
});

test('a block of the billing ends every open viewing within five seconds, and resuming brings all back', async () => {
  const client = bed.mse('hall', 't');
  await client.until(({ messages }) => messages[2]);
  await bed.playlist('hall', 'index.m3u8', 't');
  // A download that nobody reads on: it waits in the middle.
  const download = stalledDownload(bed.url('hall', `archive-${Math.floor(started / 1000)}-4.mp4`, 't'));
  await download.begun;

  bed.control.blocked = true;
  const blockedAt = Date.now();
  const closed = await client.until(({ closed }) => closed);
  expect(closed).toMatchObject({ code: 4403, reason: 'access' });
  expect(closed.at - blockedAt).toBeLessThan(5000);
  const response = await bed.get('hall', 'index.m3u8', 't');
  expect([response.status, await response.json()]).toEqual([
    403,
    { error: 'blocked', message: 'The contract is suspended' },
  ]);
  await bed.control.until(() => (bed.node.viewings.count === 0 ? true : undefined), 5000);
  expect([...bed.control.viewings.values()].every(({ endedAt }) => endedAt !== undefined)).toBe(true);

  bed.control.blocked = false;
  const again = bed.mse('hall', 't');
  await again.until(({ messages }) => messages[2]);
  again.close();
});

function stalledDownload(url: string): { begun: Promise<void> } {
  return {
    begun: new Promise((done, fail) => {
      get(url, (response) => {
        response.on('error', () => undefined);
        response.once('readable', () => done());
      }).on('error', fail);
    }),
  };
}

test('more viewings than the viewer may have are refused; pictures do not count; HLS is one viewing', async () => {
  bed.admit('two', [1], { maxViewings: 2 });
  const first = bed.mse('hall', 'two');
  await first.until(({ messages }) => messages[0]);
  await bed.playlist('hall', 'index.m3u8', 'two');
  await bed.playlist('hall', 'index.m3u8', 'two');
  const third = bed.mse('hall', 'two');
  expect(await third.until(({ closed }) => closed)).toMatchObject({ code: 4403, reason: 'limit' });
  const archive = await bed.get('hall', `archive-${Math.floor(started / 1000)}-4.m3u8`, 'two');
  expect([archive.status, await archive.json()]).toMatchObject([403, { error: 'limit' }]);
  expect((await bed.get('hall', 'preview.jpg', 'two')).status).toBe(200);
  first.close();
  await bed.control.until(() => (bed.node.viewings.count < 2 ? true : undefined));
  const next = bed.mse('hall', 'two');
  await next.until(({ messages }) => messages[0]);
  next.close();
});

test('an operator cuts a viewing: it closes, and the same viewer stays out for a while', async () => {
  bed.admit('guest', [1]);
  const client = bed.mse('hall', 'guest');
  await client.until(({ messages }) => messages[2]);
  const viewing = await bed.control.until(() =>
    [...bed.control.viewings.values()].find(({ viewer, endedAt }) => viewer === 'user:guest' && endedAt === undefined),
  );
  expect(viewing).toMatchObject({ cameraId: 1, kind: 'live', protocol: 'mse', address: '127.0.0.1' });
  expect(viewing.bytes).toBeGreaterThan(0);
  bed.control.wake({ kind: 'cut', viewingId: viewing.id });
  expect(await client.until(({ closed }) => closed)).toMatchObject({ code: 4403, reason: 'cut' });
  const again = bed.mse('hall', 'guest');
  expect(await again.until(({ closed }) => closed)).toMatchObject({ code: 4403, reason: 'cut' });
  expect((await bed.control.until(() => bed.control.viewings.get(viewing.id))).viewer).toBe('user:guest');
});

test('health tells what runs', async () => {
  expect(await bed.node.health()).toMatchObject({
    ok: true,
    running: 1,
    wanted: 2,
    ffmpeg: { path: expect.any(String) },
  });
});
