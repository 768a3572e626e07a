import { instantOf, offsetAt } from '../../format/zone.ts';
import { length, type View } from './view.ts';

export interface Tick {
  readonly time: number;
  readonly label: 'second' | 'minute' | 'day' | 'none';
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STEPS = [
  1,
  5,
  10,
  30,
  MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
];

/** Marks at round times of the camera's clock, labels at least `room` pixels apart. */
export function ticksOf(view: View, width: number, zone: string, room = 58): Tick[] {
  const perPixel = length(view) / Math.max(1, width);
  const labelStep = STEPS.find((step) => step / perPixel >= room) ?? 28 * DAY;
  const markStep = finer(labelStep, perPixel);
  const offset = offsetAt(zone, (view.from + view.to) / 2);
  const result: Tick[] = [];
  for (let wall = Math.ceil((view.from + offset) / markStep) * markStep; ; wall += markStep) {
    const time = markStep >= HOUR ? instantOf(zone, wall) : wall - offset;
    if (time > view.to || result.length > 2000) return result;
    if (time >= view.from) result.push({ time, label: wall % labelStep === 0 ? labelOf(wall, labelStep) : 'none' });
  }
}

function finer(step: number, perPixel: number): number {
  return STEPS.find((smaller) => step % smaller === 0 && smaller / perPixel >= 9) ?? step;
}

function labelOf(wall: number, step: number): Tick['label'] {
  if (wall % DAY === 0) return 'day';
  return step < MINUTE ? 'second' : 'minute';
}
