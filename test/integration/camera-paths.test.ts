import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../web/src/app/routes/paths.ts';
import { withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { type Tenant, tenant } from '../support/tenants.ts';
import { rolling, tokenOf } from '../support/viewers.ts';

let app: TestApp;
let ann: Tenant;
let name: string;
let token: string;
let from: number;

beforeAll(async () => {
  app = await testApp({ media: { segmentSeconds: 2 } });
  ann = await tenant(app, 'ann');
  await rolling(app, ann, 5);
  token = await tokenOf(app, ann.ownerLogin, ann.camera);
  const [row] = await app.core.sql<{ name: string }[]>`select name from camera where id = ${ann.camera}`;
  name = row?.name ?? '';
  from = Math.ceil((app.node?.archive.loaded(ann.camera)?.from ?? 0) / 1000);
}, 60_000);
afterAll(() => app.close());

const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

async function ask(path: string, init: RequestInit = {}) {
  const response = await fetch(`${app.url}${path}`, init);
  const text = await response.text();
  return { status: response.status, type: response.headers.get('content-type') ?? '', text };
}

test('names of Flussonic bring what they name', async () => {
  const lists = [
    'index.fmp4.m3u8',
    'video.m3u8',
    'mono.m3u8',
    `index-${from}-4.fmp4.m3u8`,
    `archive-${from}-4.fmp4.m3u8`,
  ];
  const more = [`timeshift_abs-${from}.m3u8`, `video-${from}-4.m3u8`, 'timeshift_rel-60.m3u8', 'rewind-60.m3u8'];
  for (const list of [...lists, ...more]) {
    const { status, type, text } = await ask(`/${name}/${list}?token=${token}`);
    expect([list, status, type, text]).toEqual([
      list,
      200,
      'application/vnd.apple.mpegurl',
      expect.stringMatching(/^#EXTM3U\n/),
    ]);
  }
  for (const picture of [`${from}.jpg`, `${from}-preview.jpg`, 'preview.jpg']) {
    expect(await ask(`/${name}/${picture}?token=${token}`)).toMatchObject({ status: 200, type: 'image/jpeg' });
  }
  for (const film of [`${from}-preview.mp4`, `preview.mp4?from=${from}`, 'preview.mp4']) {
    const mark = film.includes('?') ? '&' : '?';
    expect(await ask(`/${name}/${film}${mark}token=${token}`)).toMatchObject({ status: 200, type: 'video/mp4' });
  }
  expect((await ask(`/${name}/preview.mp4?from=yesterday&token=${token}`)).status).toBe(400);
});

const segments = (list: string) => list.split('\n').filter((line) => line.startsWith('dvr-') && line.includes('.m4s'));

/** The list that a multivariant one leads to. */
async function variantOf(list: string): Promise<string> {
  const { text } = await ask(`/${name}/${list}?token=${token}`);
  return text.split('\n').find((line) => line.startsWith('mono-')) ?? text;
}

test('the last minutes of a live picture are behind its end, and a picture that comes later begins at its beginning', async () => {
  const rewind = await variantOf('rewind-600.m3u8');
  const { text: live } = await ask(`/${name}/${rewind}`);
  expect(live).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(live).not.toMatch(/EXT-X-START|EXT-X-ENDLIST/);
  expect(live).toContain(segments((await ask(`/${name}/mono-${from}-now.m3u8?token=${token}`)).text)[0]);
  const { text: again } = await ask(`/${name}/${rewind}`);
  expect(segments(again).slice(0, segments(live).length)).toEqual(segments(live));
  const shifted = await variantOf('timeshift_rel-600.m3u8');
  const { text: later } = await ask(`/${name}/${shifted}`);
  expect(later).toMatch(/EXT-X-START:TIME-OFFSET=0\.01/);
  expect(segments(later)[0]).toBe(segments(live)[0]);
  for (const odd of ['rewind-0.m3u8', 'timeshift_rel-x.m3u8']) {
    expect((await ask(`/${name}/${odd}?token=${token}`)).status).toBe(400);
  }
});

/** What comes of an endless file within so many seconds, and how it ends. */
async function taken(path: string, seconds: number): Promise<Buffer> {
  const leave = new AbortController();
  const response = await fetch(`${app.url}/${name}/${path}?token=${token}`, { signal: leave.signal });
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'video/mp2t']);
  const chunks: Uint8Array[] = [];
  const timer = setTimeout(() => leave.abort(), seconds * 1000);
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk as Uint8Array);
  } catch (error) {
    if (!leave.signal.aborted) throw error;
  }
  clearTimeout(timer);
  return Buffer.concat(chunks);
}

/** Seconds of picture that ffmpeg decodes in it. */
async function pictured(data: Buffer): Promise<number> {
  expect(data[0]).toBe(0x47);
  const file = join(tmpdir(), `vedette-${process.pid}.ts`);
  await writeFile(file, data);
  const ask = ['-v', 'error', '-select_streams', 'v', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file];
  const { stdout } = await promisify(execFile)('ffprobe', ask);
  const times = stdout.split('\n').filter(Boolean).map(Number.parseFloat);
  await rm(file);
  return Math.max(...times) - Math.min(...times);
}

