import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed, probe } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

let bed: MediaBed;
let aac: RtspServer;
let alaw: RtspServer;

beforeAll(async () => {
  const login = { user: 'admin', password: 'p@ss/wörd:7' };
  const [withAac, withAlaw] = await Promise.all([makeFixture({ audio: 'aac' }), makeFixture({ audio: 'alaw' })]);
  aac = await new RtspServer(withAac, { ...login, auth: 'digest' }).start();
  alaw = await new RtspServer(withAlaw, { ...login, auth: 'basic' }).start();
  bed = await MediaBed.start({ lingerSeconds: 1 });
  bed.admit('t', [1, 2, 3, 4, 5, 6, 7]);
}, 30_000);

afterAll(async () => {
  await bed.stop();
  await Promise.all([aac.stop(), alaw.stop()]);
});

test('fake://clock needs no network: it comes up and plays by HLS', async () => {
  bed.control.put({ cameraId: 1, name: 'clock', url: 'fake://clock' });
  const state = await bed.control.state(1, ({ alive }) => alive);
  expect(state).toMatchObject({
    error: undefined,
    width: 640,
    height: 360,
    videoCodec: expect.stringMatching(/^avc1\./),
  });

  const { text, uris, master } = await bed.playlist('clock', 'index.m3u8', 't');
  expect(master).toMatch(/^#EXTM3U\n/);
  expect(master).toMatch(
    /BANDWIDTH=[1-9]\d+,AVERAGE-BANDWIDTH=[1-9]\d+,CODECS="avc1\.\w+",RESOLUTION=640x360,FRAME-RATE=15\.000\n/,
  );
  expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:');
  const [head, segment] = await Promise.all(
    uris.slice(0, 2).map(async (uri) => Buffer.from(await (await fetch(uri)).arrayBuffer())),
  );
  expect(head?.toString('latin1', 4, 8)).toBe('ftyp');
  expect(segment?.toString('latin1', 4, 8)).toBe('moof');
});

test('a camera behind RTSP with Digest and AAC: name with slashes, sound passed as it is, first picture at once', async () => {
  const name = 'дом 5/подъезд (2)/cam.1';
  bed.control.put({ cameraId: 2, name, url: aac.url() });
  expect(await bed.control.state(2, ({ alive }) => alive)).toMatchObject({ audioCodec: 'mp4a.40.2', restarts: 0 });

  const client = bed.mse(name, 't');
  await client.until(({ messages }) => messages[2]);
  const [init, head, first] = client.messages as [Record<string, unknown>, Buffer, Buffer];
  expect(init).toMatchObject({
    type: 'init',
    mime: expect.stringMatching(/^video\/mp4; codecs="avc1\.\w+,mp4a\.40\.2"$/),
  });
  expect(head.toString('latin1', 4, 8)).toBe('ftyp');
  expect(first.toString('latin1', 4, 8)).toBe('moof');
});

test('G.711 with Basic: the sound becomes AAC, after one restart', async () => {
  bed.control.put({ cameraId: 3, name: 'alaw', url: alaw.url() });
  const state = await bed.control.state(3, ({ alive }) => alive);
  expect(state).toMatchObject({ audioCodec: 'mp4a.40.2', restarts: 1 });
  const errors = bed.control.history.filter(({ cameraId, error }) => cameraId === 3 && error !== undefined);
  expect(errors).toEqual([]);
});

test('no sound where the preset has none', async () => {
  bed.control.put({ cameraId: 7, name: 'quiet', url: aac.url(), audio: false });
  expect((await bed.control.state(7, ({ alive }) => alive)).audioCodec).toBeUndefined();
});

test('credentials stand neither in the process list nor in an error', async () => {
  const pid = bed.node.supervisor.stream(2)?.pid;
  const line = await readFile(`/proc/${pid}/cmdline`, 'latin1');
  expect(line).toContain('ffmpeg');
  expect(line).not.toMatch(/admin|p%40ss|127\.0\.0\.1/);

  const url = aac.url().replace('p%40ss', 'not-it');
  bed.control.put({ cameraId: 4, name: 'wrong', url });
  const { error } = await bed.control.state(4, (state) => state.error !== undefined);
  expect(error).toMatch(/refuses the login or the password/);
  expect(error).not.toMatch(/not-it|rtsp:\/\/admin/);
  expect(aac.refusals).toBeGreaterThan(0);
});

test('an unknown fake source and an unknown scheme are errors that say what there is', async () => {
  bed.control.put({ cameraId: 5, name: 'odd', url: 'fake://nothing' });
  expect((await bed.control.state(5, ({ error }) => error !== undefined)).error).toContain('fake://clock');
  bed.control.put({ cameraId: 5, name: 'odd', url: 'file:///etc/passwd' });
  expect((await bed.control.state(5, ({ error }) => error?.includes('rtsp') === true)).alive).toBe(false);
});

test('on demand: runs for the first viewer and stops after the last one', async () => {
  bed.control.put({ cameraId: 6, name: 'door', url: aac.url(), onDemand: true });
  await bed.control.state(1, () => bed.node.supervisor.stream(6) !== undefined);
  expect(bed.node.supervisor.stream(6)?.running).toBe(false);
  const client = bed.mse('door', 't');
  await client.until(({ messages }) => messages[2]);
  await bed.control.state(6, ({ alive }) => alive);
  client.close();
  const stopped = await bed.control.state(6, ({ alive }) => !alive);
  expect(stopped.error).toBeUndefined();
  expect(stopped.archiveBytes).toBe(0);
});

test('on demand with a key picture each 20 s: the first request by HLS gets a playlist that plays, never 503', async () => {
  const slow = await new RtspServer(await makeFixture({ gop: 300, seconds: 20 }), { joins: 'anew' }).start();
  try {
    bed.admit('slow', [8]);
    bed.control.put({ cameraId: 8, name: 'slow', url: slow.url(), onDemand: true });
    await bed.control.until(() => bed.node.supervisor.stream(8));
    const { uris } = await bed.playlist('slow', 'index.m3u8', 'slow');
    const data = await Promise.all(uris.slice(0, 2).map(async (uri) => (await fetch(uri)).arrayBuffer()));
    const file = join(bed.dataDir, 'slow.mp4');
    await writeFile(file, Buffer.concat(data.map((part) => Buffer.from(part))));
    expect((await probe(file)).times.length).toBeGreaterThan(20);
  } finally {
    bed.control.remove(8);
    await slow.stop();
  }
});

test('pictures: a JPEG and a one-picture MP4 of now', async () => {
  const jpeg = await bed.get('clock', 'preview.jpg', 't');
  expect(jpeg.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await jpeg.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  const clip = await bed.get('clock', 'preview.mp4', 't');
  expect(Buffer.from(await clip.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp');
});

test('media_info.json tells the tracks', async () => {
  const info = await (await bed.get('дом 5/подъезд (2)/cam.1', 'media_info.json', 't')).json();
  expect(info).toMatchObject({ width: 320, height: 180, tracks: [{ codec: 'h264' }, { codec: 'aac' }] });
});

test('too many pictures at once are refused with 503 and when to come back, and are no fault in the log', async () => {
  const busy = await MediaBed.start({ pictureLimits: { atOnce: 0, mostWaiting: 0, waitMs: 1 } });
  try {
    busy.admit('t', [1]);
    busy.control.put({ cameraId: 1, name: 'clock', url: 'fake://clock' });
    const answer = await busy.get('clock', 'preview.jpg', 't');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.json()).toMatchObject({ error: 'busy', message: expect.stringContaining('try again') });
    expect(busy.complaints).toEqual([]);
  } finally {
    await busy.stop();
  }
});
