import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaBed, probe } from '../support/media-bed.ts';
import { makeFixture } from '../support/rtsp-fixture.ts';
import { RtspServer } from '../support/rtsp-server.ts';

const HOUR = 3_600_000;
/** Pictures a second of the fixture. */
const FPS = 15;

interface Odd {
  readonly name: string;
  readonly audio: 'none' | 'aac' | 'alaw';
  readonly jump: (camera: RtspServer) => void;
}

/** Cameras whose time jumps once: of the packets, or of the sender reports, which count as soon as there is sound. */
const CAMERAS: readonly Odd[] = [
  { name: 'packets an hour ahead', audio: 'none', jump: (camera) => camera.step(HOUR) },
  { name: 'packets 90 s ahead', audio: 'none', jump: (camera) => camera.step(90_000) },
  { name: 'packets 15 s back', audio: 'none', jump: (camera) => camera.step(-15_000) },
  { name: 'packets an hour ahead, with sound', audio: 'aac', jump: (camera) => camera.step(HOUR) },
  { name: 'packets of the picture alone 15 s back', audio: 'alaw', jump: (camera) => camera.step(-15_000, ['video']) },
  { name: 'reports an hour ahead', audio: 'aac', jump: (camera) => camera.setClock(HOUR) },
  { name: 'reports 30 s ahead', audio: 'alaw', jump: (camera) => camera.setClock(30_000) },
  { name: 'reports 30 s back', audio: 'aac', jump: (camera) => camera.setClock(-30_000) },
  { name: 'reports an hour back', audio: 'alaw', jump: (camera) => camera.setClock(-HOUR) },
];

let bed: MediaBed;
const cameras: RtspServer[] = [];
/** Ends of the archive that lay more than two seconds ahead of the clock on the wall, at whatever moment. */
const future: string[] = [];
let watch: NodeJS.Timeout;
/** Starts of each before its jump: G.711 takes two. */
const before = new Map<number, number>();

beforeAll(async () => {
  const kinds = ['none', 'aac', 'alaw'] as const;
  const films = new Map(await Promise.all(kinds.map(async (audio) => [audio, await makeFixture({ audio })] as const)));
  bed = await MediaBed.start({ segmentSeconds: 30 });
  for (const [index, { audio }] of CAMERAS.entries()) {
    const film = films.get(audio);
    if (film === undefined) throw new Error('no film');
    cameras.push(await new RtspServer(film, { reports: audio !== 'none' }).start());
    bed.control.put({ cameraId: index + 1, name: `odd-${index}`, url: cameras[index]?.url() ?? '' });
  }
  bed.admit(
    't',
    CAMERAS.map((_, index) => index + 1),
  );
  watch = setInterval(() => {
    for (const [index, { name }] of CAMERAS.entries()) {
      const ahead = (bed.node.archive.loaded(index + 1)?.to ?? 0) - Date.now();
      if (ahead > 2000) future.push(`${name}: ${ahead} ms`);
    }
  }, 100);
  // Before the jump there are some seconds of each, and after it.
  await Promise.all(CAMERAS.map((_, index) => recorded(index + 1, 6000)));
  for (const [index, { jump }] of CAMERAS.entries()) jump(cameras[index] as RtspServer);
  for (const [cameraId, { restarts }] of bed.control.states) before.set(cameraId, restarts);
  const at = Date.now();
  await Promise.all(CAMERAS.map((_, index) => bed.control.until(() => reached(index + 1, at + 14_000), 60_000)));
}, 120_000);

afterAll(async () => {
  clearInterval(watch);
  await bed.stop();
  await Promise.all(cameras.map((camera) => camera.stop()));
});

const recorded = (cameraId: number, ms: number) =>
  bed.control.until(() => {
    const { from = 0, to = 0 } = bed.node.archive.loaded(cameraId) ?? {};
    return to - from >= ms ? true : undefined;
  }, 60_000);

/** True when the wall and, if it can, the archive have come so far. */
function reached(cameraId: number, at: number): true | undefined {
  const to = bed.node.archive.loaded(cameraId)?.to ?? 0;
  return Date.now() > at + 1000 && (to > at || Date.now() > at + 20_000) ? true : undefined;
}

test('no moment of the archive lies in the future', () => {
  expect(future).toEqual([]);
});

test.each(CAMERAS.map(({ name }, index) => [name, index + 1] as const))(
  '%s: what was recorded is as long as it took, and nothing is lost',
  async (_, cameraId) => {
    const archive = bed.node.archive.loaded(cameraId);
    const { from = 0, to = 0 } = archive ?? {};
    expect(archive?.ranges()).toHaveLength(1);
    expect(bed.node.status(cameraId)).toMatchObject({ alive: true, restarts: before.get(cameraId) });

    const seconds = Math.floor((to - from) / 1000) - 1;
    const window = `${Math.ceil(from / 1000)}-${seconds}`;
    const { text } = await bed.playlist(`odd-${cameraId - 1}`, `archive-${window}.m3u8`, 't');
    const lengths = [...text.matchAll(/#EXTINF:([\d.]+)/g)].map((found) => Number(found[1]));
    expect(Math.max(...lengths)).toBeLessThan(6);

    const file = join(bed.dataDir, `${cameraId}.mp4`);
    const download = await bed.get(`odd-${cameraId - 1}`, `archive-${window}.mp4`, 't');
    await writeFile(file, Buffer.from(await download.arrayBuffer()));
    const { duration, times } = await probe(file);
    expect(Math.abs(duration - seconds)).toBeLessThan(2.2);
    expect(Math.abs(times.length - duration * FPS)).toBeLessThan(5);
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    // Sender reports may move the picture by parts of a second, to its sound.
    expect(steps.filter((step) => step < 0.02).length).toBeLessThan(FPS);
    expect(Math.max(...steps)).toBeLessThan(0.2);
  },
);
