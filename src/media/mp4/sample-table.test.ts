import { expect, test } from 'vitest';
import type { Track } from './init.ts';
import { SampleTable } from './sample-table.ts';
import type { Run } from './samples.ts';

const track: Track = {
  id: 1,
  kind: 'audio',
  timescale: 16_000,
  codec: 'mp4a.40.2',
  width: 0,
  height: 0,
  sampleRate: 16_000,
  channels: 1,
  defaultFlags: 0,
  setup: Buffer.alloc(0),
};

function run(count: number, duration = 1024): Run {
  const samples = Array.from({ length: count }, (_, index) => ({ duration, size: 10 + index, key: true, delay: 0 }));
  return { track, time: 0, offset: 0, samples };
}

test('runs that follow each other make one row of equal durations', () => {
  const table = new SampleTable();
  table.add(run(10), 0, 0);
  table.add(run(5), 10_240, 500);
  expect(table.durations).toEqual([[15, 1024]]);
  expect(table.chunks).toEqual([0, 500]);
  expect(table.length).toBe(15 * 1024);
});

test('over a hole the last sample lasts until the next, so that sound stays with its picture', () => {
  const table = new SampleTable();
  table.add(run(10), -300, 0);
  table.add(run(5), 9940 + 700, 500);
  expect(table.start).toBe(-300);
  expect(table.durations).toEqual([
    [9, 1024],
    [1, 1724],
    [5, 1024],
  ]);
  expect(table.end).toBe(9940 + 700 + 5 * 1024);
});
