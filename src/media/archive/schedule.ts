import type { Recording } from '../control.ts';

const MINUTE_MS = 60_000;

/** When a recording is written: always, or within the windows of its week. Asked of every fragment, decided a minute. */
export class Week {
  readonly #windows: NonNullable<Recording['schedule']> | undefined;
  readonly #clock: Intl.DateTimeFormat;
  #minute = Number.NaN;
  #open = false;

  constructor(recording: Recording | undefined) {
    this.#windows = recording?.mode === 'schedule' ? (recording.schedule ?? []) : undefined;
    this.#clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: recording?.timeZone ?? 'UTC',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  }

  isOpen(at: number): boolean {
    if (this.#windows === undefined) return true;
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#open = this.#decide(this.#windows, at);
    }
    return this.#open;
  }

  #decide(windows: NonNullable<Recording['schedule']>, at: number): boolean {
    const parts = new Map(this.#clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = DAYS.indexOf(parts.get('weekday') ?? '') + 1;
    const now = minutes(`${parts.get('hour')}:${parts.get('minute')}`);
    return windows.some(({ days, from, to }) => {
      const begins = minutes(from);
      const ends = minutes(to);
      if (begins < ends) return days.includes(day) && now >= begins && now < ends;
      // Past midnight: the evening of its own day, the morning of the next.
      const yesterday = day === 1 ? 7 : day - 1;
      return (days.includes(day) && now >= begins) || (days.includes(yesterday) && now < ends);
    });
  }
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const minutes = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
