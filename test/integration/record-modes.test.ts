import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

/** Files of three seconds. */
let bed: MediaBed;
let camera: RtspServer;
const KEPT = { depthSeconds: 86_400, maxBytes: undefined } as const;
const DAYS = [1, 2, 3, 4, 5, 6, 7];

beforeAll(async () => {
  camera = await new RtspServer(await makeFixture(), {}).start();
  bed = await MediaBed.start();
}, 40_000);

afterAll(async () => {
  await bed.stop();
  await camera.stop();
});

const put = (cameraId: number, recording: object) =>
  bed.control.put({ cameraId, name: `c${cameraId}`, url: camera.url(), recording: { ...KEPT, ...recording } });

test('outside of its windows a camera is live and nothing is written; a window that opens is', async () => {
  put(1, { mode: 'schedule', schedule: [], timeZone: 'Europe/Moscow' });
  put(2, { mode: 'schedule', schedule: [{ days: DAYS, from: '00:00', to: '24:00' }], timeZone: 'Europe/Moscow' });
  await bed.control.state(2, ({ archiveBytes }) => archiveBytes > 0, 25_000);
  await bed.control.state(1, ({ alive, archiveBytes }) => alive && archiveBytes === 0);
  put(1, { mode: 'schedule', schedule: [{ days: DAYS, from: '00:00', to: '24:00' }], timeZone: 'Europe/Moscow' });
  await bed.control.state(1, ({ archiveBytes }) => archiveBytes > 0);
  put(1, { mode: 'schedule', schedule: [], timeZone: 'Europe/Moscow' });
  const archive = await bed.node.archive.camera(1);
  // The piece that was being received when the window closed may still be written: it stands still from then on.
  let end = archive.to;
  let neighbour = bed.node.archive.loaded(2)?.to ?? 0;
  await bed.control.until(() => {
    const other = bed.node.archive.loaded(2)?.to ?? 0;
    if (archive.to !== end) [end, neighbour] = [archive.to, other];
    return other > neighbour + 4000 ? true : undefined;
  });
  expect(archive.openFiles()).toEqual([]);
  expect(bed.node.status(1)?.alive).toBe(true);
});

test('by motion: what the camera told of stays, the rest goes, and what was recorded always stays', async () => {
  put(3, { mode: 'always' });
  const archive = await bed.node.archive.camera(3);
  await bed.control.until(() => (archive.hours()[0]?.ranges.length ? true : undefined), 25_000);
  put(3, { mode: 'motion' });
  const files = async () => (await archive.files(0, Number.MAX_SAFE_INTEGER)).filter(({ done }) => done);
  await bed.control.until(() => (archive.review.due(Date.now() + 3_600_000).length >= 2 ? true : undefined), 25_000);
  const before = await files();
  const always = before.filter(({ motion }) => !motion).map(({ start }) => start);
  expect(always.length).toBeGreaterThan(0);
  await bed.node.archive.sweepByMotion(
    Date.now() + 3_600_000,
    async (id, from, to) => await bed.control.motion(id, from, to),
  );
  expect((await files()).map(({ start }) => start)).toEqual(expect.arrayContaining(always));
  const left = (await files()).filter(({ start }) => before.some((file) => file.start === start));
  expect(left.map(({ start }) => start)).toEqual(always);

  bed.control.motions.set(3, [[Date.now(), Date.now()]]);
  await bed.control.until(() => (archive.review.due(Date.now() + 3_600_000).length >= 1 ? true : undefined));
  await bed.node.archive.sweepByMotion(
    Date.now() + 3_600_000,
    async (id, from, to) => await bed.control.motion(id, from, to),
  );
  expect((await files()).some(({ motion }) => motion)).toBe(true);
});
