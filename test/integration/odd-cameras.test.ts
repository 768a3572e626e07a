import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed } from '../support/media-bed.ts';
import { type FixtureOptions, makeFixture } from '../support/rtsp-fixture.ts';
import { type RtspOptions, RtspServer } from '../support/rtsp-server.ts';

/** Cameras that are well, and other than most. */
let bed: MediaBed;
const servers: RtspServer[] = [];
const LOGIN = { user: 'admin', password: 'right' };

beforeAll(async () => {
  bed = await MediaBed.start();
});

afterAll(async () => {
  await bed.stop();
  await Promise.all(servers.map((server) => server.stop()));
});

async function camera(film: FixtureOptions, options: RtspOptions = {}): Promise<RtspServer> {
  const server = await new RtspServer(await makeFixture(film), options).start();
  servers.push(server);
  return server;
}

const alive = (cameraId: number, limitMs = 60_000) => bed.control.state(cameraId, (state) => state.alive, limitMs);
const failed = (cameraId: number) => bed.control.state(cameraId, ({ error }) => error !== undefined, 60_000);
/** What was said of a camera since it was there, whenever it had no picture. */
const complaints = (cameraId: number) =>
  bed.control.history.filter((state) => state.cameraId === cameraId && state.error !== undefined);

test.each([
  [1, 'h264'],
  [2, 'h265'],
] as const)(
  'parameter sets in the stream alone, ten seconds apart (camera %i, %s): a longer look finds them',
  async (cameraId, codec) => {
    const film = { codec, announced: false, gop: 150, seconds: 20 };
    const odd = await camera(film, { joins: 'late' });
    bed.control.put({ cameraId, name: `sets-${codec}`, url: odd.url() });
    expect(await alive(cameraId)).toMatchObject({ width: 320, height: 180, restarts: 1 });
    expect(complaints(cameraId)).toEqual([]);
  },
);

test('a size that changes in mid-stream, again and again, is no failure: connected again at once', async () => {
  const sizes = ['320x180', '160x90'];
  const films = await Promise.all(sizes.map((size) => makeFixture({ size })));
  const odd = await camera({ size: '160x90' });
  bed.control.put({ cameraId: 3, name: 'sizes', url: odd.url() });
  await alive(3);
  for (const turn of [0, 1, 0, 1]) {
    const before = bed.node.archive.loaded(3)?.to ?? 0;
    await bed.control.until(() => ((bed.node.archive.loaded(3)?.to ?? 0) > before + 3000 ? true : undefined), 60_000);
    odd.show(films[turn] ?? (films[0] as never));
    const height = turn === 0 ? 180 : 90;
    await bed.control.state(3, (state) => state.alive && state.height === height, 60_000);
  }
  expect(complaints(3)).toEqual([]);
  expect(bed.node.status(3)?.restarts).toBe(4);
});

test('sound that begins late is found when it begins, and by the next connection', async () => {
  const odd = await camera({ audio: 'alaw' });
  odd.mute('audio');
  bed.control.put({ cameraId: 4, name: 'late', url: odd.url() });
  expect(await alive(4)).toMatchObject({ audioCodec: undefined });
  odd.mute('audio', false);
  await bed.control.state(4, (state) => state.alive && state.audioCodec === 'mp4a.40.2', 60_000);

  const { restarts } = bed.node.status(4) ?? { restarts: 0 };
  odd.drop();
  const again = await bed.control.state(
    4,
    (state) => state.alive && state.restarts > restarts && state.audioCodec !== undefined,
    60_000,
  );
  expect(again.audioCodec).toBe('mp4a.40.2');
});

test('461 over TCP: UDP is tried by itself; where TCP was chosen the reason says what to choose', async () => {
  const odd = await camera({}, { transport: 'udp' });
  bed.control.put({ cameraId: 5, name: 'udp', url: odd.url() });
  expect(await alive(5)).toMatchObject({ width: 320, height: 180 });
  bed.control.put({ cameraId: 6, name: 'not-udp', url: odd.url(), transport: 'tcp' });
  expect((await failed(6)).error).toMatch(/^the camera refuses this transport: choose the other one, UDP or TCP/);
});

test.each([
  [7, 'sha-256'],
  [8, 'md5 and sha-256'],
] as const)(
  'a login that ffmpeg cannot answer (camera %i, %s): the reason names the algorithm',
  async (cameraId, auth) => {
    const odd = await camera({}, { ...LOGIN, auth });
    bed.control.put({ cameraId, name: auth, url: odd.url() });
    const { error } = await failed(cameraId);
    expect(error).toMatch(/^the camera asks for a login by Digest with the algorithm SHA-256/);
    expect(error).not.toContain(LOGIN.password);
  },
);

test('a wrong password is tried again when its own source changes, and not when anything else does', async () => {
  const locked = await camera({}, { ...LOGIN, auth: 'digest' });
  const wrong = locked.url().replace(LOGIN.password, 'wrong');
  bed.control.put({ cameraId: 9, name: 'locked', url: wrong });
  expect((await failed(9)).error).toMatch(/^the camera refuses the login or the password/);
  const tries = locked.connectedAt.length;
  for (let other = 20; other < 23; other += 1) {
    bed.control.put({ cameraId: other, name: `other-${other}`, url: 'fake://clock', recording: undefined });
    await alive(other);
    bed.control.put({
      cameraId: 9,
      name: `locked-${other}`,
      url: wrong,
      recording: { depthSeconds: other, maxBytes: 1 },
    });
    await bed.control.until(() => (bed.node.archive.loaded(9)?.retention?.depthSeconds === other ? true : undefined));
    bed.control.remove(other);
  }
  expect(locked.connectedAt.length).toBe(tries);
  bed.control.put({ cameraId: 9, name: 'locked', url: locked.url() });
  await alive(9);
});
