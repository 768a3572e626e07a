import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plainAddress } from '../../src/core/access/links.ts';
import { type LinkRequest, makeLink } from '../../src/core/viewings/links.ts';
import { withKey } from '../support/api-client.ts';
import { ADMIN, type TestApp, testApp } from '../support/app.ts';
import { probe, readPlaylist } from '../support/media-bed.ts';
import { PASSWORD, type Tenant, tenant } from '../support/tenants.ts';
import { limit, rolling, until } from '../support/viewers.ts';

let app: TestApp;
let ann: Tenant;
let bob: Tenant;
const trace = { requestId: 'r', dialect: 'test', address: '127.0.0.1', userAgent: undefined };
const billing = () => ({ kind: 'client', id: 1, name: 'billing', domainId: 1, trace }) as const;

beforeAll(async () => {
  app = await testApp({ media: { segmentSeconds: 2 } });
  [ann, bob] = [await tenant(app, 'ann'), await tenant(app, 'bob')];
  await grant({ archive: true, download: true });
  await rolling(app, ann, 8);
  await until(async () => (await told()) !== null);
}, 60_000);
afterAll(() => app.close());
beforeEach(async () => {
  app.node?.viewings.closeAll();
  await limit(app, ann.organization, {});
});

async function grant(rights: object): Promise<void> {
  const at = `/organizations/${ann.organization}/folders/${ann.root}/grants/${ann.viewer}`;
  await withKey(app, ADMIN.apiKey).put(at, rights);
}

async function told(): Promise<Date | null> {
  const [row] = await app.core.sql<{ from: Date | null }[]>`
    select archive_from as "from" from stream_state where camera_id = ${ann.camera}`;
  return row?.from ?? null;
}

const start = () => Math.ceil((app.node?.archive.loaded(ann.camera)?.from ?? 0) / 1000);

async function answer(more: Partial<LinkRequest> = {}) {
  const request = { cameraId: ann.camera, kind: 'live', from: 0, durationSeconds: 0, pictures: false } as const;
  return await makeLink(app.core, billing(), { ...request, address: undefined, userLogin: ann.viewerLogin, ...more });
}

async function link(more: Partial<LinkRequest> = {}): Promise<string> {
  const made = await answer(more);
  if (!('link' in made)) throw new Error(`no link: ${JSON.stringify(made)}`);
  return made.link;
}

const url = (made: string, file: string) => `${app.url}/play/${made}/${file}`;
const status = async (made: string, file: string, init: RequestInit = {}) => {
  const response = await fetch(url(made, file), { redirect: 'manual', ...init });
  await response.body?.cancel();
  return response.status;
};
const stop = (made: string, init: RequestInit = {}) =>
  fetch(url(made, 'index.m3u8'), { method: 'POST', body: new URLSearchParams({ op: 'stop' }), ...init });

test('live by HLS: playlist and segments without token, cookie or header, for players of any site', async () => {
  const made = await link();
  expect(made.length).toBeLessThan(70);
  const playlist = await fetch(url(made, 'index.m3u8'));
  expect(playlist.headers.get('access-control-allow-origin')).toBe('*');
  const master = await playlist.text();
  expect(master).toMatch(/^#EXT-X-STREAM-INF:.*CODECS="avc1.*\nmono\.m3u8\n$/m);
  const text = await (await fetch(url(made, 'mono.m3u8'))).text();
  const uris = text.split('\n').filter((line) => line.endsWith('.m4s'));
  expect(uris.length).toBeGreaterThan(0);
  expect(text).not.toContain('token=');
  expect(await status(made, uris[0] ?? '')).toBe(200);
  const head = /URI="([^"]+)"/.exec(text)?.[1] ?? '';
  const parts = await Promise.all(
    [head, uris[0] ?? ''].map(async (part) => (await fetch(url(made, part))).arrayBuffer()),
  );
  const file = join(tmpdir(), `vedette-${process.pid}-live.mp4`);
  await writeFile(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
  expect((await probe(file)).codecs[0]).toBe('h264');
});

