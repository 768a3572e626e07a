import { afterAll, expect, test } from 'vitest';
import { OnvifCamera, type OnvifOptions } from '../../../test/support/onvif-camera.ts';
import type { CameraDevice } from '../../core/cameras/source/device-control.ts';
import { type MotionSubscription, SubscriptionLost } from '../../core/cameras/source/motion-listener.ts';
import { EgressPolicy } from '../../core/egress/policy.ts';
import { OnvifMotion } from './motion.ts';

const motion = new OnvifMotion(new EgressPolicy({ allow: ['127.0.0.0/8'] }));
const life = new AbortController();
const ends: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  life.abort();
  for (const end of ends.reverse()) await end();
});

async function camera(options: Partial<OnvifOptions> = {}): Promise<OnvifCamera> {
  const started = await new OnvifCamera({ login: 'admin', password: 'p<a>&ss', ...options }).start();
  ends.push(() => started.stop());
  return started;
}

const device = ({ port }: { readonly port: number }, change: Partial<CameraDevice> = {}): CameraDevice => ({
  url: `http://127.0.0.1:${port}/onvif/device_service`,
  login: 'admin',
  password: 'p<a>&ss',
  networks: [],
  channel: null,
  profile: null,
  bitrateLimit: null,
  ...change,
});

async function subscribed(one: OnvifCamera, change: Partial<CameraDevice> = {}): Promise<MotionSubscription> {
  const made = await motion.subscribe(device(one, change), life.signal);
  ends.push(() => made.end());
  return made;
}
const pull = async (made: MotionSubscription) => await made.pull(life.signal);

test.each([['services'], ['capabilities']] as const)(
  'a camera that speaks of %s tells of motion and of its end',
  async (speaks) => {
    const one = await camera({ speaks });
    const made = await subscribed(one);
    one.events.tell('true');
    expect(await pull(made)).toEqual({ moved: true, moving: true });
    one.events.tell('false');
    expect(await pull(made)).toEqual({ moved: true, moving: false });
    await made.end();
    expect(one.events.open).toBe(0);
  },
);

test.each([
  ['tns1:VideoSource/MotionAlarm', 'State', '1'],
  ['tns1:RuleEngine/MotionRegionDetector/Motion', 'State', 'true'],
  ['ns7:RuleEngine/ns7:CellMotionDetector/ns7:Motion', 'IsMotion', 'TRUE'],
  ['tns1:VideoAnalytics/tnsaxis:MotionDetection', 'motion', '1'],
])('%s is motion', async (topic, name, value) => {
  const one = await camera();
  const made = await subscribed(one);
  one.events.tell(value, { topic, name });
  expect(await pull(made)).toEqual({ moved: true, moving: true });
});

test('what was so before, other topics and what cannot be read are no motion', async () => {
  const one = await camera();
  const made = await subscribed(one);
  one.events.tell('true', { operation: 'Initialized' });
  one.events.tell('true', { topic: 'tns1:Device/Trigger/DigitalInput', name: 'LogicalState' });
  one.events.tell('true', { topic: 'tns1:RuleEngine/TamperDetector/Tamper' });
  one.events.tell('true', { name: 'Other' });
  one.events.tell('perhaps');
  expect(await pull(made)).toEqual({ moved: false, moving: false });
});

test('of a recorder the motion of its channel counts alone', async () => {
  const one = await camera();
  const made = await subscribed(one, { channel: 2 });
  one.events.tell('true', { source: 'v1' });
  expect(await pull(made)).toMatchObject({ moved: false });
  one.events.tell('true', { source: 'v2' });
  expect(await pull(made)).toMatchObject({ moved: true });
  await expect(subscribed(one, { channel: 3 })).rejects.toThrow('no video source for this channel');
});

test('its own clock, its own port for a subscription, and ids that it wants back are heeded', async () => {
  const late = await camera({ skewMs: -86_400_000 });
  late.events.place = (port) => `http://127.0.0.1:${port}`;
  late.events.wantsParameters = true;
  const made = await subscribed(late);
  late.events.tell('true');
  expect(await pull(made)).toMatchObject({ moved: true });
});

test('a camera that knows moments alone is asked by moments, and one that renews nothing is asked on', async () => {
  const one = await camera();
  Object.assign(one.events, { momentsOnly: true, life: 0 });
  const made = await subscribed(one);
  one.events.tell('true');
  expect(await pull(made)).toMatchObject({ moved: true });
  expect(one.events.asked).toEqual(['CreatePullPointSubscription', 'CreatePullPointSubscription', 'PullMessages']);
});

test('a subscription that the camera forgot is lost; a wrong password, no SOAP and a host out of reach have their names', async () => {
  const one = await camera();
  const made = await subscribed(one);
  one.events.forget();
  await expect(pull(made)).rejects.toThrow(SubscriptionLost);
  await expect(subscribed(one, { password: 'wrong' })).rejects.toMatchObject({ problem: 'wrong_credentials' });
  await expect(subscribed(one, { networks: ['10.0.0.0/8'] })).rejects.toMatchObject({ problem: 'not_allowed' });
  await expect(subscribed({ port: 1 } as OnvifCamera)).rejects.toMatchObject({ problem: 'unreachable' });
  one.events.garbles = true;
  await expect(subscribed(one)).rejects.toMatchObject({ problem: 'no_onvif' });
});

test('a camera that hangs is left when nobody asks any more', async () => {
  const one = await camera();
  const made = await subscribed(one);
  const ended = new AbortController();
  const waiting = made.pull(ended.signal);
  await expect.poll(() => one.events.asked.at(-1)).toBe('PullMessages');
  ended.abort();
  await expect(waiting).rejects.toMatchObject({ problem: 'timeout' });
});
