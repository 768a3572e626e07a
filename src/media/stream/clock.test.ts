import { expect, test } from 'vitest';
import { StreamClock } from './clock.ts';

const T0 = 1_700_000_000_000;

test('a first burst does not put the stream into the future', () => {
  const clock = new StreamClock();
  // Two seconds of pictures arrive at once, then one each 200 ms.
  for (let t = 0; t < 2000; t += 200) clock.observe(t, 200, T0);
  clock.fix();
  clock.observe(2000, 200, T0 + 200);
  expect(clock.wall(2200)).toBe(T0 + 200);
});

test('delay of the network is no drift, a slow crystal is', () => {
  const clock = new StreamClock();
  clock.observe(0, 200, T0 + 200);
  clock.fix();
  for (let t = 200; t < 60_000; t += 200) clock.observe(t, 200, T0 + t + 200 + (t % 1000));
  expect(clock.drift()).toBe(0);
  for (let t = 60_000; t < 120_000; t += 200) clock.observe(t, 200, T0 + t + 900);
  expect(clock.drift()).toBe(700);
  expect(clock.drift()).toBe(0);
});

test('a jump of the camera’s time is seen in both directions', () => {
  const clock = new StreamClock();
  expect(clock.observe(0, 200, T0)).toBe(false);
  expect(clock.observe(200, 200, T0)).toBe(false);
  expect(clock.observe(90_000, 200, T0)).toBe(true);
  expect(clock.observe(90_200, 200, T0)).toBe(false);
  expect(clock.observe(100, 200, T0)).toBe(true);
});
