import type { Said } from '../../errors.ts';

/** An event as an engine tells it. */
export interface ToldEvent {
  /** The engine's own, once for each event. */
  readonly id: string;
  readonly caseId: number;
  readonly cameraId: number;
  readonly at: Date;
  readonly until: Date | null;
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was read of a row: the event, or what is wrong with it. */
export type ReadRow =
  | { readonly id: string; readonly event: ToldEvent; readonly fault?: undefined }
  | { readonly id: string | null; readonly event?: undefined; readonly fault: Said };

const LONGEST_ID = 100;
const LONGEST_TEXT = 500;
const MOST_DATA_BYTES = 4096;
/** Younger than events are kept at least, so that what is told again was not forgotten meanwhile. */
const OLDEST_MS = 24 * 3_600_000;
const AHEAD_MS = 5 * 60_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads one row of a batch, whatever it is. Times are ISO 8601 with their offset, from a day ago to five minutes ahead. */
export function toldEvent(row: unknown, now: Date): ReadRow {
  if (!isObject(row)) return wrong(null, 'event');
  const { id, caseId, cameraId } = row;
  if (!isText(id, LONGEST_ID) || id === '') return wrong(null, 'id');
  if (!isId(caseId)) return wrong(id, 'caseId');
  if (!isId(cameraId)) return wrong(id, 'cameraId');
  const time = timeOf(row, now);
  if (typeof time === 'string') return wrong(id, time);
  if (time === undefined) return { id, fault: { reason: 'event_time_far', params: {} } };
  const { text = '', data = {} } = row;
  if (!isText(text, LONGEST_TEXT)) return wrong(id, 'text');
  if (!isData(data)) return wrong(id, 'data');
  return { id, event: { id, caseId, cameraId, ...time, text, data } };
}

/** The name of the field that is wrong; undefined: it is too far from now. */
function timeOf(
  { at, until = null }: Readonly<Record<string, unknown>>,
  now: Date,
): Pick<ToldEvent, 'at' | 'until'> | 'at' | 'until' | undefined {
  const began = instantOf(at);
  if (!began) return 'at';
  const ahead = began.getTime() - now.getTime();
  if (ahead < -OLDEST_MS || ahead > AHEAD_MS) return undefined;
  const ended = until === null ? null : instantOf(until);
  return ended === undefined || (ended !== null && ended < began) ? 'until' : { at: began, until: ended };
}

const wrong = (id: string | null, field: string): ReadRow => ({
  id,
  fault: { reason: 'event_field_wrong', params: { field } },
});

const isId = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && !value.includes('\u0000');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isData(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const text = JSON.stringify(value);
  return Buffer.byteLength(text) <= MOST_DATA_BYTES && !text.includes('\\u0000');
}

function instantOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !INSTANT.test(value)) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}
