import { expect, test } from 'vitest';
import { reasonOf } from '../../../../test/support/facts.ts';
import { normalMac } from '../source/connection.ts';
import { secondsWithin } from './archive-days.ts';
import { archiveDepth } from './archive-depth.ts';
import { checkRecordMode, checkSchedule, type RecordWindow } from './recording.ts';

const week: RecordWindow = { days: [1, 2], from: '08:00', to: '18:00' };
const refused = (schedule: unknown) => reasonOf(() => checkSchedule(schedule as RecordWindow[]));

test('a week of windows is taken, past midnight and to the end of the day too, and so is none', () => {
  for (const schedule of [
    null,
    undefined,
    [],
    [week],
    [{ ...week, from: '22:00', to: '06:00' }],
    [{ ...week, to: '24:00' }],
  ])
    expect(refused(schedule)).toBeUndefined();
});

test('what is no week is refused with what is wrong in it', () => {
  const cases: [unknown, string][] = [
    ['08:00', 'schedule_not_list'],
    [Array.from({ length: 51 }, () => week), 'schedule_too_long'],
    [[{ ...week, days: [] }], 'schedule_without_days'],
    [[{ ...week, days: [0] }], 'schedule_day_wrong'],
    [[{ ...week, days: [8] }], 'schedule_day_wrong'],
    [[{ ...week, days: [1.5] }], 'schedule_day_wrong'],
    [[{ ...week, days: [1, 1] }], 'schedule_day_twice'],
    [[{ ...week, from: '24:00' }], 'schedule_time_wrong'],
    [[{ ...week, to: '24:01' }], 'schedule_time_wrong'],
    [[{ ...week, from: '8:00' }], 'schedule_time_wrong'],
    [[{ ...week, from: '08:00', to: '08:00' }], 'schedule_window_empty'],
    [[week, { ...week, to: '18:60' }], 'schedule_time_wrong'],
  ];
  for (const [schedule, reason] of cases) expect(refused(schedule)).toBe(`recordSchedule: ${reason}`);
});

test('a camera is recorded never, always, on motion or by a schedule', () => {
  for (const mode of [undefined, 'off', 'always', 'motion', 'schedule'])
    expect(reasonOf(() => checkRecordMode(mode))).toBeUndefined();
  for (const mode of ['', 'Always', 'never'])
    expect(reasonOf(() => checkRecordMode(mode))).toBe('recordMode: choice_unknown');
});

test('the archive is as deep as the camera says, else its organization, else its preset; nothing kept is a word too', () => {
  expect(archiveDepth(3, 86_400, 7)).toEqual({ archiveDays: 3, archiveSetBy: 'camera' });
  expect(archiveDepth(0, 86_400, 7)).toEqual({ archiveDays: 0, archiveSetBy: 'camera' });
  expect(archiveDepth(null, 43_200, 7)).toEqual({ archiveDays: 0.5, archiveSetBy: 'organization' });
  expect(archiveDepth(null, 0, 7)).toEqual({ archiveDays: 0, archiveSetBy: 'organization' });
  expect(archiveDepth(null, null, 7)).toEqual({ archiveDays: 7, archiveSetBy: 'preset' });
  expect(archiveDepth(null, null, null)).toEqual({ archiveDays: null, archiveSetBy: 'preset' });
});

test('of a recording the part within the day is counted, in whole seconds', () => {
  const ranges = [
    { from: 0, duration: 10_000 },
    { from: 20_000, duration: 5_400 },
  ];
  expect(secondsWithin(ranges, 5_000, 22_000)).toBe(7);
  expect(secondsWithin(ranges, 0, 30_000)).toBe(15);
  expect(secondsWithin(ranges, 10_000, 20_000)).toBe(0);
  expect(secondsWithin([], 0, 1000)).toBe(0);
});

test('a MAC address is kept in one spelling, and what is none is none', () => {
  for (const text of [
    'AA:BB:CC:DD:EE:FF',
    'aa-bb-cc-dd-ee-ff',
    'aabb.ccdd.eeff',
    'aabbccddeeff',
    ' AA BB CC DD EE FF ',
  ])
    expect(normalMac(text)).toBe('aa:bb:cc:dd:ee:ff');
  for (const text of ['', 'aa:bb:cc:dd:ee', 'aa:bb:cc:dd:ee:ff:00', 'ga:bb:cc:dd:ee:ff'])
    expect(normalMac(text)).toBeUndefined();
});
