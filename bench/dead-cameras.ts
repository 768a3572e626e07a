/** How much longer does a camera that hung up take to come back beside eighty dead ones? */
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { MediaBed } from '../test/support/media-bed.ts';
import { makeFixture } from '../test/support/rtsp-fixture.ts';
import { RtspServer } from '../test/support/rtsp-server.ts';
import { median, report } from './support/result.ts';
import { percentile } from './support/wire.ts';

const LIVING = 8;
const DEAD = 80;
const FIRST_DEAD = 100;
const ROUNDS = 16;
/** Between two that hang up: each of them has then run for longer than a good run takes. */
const BETWEEN_MS = 2500;
/** The dead ones have failed several times by then. */
const FAILING_MS = 20_000;
const MEASURE_MS = 60_000;

const film = await makeFixture();
const living = await Promise.all(Array.from({ length: LIVING }, () => new RtspServer(film).start()));
/** Hangs up at once, or is silent: two ways of being dead; a port on which nobody listens is the third. */
const dead: Server[] = await Promise.all([
  listen((socket) => socket.destroy()),
  listen((socket) => socket.on('error', () => undefined)),
]);
const bed = await MediaBed.start();
/** Of dead cameras: each begins with the check of the address. */
let tries = 0;
const { pinSource } = bed.control;
bed.control.pinSource = async (spec) => {
  if (spec.cameraId >= FIRST_DEAD) tries += 1;
  return await pinSource.call(bed.control, spec);
};
try {
  for (const [index, camera] of living.entries())
    bed.control.put({ cameraId: index + 1, name: `living-${index}`, url: camera.url(), recording: undefined });
  for (let id = 1; id <= LIVING; id++) await bed.control.state(id, ({ alive }) => alive, 60_000);
  await sleep(12_000);
  const alone = await returns();
  for (let index = 0; index < DEAD; index++) {
    const port = [dead[0], dead[1], undefined].map(portOf)[index % 3];
    const url = `rtsp://127.0.0.1:${port}/dead-${index}`;
    bed.control.put({ cameraId: FIRST_DEAD + index, name: `dead-${index}`, url, recording: undefined });
  }
  await sleep(FAILING_MS);
  const beside = await returns();
  const before = tries;
  await sleep(MEASURE_MS);
  const perMinute = ((tries - before) * 60_000) / MEASURE_MS / DEAD;
  report({
    name: 'dead-cameras',
    question: `How much longer does a camera that hung up take to come back beside ${DEAD} dead ones?`,
    measures: [
      {
        title: `from hanging up to the next picture, median of ${ROUNDS}, beside ${DEAD} dead cameras`,
        unit: 'ms',
        us: median(beside),
        limit: median(alone),
        limitIs: 'the same without them',
        wanted: { atMost: 1.5 },
      },
      {
        title: 'tries of a dead camera',
        unit: 'a minute',
        us: perMinute,
        limit: 2.5,
        limitIs: 'half a minute between two, and the first ones',
        wanted: { atMost: 1 },
      },
    ],
    notes: {
      p95Alone: percentile(
        alone.toSorted((a, b) => a - b),
        0.95,
      ),
      p95Beside: percentile(
        beside.toSorted((a, b) => a - b),
        0.95,
      ),
    },
  });
} finally {
  await bed.stop();
  for (const server of dead) server.close();
  await Promise.all(living.map((camera) => camera.stop()));
}

/** How long each of the living takes to come back, in turn, ms. */
async function returns(): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const id = (round % LIVING) + 1;
    const { restarts } = await bed.control.state(id, ({ alive }) => alive, 60_000);
    const began = performance.now();
    living[id - 1]?.drop();
    await bed.control.state(id, (state) => state.alive && state.restarts > restarts, 60_000);
    times.push(performance.now() - began);
    await sleep(BETWEEN_MS);
  }
  return times;
}

async function listen(onSocket: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(onSocket);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return address !== null && typeof address === 'object' ? address.port : 9;
}
