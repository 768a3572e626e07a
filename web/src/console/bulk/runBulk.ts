import { Problem } from '../../api/problems/problem.ts';
import { loadRefusalWords } from '../../api/problems/refusalWords.ts';
import type { BulkItem, BulkResult } from '../../api/types.ts';

/** Rows in the first request; then as many as take about a second, so that the count moves and little is lost. */
const FIRST = 5;
const MOST = 500;
const AIM_MS = 1000;

export interface BulkJob {
  readonly title: string;
  readonly ids: readonly number[];
  readonly send: (ids: number[]) => Promise<Pick<BulkResult, 'items'>>;
  /** What a row is called of which the server says nothing. */
  readonly titleOf: (id: number) => string;
  /** Of a deletion, what is not there any more is what was wanted. */
  readonly action: string;
}

export interface Failure {
  readonly id: number;
  readonly title: string;
  readonly problem: Problem;
}

/** Done, and kept off by other blocks all the same. */
export interface Kept {
  readonly id: number;
  readonly title: string;
  readonly blocks: NonNullable<BulkItem['stillBlocked']>;
}

export interface BulkState {
  readonly job: BulkJob;
  readonly running: boolean;
  /** Answered, well or not. */
  readonly tried: number;
  readonly failures: readonly Failure[];
  readonly kept: readonly Kept[];
}

interface Surroundings {
  readonly isStopped?: () => boolean;
  /** Milliseconds. */
  readonly now?: () => number;
}

/**
 * Runs a job part by part and tells how far it is. A row that is refused stops nothing; a server that does not answer
 * stops the rest.
 */
export async function runBulk(
  job: BulkJob,
  tell: (state: BulkState) => void,
  { isStopped = () => false, now = () => performance.now() }: Surroundings = {},
): Promise<{ readonly state: BulkState; readonly left: readonly number[] }> {
  let state: BulkState = { job, running: true, tried: 0, failures: [], kept: [] };
  let size = FIRST;
  tell(state);
  while (state.tried < job.ids.length && !isStopped()) {
    const part = job.ids.slice(state.tried, state.tried + size);
    const started = now();
    const found = await sendPart(job, part);
    if (found === undefined) break;
    size = nextSize(part.length, now() - started);
    state = {
      ...state,
      tried: state.tried + part.length,
      failures: [...state.failures, ...found.failures],
      kept: [...state.kept, ...found.kept],
    };
    tell(state);
  }
  state = { ...state, running: false };
  tell(state);
  return { state, left: [...state.failures.map(({ id }) => id), ...job.ids.slice(state.tried)] };
}

/** Grows fourfold at the most: one quick answer says little. */
const nextSize = (size: number, tookMs: number): number =>
  Math.max(1, Math.min(MOST, size * 4, Math.round((size * AIM_MS) / Math.max(1, tookMs))));

type Found = Pick<BulkState, 'failures' | 'kept'>;

/** Undefined: nobody answered, so that nothing is known of the part. */
async function sendPart({ send, titleOf, action }: BulkJob, part: readonly number[]): Promise<Found | undefined> {
  try {
    const { items } = await send([...part]);
    if (items.some(({ error }) => error !== undefined)) await loadRefusalWords();
    const named = items.map((item) => ({ ...item, title: item.title ?? titleOf(item.id) }));
    return {
      failures: named.flatMap(({ id, title, error }) =>
        error === undefined || (action === 'delete' && error.code === 'not_found')
          ? []
          : [{ id, title, problem: new Problem(error.code, error.message, 0, error) }],
      ),
      kept: named.flatMap(({ id, title, stillBlocked }) => (stillBlocked ? [{ id, title, blocks: stillBlocked }] : [])),
    };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 0 || error.status >= 500 || error.status === 401) return undefined;
    return { failures: part.map((id) => ({ id, title: titleOf(id), problem: error })), kept: [] };
  }
}
