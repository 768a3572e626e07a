import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed, probe, readPlaylist } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

/** Files of three seconds, groups of pictures of one. */
let bed: MediaBed;
let camera: RtspServer;
const NAME = 'yard/north';
const DAY = 86_400_000;

beforeAll(async () => {
  camera = await new RtspServer(await makeFixture({ audio: 'aac' }), {}).start();
  bed = await MediaBed.start();
  bed.admit('t', [1, 2, 3]);
  bed.control.put({ cameraId: 1, name: NAME, url: camera.url() });
  await recorded(1, 11);
}, 40_000);

afterAll(async () => {
  await bed.stop();
  await camera.stop();
});

/** Waits until so many seconds stand in the archive. */
async function recorded(cameraId: number, seconds: number): Promise<{ from: number; to: number }> {
  return await bed.control.until(() => {
    const archive = bed.node.archive.loaded(cameraId);
    const { from, to } = archive ?? {};
    return from !== undefined && to !== undefined && to - from >= seconds * 1000 ? { from, to } : undefined;
  }, 30_000);
}

async function statusOf(token: string) {
  const response = await bed.get(NAME, 'recording_status.json', token);
  return (await response.json()) as { stream: string; ranges: { from: number; duration: number }[] }[];
}

test('recordings are for the service alone, those that an older version had left open too', async () => {
  await chmod(join(bed.dataDir, 'archive'), 0o755);
  await chmod(join(bed.dataDir, 'spool'), 0o755);
  await bed.node.archive.start();
  for (const name of ['archive', 'spool']) {
    const { mode } = await stat(join(bed.dataDir, name));
    expect([name, mode & 0o777]).toEqual([name, 0o700]);
  }
  const files = await readdir(join(bed.dataDir, 'spool/1'));
  for (const file of files) expect((await stat(join(bed.dataDir, 'spool/1', file))).mode & 0o777).toBe(0o600);
});

test('the archive has no gap at the borders of files, in picture and playlist', async () => {
  const { from } = await recorded(1, 11);
  const start = Math.ceil(from / 1000);
  const { text } = await bed.playlist(NAME, `archive-${start}-9.m3u8`, 't');
  expect(new Set(text.match(/dvr-\d+/g)).size).toBeGreaterThan(2);
  expect(text).not.toContain('DISCONTINUITY');

  const { times, codecs } = await probe(bed.url(NAME, `archive-${start}-9.m3u8`, 't'));
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(codecs).toEqual(['h264', 'aac']);
  expect(Math.max(...steps)).toBeLessThan(0.07);
  expect(Math.min(...steps)).toBeGreaterThan(0.06);
});

test('a window that has an end is closed at what is recorded now, and the next request finds more', async () => {
  const { from, to } = await recorded(1, 11);
  const resource = `archive-${Math.ceil(from / 1000)}-3600.m3u8`;
  const first = await bed.playlist(NAME, resource, 't');
  expect(first.text).toMatch(/#EXT-X-PLAYLIST-TYPE:VOD\n[\s\S]*#EXT-X-ENDLIST\n$/);
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > to + 5000 ? true : undefined));
  const next = await bed.playlist(NAME, resource, 't');
  expect(next.uris.length).toBeGreaterThan(first.uris.length);
});

test('a window up to now opens with three segments, so that its end is its beginning, and then grows', async () => {
  const { from, to } = await recorded(1, 15);
  const resource = `archive-${Math.ceil(from / 1000)}-now.m3u8`;
  const opening = await bed.playlist(NAME, resource, 't');
  expect(opening.text).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(opening.text).not.toContain('ENDLIST');
  expect(opening.text.match(/^#EXTINF/gm)).toHaveLength(3);
  expect(opening.url).toMatch(/\/mono-\d+-now\.m3u8\?token=t&opened=\d+$/);

  const whole = await readPlaylist(opening.url.replace(/opened=\d+/, (found) => found.slice(0, -4)));
  expect(whole.uris.length).toBeGreaterThan(opening.uris.length);
  expect(whole.uris.slice(0, opening.uris.length)).toEqual(opening.uris);
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > to + 5000 ? true : undefined));
  const grown = await bed.playlist(NAME, resource.replace('archive', 'mono'), 't');
  expect(grown.uris.length).toBeGreaterThan(whole.uris.length);
  expect(grown.uris.slice(0, whole.uris.length)).toEqual(whole.uris);
});