test('MPEG-TS: the live picture, a recorded window, and the archive at its speed', async () => {
  expect(await pictured(await taken('mpegts', 4))).toBeGreaterThan(2);
  const window = await taken(`archive-${from}-4.ts`, 20);
  expect(Math.abs((await pictured(window)) - 4)).toBeLessThan(2.2);
  // At its speed: whoever plays it for three seconds has not got all that was recorded.
  const began = Date.now();
  await taken(`timeshift_abs/${from}`, 4);
  const played = await pictured(await taken(`timeshift_abs/${from}`, 4));
  expect(played).toBeGreaterThan(1.5);
  expect(played).toBeLessThan((Date.now() - began) / 1000 + 12);
  expect(await pictured(await taken('timeshift_rel/5', 3))).toBeGreaterThan(1);
  expect((await ask(`/${name}/archive-${from}-4.ts?token=${token}`, { method: 'HEAD' })).status).toBe(200);
  expect((await ask(`/${name}/archive-1000-4.ts?token=${token}`)).status).toBe(403);
  const open = async () => {
    const { items } = (await withKey(app, ADMIN.apiKey).get('/viewings')).body;
    return (items as { protocol: string }[]).filter(({ protocol }) => protocol === 'ts');
  };
  await expect.poll(open, { timeout: 20_000 }).toEqual([]);
});

test('who may see the picture but not the archive, and whoever is none of theirs, gets neither', async () => {
  const billing = withKey(app, ADMIN.apiKey);
  await billing.put(`/organizations/${ann.organization}/folders/${ann.root}/grants/${ann.viewer}`, { archive: false });
  const live = await tokenOf(app, ann.viewerLogin, ann.camera);
  const bob = await tenant(app, 'bob');
  const others = await tokenOf(app, bob.ownerLogin, bob.camera);
  expect((await ask(`/${name}/index.m3u8?token=${live}`)).status).toBe(200);
  const archive = ['rewind-60.m3u8', 'timeshift_rel-60.m3u8', 'timeshift_rel/60', `timeshift_abs/${from}`];
  expect((await ask(`/${name}/mpegts?token=${others}`)).status).toBe(403);
  for (const list of [...archive, `archive-${from}-4.ts`]) {
    for (const one of [live, others, '']) expect((await ask(`/${name}/${list}?token=${one}`)).status).toBe(403);
  }
});

const UNKNOWN = [
  ...['video1.ts', 'index.mpd', 'archive-1700000000-40.mpd', 'index.isml/manifest'],
  ...[
    'timeshift_abs/yesterday',
    'timeshift_rel/-1',
    'video-1700000000-40.ts',
    'whep',
    'unknown',
    'unknown/',
    'unknown.txt',
    'index.html',
    'app.js',
  ],
  ...['%69ndex.mpd', 'a/b/c', 'index.m3u8/x', 'cameras/1', 'sign-in', '..%2fadmin', 'favicon.ico', '%D0%B4'],
];

test('nothing unknown below a camera is a page, whoever asks, and whether the camera is there or not', async () => {
  const answers = new Set<string>();
  for (const path of UNKNOWN) {
    const bodies = new Set<string>();
    for (const camera of [name, 'none', 'a%2Fb', 'profile']) {
      for (const query of ['', `?token=${token}`]) {
        for (const accept of ['*/*', HTML]) {
          const { status, type, text } = await ask(`/${camera}/${path}${query}`, { headers: { accept } });
          answers.add(`${status} ${type.split(';')[0]}`);
          bodies.add(text.replace(/"requestId":"[^"]+"/, ''));
        }
        const head = await ask(`/${camera}/${path}${query}`, { method: 'HEAD' });
        expect([path, head.status, head.type.split(';')[0]]).toEqual([path, 404, 'application/json']);
      }
    }
    expect(bodies.size, path).toBe(1);
  }
  expect([...answers]).toEqual(['404 application/json']);
});

test('a camera itself is no page, and what somebody mistyped in a browser is told by a page that says 404', async () => {
  for (const path of [`/${name}`, `/${name}/`, '/nothing', '/cameras/x', '/admin/nothing', '/cameras/12/x']) {
    expect([path, await ask(path)]).toMatchObject([path, { status: 404, type: expect.stringContaining('json') }]);
    const { status, type } = await ask(path, { headers: { accept: HTML } });
    // 503 where the web is not built.
    expect([path, status === 404 ? type : status]).toEqual([
      path,
      status === 404 ? expect.stringContaining('html') : 503,
    ]);
  }
});

test('each page that the web has is answered with it', async () => {
  for (const page of Object.values(paths)) {
    const path = page.replace(/\$\w+/g, '7');
    for (const address of [path, `${path}?a=b`, path === '/' ? path : `${path}/`]) {
      const { status, type } = await ask(address);
      expect([address, type]).toEqual([
        address,
        status === 503 ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
      ]);
      expect([200, 503]).toContain(status);
    }
  }
});

test('a WebSocket to what is not there is refused, and its connection ends', async () => {
  const { hostname, port } = new URL(app.url);
  for (const path of [`${name}/unknown`, 'none/unknown', 'api/vedette/v1/none', 'vsaas/api/v2/none']) {
    const socket = connect(Number(port), hostname);
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13';
    socket.write(
      `GET /${path} HTTP/1.1\r\nHost: x\r\n${upgrade}\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect([path, text.split('\r\n')[0]]).toEqual([path, 'HTTP/1.1 404 Not Found']);
  }
});
