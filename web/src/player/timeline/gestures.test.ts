import { expect, test } from 'vitest';
import { dragged, rolled } from './gestures.ts';

const VIEW = { from: 1000, to: 2000 };

test('one finger pans by as much as it moved, the time under it stays', () => {
  expect(dragged(VIEW, 500, [100], [150])).toEqual({ from: 900, to: 1900 });
});

test('two fingers that spread look closer; a third changes nothing', () => {
  const pinch = dragged(VIEW, 500, [100, 200], [50, 250]);
  expect(pinch).toEqual({ from: 1150, to: 1650 });
  expect(dragged(VIEW, 500, [100, 200, 300], [50, 250, 400])).toEqual(pinch);
});

test('a second finger that came after the grip only pans until it is held', () => {
  expect(dragged(VIEW, 500, [100], [150, 400])).toEqual({ from: 900, to: 1900 });
});

test('a wheel that turns sideways pans, one that turns down zooms out around the pointer', () => {
  expect(rolled(VIEW, 500, { deltaX: 50, deltaY: 10 }, 0.5)).toEqual({ from: 1100, to: 2100 });
  const out = rolled(VIEW, 500, { deltaX: 0, deltaY: 40 }, 0.25);
  expect(out.from).toBeCloseTo(1250 - 250 * Math.exp(0.2));
  expect(out.to).toBeCloseTo(1250 + 750 * Math.exp(0.2));
});

test('one turn of a wheel zooms no further than 60 pixels of it do', () => {
  const farthest = rolled(VIEW, 500, { deltaX: 0, deltaY: 60 }, 0.5);
  expect(rolled(VIEW, 500, { deltaX: 0, deltaY: 600 }, 0.5)).toEqual(farthest);
});