test('a multivariant playlist tells what was recorded', async () => {
  const { from } = await recorded(1, 11);
  const { master = '', text } = await bed.playlist(NAME, `archive-${Math.ceil(from / 1000)}-9.m3u8`, 't');
  expect(master).toMatch(/CODECS="avc1\.\w+,mp4a\.40\.2",RESOLUTION=320x180,FRAME-RATE=15\.000/);
  const [peak = 0, average = 0] = [...master.matchAll(/BANDWIDTH=(\d+)/g)].map(([, rate]) => Number(rate));
  expect(average).toBeGreaterThan(100_000);
  expect(peak).toBeGreaterThanOrEqual(average);
  expect(peak).toBeLessThan(1_000_000);
  expect(text).toContain('#EXTINF');
});

test('what is beginning to be recorded is waited for; where nothing will come, it is said at once', async () => {
  const now = Math.floor(Date.now() / 1000);
  expect((await bed.playlist(NAME, `archive-${now}-60.m3u8`, 't')).uris.length).toBeGreaterThan(0);
  const past = await bed.get(NAME, `archive-${now - 3600}-60.m3u8`, 't');
  expect([past.status, await past.json()]).toMatchObject([404, { error: 'not_found' }]);
});

test('a download has the length that was asked for, and a name', async () => {
  const { from } = await recorded(1, 11);
  const resource = `archive-${Math.ceil(from / 1000)}-8.mp4`;
  const response = await bed.get(NAME, resource, 't', { method: 'HEAD' });
  expect(response.headers.get('content-disposition')).toMatch(/attachment; filename="yard_north-.*-8s\.mp4"/);
  const file = join(bed.dataDir, 'download.mp4');
  await writeFile(file, Buffer.from(await (await bed.get(NAME, resource, 't')).arrayBuffer()));
  const { duration, codecs, times } = await probe(file);
  expect(codecs).toEqual(['h264', 'aac']);
  expect(duration).toBeGreaterThan(7.9);
  expect(duration).toBeLessThan(9.2);
  expect(times[0]).toBeLessThan(0.1);
});

test('a download that broke off goes on where it was, and starts anew when the file is another one', async () => {
  const { from } = await recorded(1, 11);
  const resource = `archive-${Math.ceil(from / 1000)}-8.mp4`;
  const ask = (range: string, more: Record<string, string> = {}) =>
    bed.get(NAME, resource, 't', { headers: { range, ...more } });
  const all = await bed.get(NAME, resource, 't');
  const tag = all.headers.get('etag') ?? '';
  expect([all.status, all.headers.get('accept-ranges'), tag]).toEqual([200, 'bytes', expect.stringMatching(/^"\S+"$/)]);
  const whole = Buffer.from(await all.arrayBuffer());
  const end = whole.length;
  const borders = [0, 1, 700, 5000, Math.floor(end / 3), Math.floor(end / 2), end - 1, end];
  const pieces: Buffer[] = [];
  for (const [index, to] of borders.slice(1).entries()) {
    const piece = await ask(`bytes=${borders[index]}-${to - 1}`);
    expect([piece.status, piece.headers.get('content-range'), piece.headers.get('etag')]).toEqual([
      206,
      `bytes ${borders[index]}-${to - 1}/${end}`,
      tag,
    ]);
    pieces.push(Buffer.from(await piece.arrayBuffer()));
    expect(piece.headers.get('content-length')).toBe(String(pieces.at(-1)?.length));
  }
  expect(Buffer.concat(pieces).equals(whole)).toBe(true);

  const rest = await ask('bytes=1000-', { 'if-range': tag });
  expect([rest.status, Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(1000))]).toEqual([206, true]);
  const tail = await ask('bytes=-10');
  expect([tail.status, Buffer.from(await tail.arrayBuffer()).equals(whole.subarray(-10))]).toEqual([206, true]);
  const other = [{ 'if-range': '"other"' }, { 'if-range': `W/${tag}` }, { 'if-range': new Date().toUTCString() }];
  for (const [range, more] of [...other.map((more) => ['bytes=5-9', more] as const), ['bytes=0-1,5-9', {}] as const]) {
    const answer = await ask(range, more);
    expect([more, answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([more, 200, end]);
  }
  const beyond = await ask(`bytes=${end}-`);
  expect([beyond.status, beyond.headers.get('content-range'), beyond.headers.get('content-disposition')]).toEqual([
    416,
    `bytes */${end}`,
    null,
  ]);
  const head = await bed.get(NAME, resource, 't', { method: 'HEAD', headers: { range: 'bytes=0-9' } });
  expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
    200,
    String(end),
    'bytes',
  ]);
  expect((await bed.get(NAME, resource.replace('-8.', '-6.'), 't', { method: 'HEAD' })).headers.get('etag')).not.toBe(
    tag,
  );
});

