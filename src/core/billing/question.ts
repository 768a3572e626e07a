export type QuestionKind = 'contracts' | 'state' | 'rows' | 'apartment';

/** What identifies an answer: who is asked, what, and of whom. */
export interface Subject {
  readonly domainId: number;
  readonly kind: QuestionKind;
  /** A telephone or a uid. */
  readonly subject: string;
}

/** How a billing is asked. */
export interface BillingSettings {
  /** How long an answer is as good as new. */
  readonly cacheMs: number;
  /** How long an answer is waited for. */
  readonly timeoutMs: number;
  /** How long the last answer counts while the billing cannot be asked. */
  readonly trustMs: number;
}

/** An answer with its age; `stale`: the billing cannot be asked, this is what it said last. */
export interface AgedAnswer<T> {
  readonly answer: T;
  /** When it was asked for. */
  readonly asOf: Date;
  readonly stale: boolean;
}

/** What became of a question, for metrics. `not_asked`: the billing is down. */
export interface QuestionOutcome {
  readonly kind: QuestionKind;
  readonly outcome: 'answered' | 'failed' | 'not_asked';
  /** 0: it was not asked. */
  readonly seconds: number;
  /** The last answer was given instead. */
  readonly stale: boolean;
}

export interface BillingHealth {
  readonly healthy: boolean;
  readonly lastAskedAt: Date | null;
  readonly lastAnsweredAt: Date | null;
  readonly lastError: { readonly at: Date; readonly message: string } | null;
}