test('a link to the archive is closed at what is recorded now: every player opens it at its moment', async () => {
  const claims = app.core.links.read(await link({ kind: 'archive', from: start() + 1 }));
  if (!claims) throw new Error('no claims');
  const made = app.core.links.mint({ ...claims, from: Math.floor(Date.now() / 1000) - 61 });
  const { text, master } = await readPlaylist(url(made, 'index.m3u8'));
  expect(master).toMatch(/\nmono\.m3u8\n$/);
  expect(text).toMatch(/#EXT-X-PLAYLIST-TYPE:VOD\n[\s\S]*#EXT-X-ENDLIST\n$/);
});

test('archive by HLS from a moment on; nothing before it or long after it', async () => {
  const from = start() + 2;
  const made = await link({ kind: 'archive', from });
  const { text, master } = await readPlaylist(url(made, 'index.m3u8'));
  // What is recorded of a moment of just now ends soon: the list goes on, and stays open for who has it.
  expect(master).toMatch(/\nmono\.m3u8\?opened=\d+\n$/);
  expect(text).toContain('#EXT-X-START:TIME-OFFSET=0');
  expect(text).not.toContain('ENDLIST');
  const begins = Date.parse(/PROGRAM-DATE-TIME:(.*)/.exec(text)?.[1] ?? '') / 1000;
  expect(Math.abs(begins - from)).toBeLessThan(2.5);
  const segment = /dvr-.*m4s/.exec(text)?.[0] ?? '';
  expect(await status(made, segment)).toBe(200);
  const later = await link({ kind: 'archive', from: Math.floor(Date.now() / 1000) });
  expect(await status(made, 'stream.flv')).toBe(404);
  expect(await status(later, 'file.mp4')).toBe(404);
});

test('JPG live and of a moment; what refreshes it does not matter', async () => {
  const live = await link({ pictures: true });
  for (const file of ['frame.jpg', 'frame.jpg?_0.123', 'frame.jpg&_=17']) {
    const response = await fetch(url(live, file));
    expect([file, response.status, response.headers.get('content-type')]).toEqual([file, 200, 'image/jpeg']);
  }
  const then = await link({ kind: 'archive', from: start() + 1, pictures: true });
  expect((await fetch(url(then, 'frame.jpg'))).headers.get('content-type')).toBe('image/jpeg');
});

test('FLV: H.264 that ffmpeg reads, with rising times', async () => {
  const made = await link();
  const response = await fetch(url(made, 'stream.flv'));
  expect(response.headers.get('content-type')).toBe('video/x-flv');
  const chunks: Uint8Array[] = [];
  const end = Date.now() + 4000;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    if (Date.now() > end) break;
  }
  const file = join(tmpdir(), `vedette-${process.pid}.flv`);
  await writeFile(file, Buffer.concat(chunks));
  const { codecs, times } = await probe(file);
  expect(codecs).toEqual(['h264']);
  expect(times.length).toBeGreaterThan(30);
  expect(times[0]).toBeLessThan(0.2);
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(Math.max(...steps)).toBeLessThan(0.08);
  expect(Math.min(...steps)).toBeGreaterThan(0.05);
});

test('a download: 404 until it is recorded, then 200 to HEAD and GET as often as one asks; never a redirect', async () => {
  const early = await link({ kind: 'download', from: Math.ceil(Date.now() / 1000), durationSeconds: 60 });
  expect(await status(early, 'file.mp4')).toBe(404);
  await until(async () => (await status(early, 'file.mp4', { method: 'HEAD' })) === 200, 30_000);
  const made = await link({ kind: 'download', from: start(), durationSeconds: 5 });
  const head = await fetch(url(made, 'file.mp4'), { method: 'HEAD' });
  expect([head.status, Number(head.headers.get('content-length')) > 10_000]).toEqual([200, true]);
  expect(await status(made, 'file.mp4')).toBe(200);
  const response = await fetch(url(made, 'file.mp4'));
  expect(response.headers.get('content-disposition')).toContain('attachment');
  const piece = await fetch(url(made, 'file.mp4'), { headers: { range: 'bytes=1000-1099' } });
  expect([piece.status, piece.headers.get('content-range')?.split('/')[0]]).toEqual([206, 'bytes 1000-1099']);
  const bytes = Buffer.from(await piece.arrayBuffer());
  const file = join(tmpdir(), `vedette-${process.pid}.mp4`);
  const whole = Buffer.from(await response.arrayBuffer());
  expect(bytes.equals(whole.subarray(1000, 1100))).toBe(true);
  await writeFile(file, whole);
  const { duration, codecs } = await probe(file);
  expect(codecs).toEqual(['h264']);
  expect(duration).toBeGreaterThan(4.9);
  expect(await status(made, 'index.m3u8')).toBe(404);
});