test('a download is saved under the name that a page offers', async () => {
  const { from } = await recorded(1, 11);
  const address = `${bed.url(NAME, `archive-${Math.ceil(from / 1000)}-8.mp4`, 't')}&filename=`;
  const given = async (name: string) =>
    (await fetch(address + encodeURIComponent(name), { method: 'HEAD' })).headers.get('content-disposition');
  expect(await given('Двор 2026-11-22 01-02-03.mp4')).toContain(
    `filename*=UTF-8''${encodeURIComponent('Двор 2026-11-22 01-02-03.mp4')}`,
  );
  expect(await given('../a"\r\nx: y')).toBe(`attachment; filename="_a_x_ y.mp4"; filename*=UTF-8''_a_x_%20y.mp4`);
  expect(await given('')).toContain('yard_north-');
});

test('recording_status.json joins the files; a picture of the past is a JPEG', async () => {
  const { from, to } = await recorded(1, 11);
  const [status] = await statusOf('t');
  expect(status?.stream).toBe(NAME);
  expect(status?.ranges).toHaveLength(1);
  expect(status?.ranges[0]?.from).toBe(Math.ceil(from / 1000));
  const jpeg = await bed.get(NAME, `${Math.floor(to / 1000) - 5}-preview.jpg`, 't');
  expect(jpeg.headers.get('content-type')).toBe('image/jpeg');
});

test('nothing before `archiveFrom` is served: playlists begin there, older windows and segments are refused', async () => {
  const { from } = await recorded(1, 11);
  const archiveFrom = from + 4500;
  bed.admit('late', [1], { archiveFrom });
  const start = Math.floor(from / 1000);
  const { uris, text } = await bed.playlist(NAME, `archive-${start}-11.m3u8`, 'late');
  const begins = Date.parse(/PROGRAM-DATE-TIME:(.*)/.exec(text)?.[1] ?? '');
  expect(begins).toBeGreaterThanOrEqual(archiveFrom);
  expect(begins).toBeLessThan(archiveFrom + 1100);
  const all = await bed.playlist(NAME, `archive-${start}-11.m3u8`, 't');
  const older = all.uris.find((uri) => /-0-\d\.m4s/.test(uri)) ?? '';
  expect((await fetch(older.replace('token=t', 'token=late'))).status).toBe(403);
  expect((await fetch(uris[1] ?? '')).status).toBe(200);
  const beyond = await bed.get(NAME, `archive-${start - 60}-30.m3u8`, 'late');
  expect([beyond.status, await beyond.json()]).toMatchObject([403, { error: 'archive_depth' }]);
  const [status] = await statusOf('late');
  expect(status?.ranges[0]?.from).toBe(Math.ceil(archiveFrom / 1000));
});

