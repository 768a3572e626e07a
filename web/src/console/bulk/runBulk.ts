import { Problem } from '../../api/problem.ts';
import type { BulkResult } from '../../api/types.ts';
import type { Picked } from '../../ui/form/pickers.tsx';

/** Ids in one request: few enough that the count moves every second or so. */
const PART = 50;

export interface BulkJob {
  readonly title: string;
  readonly items: readonly Picked[];
  readonly send: (ids: number[]) => Promise<BulkResult>;
}

interface Failure {
  readonly item: Picked;
  readonly problem: Problem;
}

export interface BulkState {
  readonly job: BulkJob;
  readonly running: boolean;
  /** Answered, well or not. */
  readonly tried: number;
  readonly failures: readonly Failure[];
}

/**
 * Runs a job part by part and tells how far it is. A row that is refused stops nothing; a server that does not answer
 * stops the rest.
 */
export async function runBulk(
  job: BulkJob,
  tell: (state: BulkState) => void,
  isStopped: () => boolean = () => false,
): Promise<{ readonly state: BulkState; readonly left: readonly Picked[] }> {
  let state: BulkState = { job, running: true, tried: 0, failures: [] };
  tell(state);
  while (state.tried < job.items.length && !isStopped()) {
    const part = job.items.slice(state.tried, state.tried + PART);
    const found = await sendPart(job, part);
    if (found === undefined) break;
    state = { ...state, tried: state.tried + part.length, failures: [...state.failures, ...found] };
    tell(state);
  }
  state = { ...state, running: false };
  tell(state);
  return { state, left: [...state.failures.map(({ item }) => item), ...job.items.slice(state.tried)] };
}

/** Undefined: nobody answered, so that nothing is known of the part. */
async function sendPart(job: BulkJob, part: readonly Picked[]): Promise<readonly Failure[] | undefined> {
  try {
    const { items } = await job.send(part.map(({ id }) => id));
    const errors = new Map(items.map(({ id, error }) => [id, error]));
    return part.flatMap((item) => {
      const error = errors.get(item.id);
      return error === undefined ? [] : [{ item, problem: new Problem(error.code, error.message) }];
    });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 0 || error.status >= 500 || error.status === 401) return undefined;
    return part.map((item) => ({ item, problem: error }));
  }
}
