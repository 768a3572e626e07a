import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wallTime } from '../../../src/core/time.ts';
import { type TestApp, testApp } from '../../support/app.ts';
import { until } from '../../support/viewers.ts';
import { ANNA, BOB, connect, type House, house, post, signIn, type TestBilling } from './mobile-support.ts';

let app: TestApp;
let billing: TestBilling;
let anna: string;
let bob: string;
let a: House;

/** Fresh installs stand where most providers of this API do. */
const local = wallTime('Europe/Moscow');
const ask = async (path: string, body: unknown, token = anna) => await post(app, path, body, token);
const item = async () => (await ask('cctv/all', { houseId: '10' })).json.data[0] as { url: string; token: string };

beforeAll(async () => {
  app = await testApp({ media: { segmentSeconds: 2 } });
  billing = connect(app);
  billing.phones.set(ANNA, ['10']).set(BOB, ['10', '20']);
  a = await house(app, '10');
  await house(app, '20');
  await app.core.sql`update preset set archive_days = 7`;
  anna = (await signIn(app, ANNA)).token;
  bob = (await signIn(app, BOB)).token;
  await ask('cctv/all', {});
  await until(() => {
    const archive = app.node?.archive.loaded(a.camera);
    return archive?.from !== undefined && (archive.to ?? 0) - archive.from >= 4000;
  });
}, 60_000);
afterAll(async () => await app.close());

describe('the media node plays what cctv/all answers', () => {
  test('live', async () => {
    const { url, token } = await item();
    const playlist = await fetch(`${url}/index.m3u8?token=${token}`);
    expect(playlist.status).toBe(200);
    expect(await playlist.text()).toContain('#EXTM3U');
    expect((await fetch(`${url}/preview.jpg?token=${token}`)).status).toBe(200);
    expect((await fetch(`${url}/index.m3u8`)).status).toBe(403);
  });

  test('what is recorded, the same as cctv/ranges tells', async () => {
    const { url, token } = await item();
    const status = await fetch(`${url}/recording_status.json?from=1525186456&token=${token}`);
    expect(status.status).toBe(200);
    const [recorded] = (await status.json()) as { stream: string; ranges: { from: number; duration: number }[] }[];
    const { json } = await ask('cctv/ranges', { cameraId: a.camera });
    expect(json.data[0].stream).toBe(recorded?.stream);
    expect(json.data[0].ranges[0].from).toBe(recorded?.ranges[0]?.from);
  });

  test('until the bill is not paid any more', async () => {
    const { url, token } = await item();
    billing.states.set('10', 'unpaid');
    expect((await ask('cctv/all', { houseId: '10' })).status).toBe(402);
    expect((await fetch(`${url}/index.m3u8?token=${token}`)).status).toBe(403);
    expect((await ask('cctv/ranges', { cameraId: a.camera })).status).toBe(404);
    billing.states.delete('10');
    expect((await ask('cctv/all', { houseId: '10' })).status).toBe(200);
    expect((await fetch(`${url}/index.m3u8?token=${token}`)).status).toBe(200);
  });
});

describe('a piece of the archive', () => {
  const seconds = (ago: number) => local(new Date(Date.now() - ago * 1000));
  /** The first two seconds that were recorded: what came later has a gap, since the bill was not paid for a moment. */
  const piece = async () => {
    const { json } = await ask('cctv/ranges', { cameraId: a.camera });
    const { from, duration } = json.data[0].ranges[0] as { from: number; duration: number };
    expect(duration).toBeGreaterThanOrEqual(2);
    return { id: a.camera, from: local(new Date(from * 1000)), to: local(new Date((from + 2) * 1000)) };
  };

  test('is asked for in local time and comes as an MP4 file, to its user alone', async () => {
    const asked = await piece();
    // The node tells of its archives every few seconds.
    await until(async () => (await ask('cctv/recPrepare', asked)).status === 200, 25_000);
    const { json } = await ask('cctv/recPrepare', asked);
    expect(json).toEqual({ code: 200, name: 'OK', message: 'Хорошо', data: expect.any(Number) });
    const link = await ask('cctv/recDownload', { id: json.data });
    expect(link.json.data).toMatch(new RegExp(`^${app.url}/play/[\\w-]+/file\\.mp4$`));
    await until(async () => (await fetch(link.json.data)).headers.get('content-type') === 'video/mp4', 40_000);
    expect((await ask('cctv/recDownload', { id: json.data }, bob)).status).toBe(404);
  });

  test('before anything was recorded, or to come, is not there', async () => {
    const before = await ask('cctv/recPrepare', {
      id: a.camera,
      from: '2020-01-01 10:00:00',
      to: '2020-01-01 10:10:00',
    });
    expect([before.status, before.json.message]).toEqual([404, 'За это время записи нет']);
    const ahead = await ask('cctv/recPrepare', { id: a.camera, from: seconds(-600), to: seconds(-700) });
    expect(ahead.status).toBe(422);
  });

  test('is of the archive that is still open: nothing is given out for what is not paid', async () => {
    const asked = await piece();
    const { json } = await ask('cctv/recPrepare', asked);
    billing.states.set('10', 'unpaid');
    expect((await ask('cctv/recPrepare', asked)).status).toBe(404);
    expect((await ask('cctv/recDownload', { id: json.data })).status).toBe(404);
    billing.states.delete('10');
    expect((await ask('cctv/recDownload', { id: json.data })).status).toBe(200);
  });
});
