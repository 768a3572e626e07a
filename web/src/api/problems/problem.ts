import type { Blocked, Meanwhile } from '../types.ts';
import type { Params, Said } from './said.ts';

/** What the server, or the way to it, said no with. `code` is one of ErrorBody's, or `offline`: nobody answered. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  /** What is said of each field, in the server's words. */
  readonly fields: Readonly<Record<string, string>>;
  /** The same, for translations. */
  readonly fieldReasons: Readonly<Record<string, Said>>;
  readonly requestId: string | undefined;
  /** What keeps the user out, of a refusal that came of it. */
  readonly block: Blocked | undefined;
  /** Of a change that would have overwritten another: who made that, and what each field was and is. */
  readonly meanwhile: Meanwhile | undefined;
  /** Of `unavailable`: what is wrong with the database. */
  readonly outage: string | undefined;
  /** When it may be asked again, of too many. */
  readonly retryAfterSeconds: number | undefined;
  /** Of a wrong code: how many more it may be tried. */
  readonly attemptsLeft: number | undefined;
  /** What the message says, for translations; of a device that did not do it: why. */
  readonly reason: string | undefined;
  readonly params: Params | undefined;

  /** Whether its sentence is told by its reason; the other codes have words of their own in every page. */
  get needsWords(): boolean {
    return WORDED.has(this.code) && this.reason !== undefined;
  }

  constructor(code: string, message: string, status = 0, body: NonNullable<Body['error']> = {}) {
    super(message);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.fields = body.fields ?? {};
    this.fieldReasons = body.fieldReasons ?? {};
    this.requestId = body.requestId;
    this.block = body.block;
    this.meanwhile = body.meanwhile;
    this.outage = body.outage;
    this.retryAfterSeconds = body.retryAfterSeconds;
    this.attemptsLeft = body.attemptsLeft;
    this.reason = body.reason;
    this.params = body.params;
  }
}

const WORDED: ReadonlySet<string> = new Set(['invalid', 'conflict', 'limit', 'forbidden', 'gone', 'payment_required']);

interface Body {
  readonly error?: {
    readonly code?: string;
    readonly message?: string;
    readonly fields?: Record<string, string>;
    readonly fieldReasons?: Record<string, Said>;
    readonly params?: Params;
    readonly requestId?: string;
    readonly block?: Blocked;
    readonly meanwhile?: Meanwhile;
    readonly outage?: string;
    readonly retryAfterSeconds?: number;
    readonly attemptsLeft?: number;
    readonly reason?: string;
  };
}

export function problemOf(status: number, body: unknown): Problem {
  const error = (typeof body === 'object' && body !== null ? (body as Body) : {}).error;
  if (error?.code === undefined) return new Problem(codeOf(status), '', status);
  return new Problem(error.code, error.message ?? '', status, error);
}

/** For answers that did not come from our API, such as those of a proxy in between. */
function codeOf(status: number): string {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not_found';
  if (status === 429) return 'too_many';
  return status === 502 || status === 503 || status === 504 ? 'unavailable' : 'internal';
}
