import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { changeCamera } from '../../src/core/cameras/change/change.ts';
import { createCamera } from '../../src/core/cameras/operations.ts';
import { provisionCamera } from '../../src/core/cameras/provision.ts';
import { motionStateOf } from '../../src/core/cameras/recording/motion-subscriptions.ts';
import { EgressPolicy } from '../../src/core/egress/policy.ts';
import { OnvifMotion } from '../../src/devices/onvif/motion.ts';
import { askForMotion } from '../../src/jobs/camera-motion.ts';
import type { Loop } from '../../src/jobs/loop.ts';
import { pauseAfter } from '../../src/jobs/motion-following.ts';
import { SYSTEM, type TestCore, testCore } from '../support/core.ts';
import { OnvifCamera } from '../support/onvif-camera.ts';

let world: TestCore;
let loop: Loop | undefined;
const cameras: OnvifCamera[] = [];
const life = new AbortController();

beforeAll(async () => {
  world = await testCore();
  const egress = new EgressPolicy({ allow: ['127.0.0.0/8'] });
  Object.assign(world.core, { egress, motionListener: new OnvifMotion(egress) });
});
afterEach(async () => await loop?.stop());
afterAll(async () => {
  life.abort();
  await world.close();
  await Promise.all(cameras.map(async (one) => await one.stop()));
});

const within = { timeout: 30_000 };

async function device(): Promise<OnvifCamera> {
  const one = await new OnvifCamera({ login: 'admin', password: 'secret' }).start();
  cameras.push(one);
  return one;
}

async function added(one: OnvifCamera, password = 'secret'): Promise<number> {
  const { id } = await createCamera(world.core, SYSTEM, {
    title: `Camera ${one.port}`,
    streamUrl: `rtsp://admin:${password}@127.0.0.1:554/`,
    connection: { motionNotices: true, motionSource: 'onvif', httpPort: one.port },
  });
  return id;
}

const state = async (id: number) => await motionStateOf(world.core, id);
const motions = async (id: number) => await world.core.sql`select from motion where camera_id = ${id}`;
const heard = async (id: number) =>
  await expect.poll(async () => (await state(id))?.since ?? null, within).not.toBeNull();

/** The camera says something until it has been heard once, since it holds its answer for as long as nothing happens. */
async function greeted(one: OnvifCamera, id: number): Promise<void> {
  await expect.poll(() => one.events.open, within).toBe(1);
  one.events.tell('false');
  await heard(id);
}

test('a camera is asked, tells of motion, forgets, is asked anew, and is let go of when its notices are off', async () => {
  const one = await device();
  const id = await added(one);
  loop = askForMotion(world.core, life.signal);
  await greeted(one, id);
  expect(await motions(id)).toHaveLength(0);
  one.events.tell('true');
  await expect.poll(async () => (await motions(id)).length, within).toBe(1);
  one.events.forget();
  await expect.poll(() => one.events.open, within).toBe(1);
  expect((await state(id))?.problem).toBeNull();
  await changeCamera(world.core, SYSTEM, { id }, { connection: { motionNotices: false } });
  await expect.poll(() => one.events.open, within).toBe(0);
  await expect.poll(async () => await state(id), within).toBeNull();
});

test('what goes wrong stands in the state, and the camera is asked again by itself or when its address changes', async () => {
  const one = await device();
  one.events.garbles = true;
  const id = await added(one);
  const wrong = await device();
  const refused = await added(wrong, 'other');
  const made = await createCamera(world.core, SYSTEM, {
    title: 'Made up',
    streamUrl: 'fake://clock',
    connection: { motionNotices: true, motionSource: 'onvif' },
  });
  loop = askForMotion(world.core, life.signal);
  await expect.poll(async () => (await state(id))?.problem, within).toBe('no_onvif');
  await expect.poll(async () => (await state(refused))?.problem, within).toBe('wrong_credentials');
  await expect.poll(async () => (await state(made.id))?.problem, within).toBe('no_address');
  one.events.garbles = false;
  await greeted(one, id);
  await changeCamera(world.core, SYSTEM, { id: refused }, { streamUrl: 'rtsp://admin:secret@127.0.0.1:554/' });
  await greeted(wrong, refused);
});

test('a camera whose billing told how it answers ONVIF is asked without anything else, and by hashes alone', async () => {
  const one = await device();
  const { id } = await provisionCamera(
    world.core,
    SYSTEM,
    { title: 'Of the billing', streamUrl: 'rtsp://127.0.0.1:554/', connection: { httpPort: one.port } },
    { onvifCredentials: { login: 'admin', password: 'secret' } },
  );
  loop = askForMotion(world.core, life.signal);
  await greeted(one, id);
  await loop?.stop();
  expect(one.events.open).toBe(0);
});

test('pauses grow, up to five minutes and a half of that by chance', () => {
  expect([0, 1, 2, 20].map((failures) => pauseAfter(failures, 0))).toEqual([2000, 4000, 8000, 300_000]);
  expect(pauseAfter(20, 1)).toBe(450_000);
});
