import { invalid } from '../../errors.ts';

/** When a camera is recorded: never, always, while it moves, at certain hours. */
export const RECORD_MODES = ['off', 'always', 'motion', 'schedule'] as const;
export type RecordMode = (typeof RECORD_MODES)[number];

/** One window of a week, in the domain's time zone; one that ends before it begins goes on past midnight. */
export interface RecordWindow {
  /** 1 is Monday, 7 is Sunday: the days on which the window begins. */
  readonly days: readonly number[];
  /** HH:MM */
  readonly from: string;
  /** HH:MM; 24:00 is the end of the day. */
  readonly to: string;
}

const MAX_WINDOWS = 50;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function checkRecordMode(mode: string | undefined): void {
  if (mode !== undefined && !(RECORD_MODES as readonly string[]).includes(mode))
    throw invalid('recordMode', 'choice_unknown', { choices: RECORD_MODES });
}

/** Throws `invalid` for what is no week: an unknown day, a time that no clock shows, an empty window. */
export function checkSchedule(schedule: readonly RecordWindow[] | null | undefined): void {
  if (schedule === null || schedule === undefined) return;
  if (!Array.isArray(schedule)) throw invalid('recordSchedule', 'schedule_not_list');
  if (schedule.length > MAX_WINDOWS)
    throw invalid('recordSchedule', 'schedule_too_long', { count: schedule.length, limit: MAX_WINDOWS });
  for (const window of schedule as readonly RecordWindow[]) checkWindow(window);
}

function checkWindow({ days, from, to }: RecordWindow): void {
  if (!Array.isArray(days) || days.length === 0) throw invalid('recordSchedule', 'schedule_without_days');
  if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
    throw invalid('recordSchedule', 'schedule_day_wrong');
  if (new Set(days).size < days.length) throw invalid('recordSchedule', 'schedule_day_twice');
  if (!TIME.test(from) || !(TIME.test(to) || to === '24:00')) throw invalid('recordSchedule', 'schedule_time_wrong');
  if (from === to) throw invalid('recordSchedule', 'schedule_window_empty');
}