test('kill -9 of ffmpeg: it comes back, the hole is short and told to players', async () => {
  const { to } = await recorded(1, 11);
  const before = bed.node.status(1)?.restarts ?? 0;
  process.kill(bed.node.supervisor.stream(1)?.pid ?? -1, 'SIGKILL');
  await bed.control.state(1, ({ alive }) => !alive);
  await bed.control.state(1, ({ alive, restarts }) => alive && restarts === before + 1);
  await bed.control.until(() => ((bed.node.archive.loaded(1)?.to ?? 0) > to + 6000 ? true : undefined));
  const { text } = await bed.playlist(NAME, `mono-${Math.floor(to / 1000) - 4}-now.m3u8`, 't');
  expect(text.match(/#EXT-X-DISCONTINUITY/g)).toHaveLength(1);
  // VLC fetches no head behind a break: the first segment behind it brings a copy, in the archive and live.
  expect(await firstBox(bed.url(NAME, /dvr-.*-head\.m4s/.exec(text)?.[0] ?? '', 't'))).toBe('ftyp');
  const ranges = bed.node.archive.loaded(1)?.ranges() ?? [];
  const hole = ranges.length === 1 ? 0 : (ranges[1]?.[0] ?? 0) - (ranges[0]?.[1] ?? 0);
  expect(hole).toBeLessThan(4000);
  const { text: live } = await bed.playlist(NAME, 'index.m3u8', 't');
  const behind = live.split('#EXT-X-DISCONTINUITY\n')[1] ?? '';
  expect(await firstBox(bed.url(NAME, /^live-\d+\.m4s/m.exec(behind)?.[0] ?? '', 't'))).toBe('ftyp');
});

async function firstBox(url: string): Promise<string> {
  return Buffer.from(await (await fetch(url)).arrayBuffer()).toString('latin1', 4, 8);
}

test('a server that was killed in the middle of a file loses the last seconds and no more', async () => {
  // The disk as kill -9 leaves it: an unfinished file, the last write cut in two, an index that has not heard of one.
  const { to } = await recorded(1, 11);
  const folder = await mkdtemp(join(tmpdir(), 'vedette-media-'));
  const spool = join(bed.dataDir, 'spool', '1');
  await mkdir(join(folder, 'spool', '1'), { recursive: true });
  const unfinished = await bed.control.until(() => openFileLongEnough());
  const copy = join(folder, 'spool', '1', unfinished);
  await copyFile(join(spool, unfinished), copy);
  const bytes = await readFile(copy);
  await truncate(copy, bytes.length - 100);

  const other = await MediaBed.start({ dataDir: folder });
  try {
    const archive = await other.node.archive.camera(1);
    expect(archive.from).toBe(Number(unfinished.split('-')[0]));
    expect((archive.to ?? 0) - (archive.from ?? 0)).toBeGreaterThan(400);
    expect(archive.to).toBeGreaterThan(to - 4000);
    expect(await readdir(join(folder, 'spool', '1'))).toEqual([]);
    other.admit('t', [1]);
    other.control.put({ cameraId: 1, name: NAME, url: 'fake://fake', onDemand: true });
    const start = Math.floor((archive.from ?? 0) / 1000);
    await other.control.until(() => other.node.supervisor.stream(1));
    const { times } = await probe(other.url(NAME, `archive-${start}-30.mp4`, 't'));
    expect(times.length).toBeGreaterThan(5);
  } finally {
    await other.stop();
  }
});

/** The name of the file being written, once two seconds of it are on disk. */
function openFileLongEnough(): string | undefined {
  const now = Date.now();
  const open = bed.node.archive.loaded(1)?.openFiles() ?? [];
  const found = open.find((file) => file.dur >= 1000 && file.dur < 2500 && now - file.start < 4000);
  return found?.path.split('/').at(-1);
}

test('switched off, a camera keeps its archive while its depth goes on to count; deleted, it loses it', async () => {
  bed.control.put({
    cameraId: 2,
    name: 'off',
    url: camera.url(),
    recording: { depthSeconds: 3600, maxBytes: undefined },
  });
  await recorded(2, 3);
  bed.control.remove(2);
  await bed.control.until(() => (bed.node.supervisor.stream(2) === undefined ? true : undefined));
  const archive = await bed.node.archive.camera(2);
  // Its last file is put into its hour while the stream ends.
  await expect.poll(() => archive.bytes).toBeGreaterThan(0);
  await bed.node.archive.sweep(Date.now());
  expect(archive.bytes).toBeGreaterThan(0);
  bed.control.put({
    cameraId: 2,
    name: 'off',
    url: camera.url(),
    recording: { depthSeconds: 3600, maxBytes: undefined },
  });
  await bed.control.state(2, ({ alive, archiveBytes }) => alive && archiveBytes > 0);
  bed.control.remove(2);
  await bed.control.until(() => (bed.node.supervisor.stream(2) === undefined ? true : undefined));

  const hours = async () => {
    await bed.node.archive.sweep(Date.now() + 3 * 3_600_000);
    return archive.hours();
  };
  await expect.poll(hours).toEqual([]);
  await bed.node.forget(2);
  expect(await readdir(join(bed.dataDir, 'archive'))).not.toContain('2');
});

test('retention by depth: a week later nothing is left of today', async () => {
  const archive = await bed.node.archive.camera(1);
  expect(archive.hours().length).toBeGreaterThan(0);
  await bed.node.archive.sweep(Date.now() + 6 * DAY);
  expect(archive.hours().length).toBeGreaterThan(0);
  await bed.node.archive.sweep(Date.now() + 8 * DAY);
  expect(archive.hours()).toEqual([]);
});

test('stopping ends every file', async () => {
  const own = await MediaBed.start();
  own.control.put({ cameraId: 9, name: 'last', url: camera.url() });
  await own.control.until(() => ((own.node.archive.loaded(9)?.to ?? 0) > 0 ? true : undefined));
  await own.node.stop();
  expect(await readdir(join(own.dataDir, 'spool', '9'))).toEqual([]);
  await own.stop();
});
