import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

let bed: MediaBed;
let frozen: RtspServer;
let changing: RtspServer;

beforeAll(async () => {
  const film = await makeFixture();
  frozen = await new RtspServer(film).start();
  changing = await new RtspServer(film).start();
  bed = await MediaBed.start();
  bed.admit('t', [1, 2, 3]);
  bed.control.put({ cameraId: 1, name: 'frozen', url: frozen.url() });
  bed.control.put({ cameraId: 2, name: 'changing', url: changing.url() });
  await bed.control.state(1, ({ alive }) => alive);
  await bed.control.state(2, ({ alive }) => alive);
}, 40_000);

afterAll(async () => {
  await bed.stop();
  await Promise.all([frozen.stop(), changing.stop()]);
});

test('a camera that hangs is said to be off before it is killed, and comes back', async () => {
  await bed.playlist('frozen', 'index.m3u8', 't');
  frozen.freeze();
  const { error } = await bed.control.state(1, ({ alive }) => !alive);
  expect(frozen.clients).toBe(1);
  expect(error).toMatch(/sends nothing/);
  // Who comes now is told; who plays has a playlist that waits for the camera, since VLC gives up one that is refused.
  expect((await bed.get('frozen', 'index.m3u8', 't')).status).toBe(503);
  expect((await bed.playlist('frozen', 'mono.m3u8', 't')).uris.length).toBeGreaterThan(0);
  await bed.control.until(() => (frozen.clients === 0 ? true : undefined));
  frozen.freeze(false);
  await bed.control.state(1, ({ alive, restarts }) => alive && restarts > 0);
});

test('another resolution: a new run with a new head, of which MSE viewers are told', async () => {
  const client = bed.mse('changing', 't');
  await client.until(({ messages }) => messages[2]);
  changing.change(await makeFixture({ size: '160x90' }));
  const init = await client.until(({ messages }) =>
    messages.find((message) => !Buffer.isBuffer(message) && message.width === 160),
  );
  expect(init).toMatchObject({ type: 'init', height: 90 });
});

test('other depth, title and limits do not touch a running stream; another source restarts it alone', async () => {
  const before = bed.node.supervisor.stream(1)?.pid;
  const other = bed.node.supervisor.stream(2)?.pid;
  expect(before).toBeDefined();
  bed.control.put({ cameraId: 1, name: 'renamed', url: frozen.url(), recording: { depthSeconds: 60, maxBytes: 5 } });
  await bed.control.until(() => (bed.node.archive.loaded(1)?.retention?.depthSeconds === 60 ? true : undefined));
  expect(bed.node.supervisor.stream(1)?.pid).toBe(before);
  bed.control.put({ cameraId: 1, name: 'renamed', url: frozen.url('other') });
  await bed.control.until(() => {
    const { pid, alive } = bed.node.supervisor.stream(1) ?? {};
    return alive && pid !== undefined && pid !== before ? true : undefined;
  });
  expect(bed.node.supervisor.stream(2)?.pid).toBe(other);
});

test('without ffmpeg the node runs and says what to do', async () => {
  const poor = await MediaBed.start({ ffmpegPath: '/nonexistent/ffmpeg' });
  try {
    poor.control.put({ cameraId: 1, name: 'a', url: 'fake://clock' });
    const { error } = await poor.control.state(1, (state) => state.error !== undefined);
    expect(error).toBe('no ffmpeg: set FFMPEG_PATH or install it');
    expect(await poor.node.health()).toMatchObject({ ok: false, reason: error, running: 0, wanted: 1 });
  } finally {
    await poor.stop();
  }
});
