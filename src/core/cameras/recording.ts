import { invalid } from '../errors.ts';

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

const MOST_WINDOWS = 50;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export function checkRecordMode(mode: string | undefined): void {
  if (mode !== undefined && !(RECORD_MODES as readonly string[]).includes(mode))
    throw invalid('record_mode', `give one of ${RECORD_MODES.join(', ')}`);
}

/** Throws `invalid` for what is no week: an unknown day, a time that no clock shows, an empty window. */
export function checkSchedule(schedule: readonly RecordWindow[] | null | undefined): void {
  if (schedule === null || schedule === undefined) return;
  const no = (why: string) => invalid('record_schedule', why);
  if (!Array.isArray(schedule)) throw no('give a list of windows');
  if (schedule.length > MOST_WINDOWS) throw no(`has ${schedule.length} windows, ${MOST_WINDOWS} are allowed`);
  for (const { days, from, to } of schedule as readonly RecordWindow[]) {
    if (!Array.isArray(days) || days.length === 0) throw no('each window names its days, 1 (Monday) to 7');
    if (days.some((day) => !Number.isInteger(day) || day < 1 || day > 7)) throw no('days are numbers from 1 to 7');
    if (new Set(days).size < days.length) throw no('a window names a day twice');
    if (!TIME.test(from) || !(TIME.test(to) || to === '24:00')) throw no('times are HH:MM, from 00:00 to 24:00');
    if (from === to) throw no('a window ends when it begins');
  }
}