test('changed, foreign, expired, of another address: refused alike', async () => {
  const made = await link();
  const changed = `${made.slice(0, 20)}${made[20] === 'A' ? 'B' : 'A'}${made.slice(21)}`;
  const claims = app.core.links.read(made);
  if (!claims) throw new Error('no claims');
  const expired = app.core.links.mint({ ...claims, expiresAt: Math.floor(Date.now() / 1000) - 1 });
  const elsewhere = await link({ address: '10.9.8.7' });
  const camera = app.core.links.mint({ ...claims, cameraId: bob.camera });
  const viewer = app.core.links.mint({ ...claims, epoch: claims.epoch + 1 });
  for (const bad of [changed, `${made}A`, 'x', expired, elsewhere, camera, viewer]) {
    const answers = await Promise.all(['index.m3u8', 'frame.jpg', 'stream.flv'].map((file) => status(bad, file)));
    expect(answers).toEqual([403, 403, 403]);
  }
  for (const bad of [changed, expired, elsewhere]) expect((await stop(bad)).status).toBe(403);
  expect(await status(await link({ address: '127.0.0.1' }), 'frame.jpg')).toBe(200);
  const [domain] = await app.core.sql<{ id: number }[]>`insert into domain (title) values ('foreign') returning id`;
  const [stranger] = await app.core.sql<{ id: number }[]>`
    insert into app_user (domain_id, login, kind) values (${domain?.id ?? 0}, 'stranger', 'administrator') returning id`;
  const foreign = app.core.links.mint({ ...claims, viewerId: stranger?.id ?? 0, epoch: 1 });
  expect(await status(foreign, 'index.m3u8')).toBe(403);
});

test('addresses are compared by what they are', () => {
  expect(plainAddress('::ffff:10.1.2.3')).toBe('10.1.2.3');
  expect(plainAddress('2001:DB8:0:0::1')).toBe('2001:db8::1');
  expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
  expect(plainAddress('nobody')).toBeUndefined();
});

test('each link is a window, its two playlists too; op=stop frees it at once and ends the link', async () => {
  await limit(app, ann.organization, { user_live_views: 1 });
  const [first, second] = [await link(), await link()];
  expect(await status(first, 'index.m3u8')).toBe(200);
  expect(await status(first, 'mono.m3u8')).toBe(200);
  expect(app.node?.viewings.count).toBe(1);
  const refused = await fetch(url(second, 'index.m3u8'));
  expect([refused.status, await refused.json()]).toMatchObject([403, { error: 'windows' }]);
  expect(await status(second, 'frame.jpg')).toBe(200);
  await until(async () => 'why' in (await answer()));
  expect(await answer()).toEqual({ why: 'windows', limit: 1, archive: false });
  expect((await fetch(url(first, 'index.m3u8'), { method: 'POST', body: 'op=go' })).status).toBe(400);
  const stopped = await stop(first);
  expect([stopped.status, stopped.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(await answer()).toHaveProperty('link');
  expect(await status(second, 'index.m3u8')).toBe(200);
  expect(await status(first, 'index.m3u8')).toBe(410);
  const form = new FormData();
  form.set('op', 'stop');
  expect((await stop(second, { body: form })).status).toBe(200);
});

test('op=stop ends an FLV that is under way', async () => {
  const made = await link();
  const response = await fetch(url(made, 'stream.flv'));
  const over = response.arrayBuffer().then(
    () => true,
    () => true,
  );
  await until(() => app.node?.viewings.count === 1);
  await stop(made);
  expect(await over).toBe(true);
  expect(app.node?.viewings.count).toBe(0);
});

test('a lost grant, a block and a new password end a running window within five seconds', async () => {
  const admin = withKey(app, ADMIN.apiKey);
  const ways: [() => Promise<unknown>, () => Promise<unknown>][] = [
    [() => grant({ archive: false, download: false }), () => grant({ archive: true, download: true })],
    [
      () => admin.put(`/organizations/${ann.organization}/blocks/billing`, { reason: 'unpaid' }),
      () => admin.delete(`/organizations/${ann.organization}/blocks/billing`),
    ],
    [() => admin.patch(`/users/${ann.viewer}`, { password: `${PASSWORD} 2` }), async () => undefined],
  ];
  for (const [take, back] of ways) {
    const made = await link({ kind: 'archive', from: start() + 1 });
    expect(await status(made, 'index.m3u8')).toBe(200);
    expect(app.node?.viewings.count).toBe(1);
    await take();
    await until(() => app.node?.viewings.count === 0, 5000);
    expect(await status(made, 'index.m3u8')).toBe(403);
    await back();
    await until(() => app.node?.status(ann.camera)?.alive === true);
  }
});

test('why there is no link: rights, blocks, moments, names', async () => {
  expect(await answer({ userLogin: bob.viewerLogin })).toEqual({ why: 'forbidden' });
  expect(await answer({ kind: 'archive', from: start() - 3600 })).toMatchObject({
    why: 'too_early',
    availableFrom: expect.any(Date),
  });
  expect(await answer({ kind: 'archive', from: Math.floor(Date.now() / 1000) + 600 })).toEqual({ why: 'not_yet' });
  expect(await answer({ cameraId: bob.camera, userLogin: undefined, kind: 'archive', from: start() })).toEqual({
    why: 'not_recorded',
  });
  await expect(answer({ userLogin: 'nobody' })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(answer({ cameraId: 999_999 })).rejects.toMatchObject({ kind: 'not_found' });
  await expect(answer({ address: 'here' })).rejects.toMatchObject({ kind: 'invalid' });
});
