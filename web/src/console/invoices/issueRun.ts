import { issueInvoices } from '../../api/invoices.ts';
import { Problem } from '../../api/problems/problem.ts';
import { loadRefusalWords } from '../../api/problems/refusalWords.ts';

/** Organizations in one call: about a second's work, so that the bar moves and a stop is soon. */
const PART = 25;

export interface IssueFailure {
  readonly organizationId: number;
  readonly problem: Problem;
}

export interface IssueState {
  readonly running: boolean;
  readonly issued: number;
  /** Organizations that it has not come to; undefined: the first part has not answered. */
  readonly remaining: number | undefined;
  readonly failures: readonly IssueFailure[];
  /** Why it ended before its time. */
  readonly broken: unknown;
}

/**
 * Issues the missing invoices of a month (YYYY-MM) part by part and tells how far it is. Who cannot be invoiced stops
 * nobody else; a call that is refused or not answered ends it, and it can be begun again.
 */
export async function runIssue(
  month: string,
  tell: (state: IssueState) => void,
  isStopped: () => boolean,
  send = issueInvoices,
): Promise<void> {
  let state: IssueState = { running: true, issued: 0, remaining: undefined, failures: [], broken: null };
  let after: number | null = null;
  tell(state);
  do {
    try {
      const part = await send(month, after, PART);
      if (part.failed.length > 0) await loadRefusalWords();
      const failures = part.failed.map(({ organizationId, error }) => ({
        organizationId,
        problem: new Problem(error.code, error.message, 0, error),
      }));
      after = part.next;
      state = {
        ...state,
        issued: state.issued + part.issued,
        remaining: part.remaining,
        failures: [...state.failures, ...failures],
      };
    } catch (broken) {
      state = { ...state, broken };
      after = null;
    }
    tell(state);
  } while (after !== null && !isStopped());
  tell({ ...state, running: false });
}
