import type { Billing, Core, Question } from '../core.ts';
import { type DomainError, refuse } from '../errors.ts';
import { Breaker } from './breaker.ts';
import { type BillingConnector, ConnectorError } from './connector.ts';
import type { AgedAnswer, BillingHealth, BillingSettings, QuestionOutcome, Subject } from './question.ts';
import { type StoredAnswer, storeAnswer, storedAnswer } from './stored-answers.ts';
import { within } from './time-limit.ts';

interface CachedAnswer<T = unknown> {
  readonly answer: T;
  readonly asOf: Date;
}

const MAX_KEPT = 100_000;
const TELL_FAULT_EVERY_MS = 60_000;
const RETRY_SECONDS = 5;

/**
 * Asks the billing: each question once at a time, an answer kept for its life here and in the database, where other
 * servers find it and where it is found again while the billing is down. Never asked within somebody's transaction:
 * whoever holds locks must not wait for a billing.
 */
export class AskedBilling implements Billing {
  readonly connector: BillingConnector;
  readonly settings: BillingSettings;
  readonly #breaker = new Breaker();
  readonly #kept = new Map<string, CachedAnswer>();
  /** When a question was last answered with nonsense: it is not asked again at once. */
  readonly #nonsense = new Map<string, number>();
  readonly #flying = new Map<string, Promise<AgedAnswer<unknown>>>();
  readonly #listeners = new Set<(asked: QuestionOutcome) => void>();
  #health: BillingHealth = { healthy: true, lastAskedAt: null, lastAnsweredAt: null, lastError: null };
  readonly #toldAt = new Map<string, number>();

  constructor(connector: BillingConnector, settings: BillingSettings) {
    this.connector = connector;
    this.settings = settings;
  }

  get health(): BillingHealth {
    return this.#health;
  }

  /** It gave no answer several times in a row: only now and then it is asked whether it is back. */
  get isDown(): boolean {
    return this.#breaker.isDown;
  }

  onAsked(listener: (asked: QuestionOutcome) => void): void {
    this.#listeners.add(listener);
  }

  /** Throws `unavailable` when the billing cannot be asked and nothing is known that is young enough. */
  async ask<T>(core: Core, question: Question<T>): Promise<AgedAnswer<T>> {
    const key = `${question.domainId} ${question.kind} ${question.subject}`;
    const kept = this.#kept.get(key) as CachedAnswer<T> | undefined;
    const now = core.clock().getTime();
    if (kept && this.#isFresh(kept, question, now)) return { ...kept, stale: false };
    if (kept && this.#breaker.holds(now) && this.#isTrusted(kept, now)) {
      this.#tell({ kind: question.kind, outcome: 'not_asked', seconds: 0, stale: true });
      return { ...kept, stale: true };
    }
    const flight = question.detail === undefined ? key : `${key} ${question.detail}`;
    const flying =
      this.#flying.get(flight) ??
      this.#find(outsideTransaction(core), key, question).finally(() => this.#flying.delete(flight));
    this.#flying.set(flight, flying);
    return (await flying) as AgedAnswer<T>;
  }

  async close(): Promise<void> {
    await this.connector.close();
  }

  async #find<T>(core: Core, key: string, question: Question<T>): Promise<AgedAnswer<T>> {
    const now = core.clock();
    const stored = await storedAnswer(core.sql, question, now);
    const known = newer(read(question, stored), this.#kept.get(key) as CachedAnswer<T> | undefined);
    if (known && this.#isFresh(known, question, now.getTime()))
      return await this.#applyAnswer(core, key, question, known);
    const asked = await this.#askNow(core, key, question);
    if ('answer' in asked) {
      const fresh = { answer: asked.answer, asOf: now };
      return await this.#applyAnswer(core, key, question, fresh, async () => {
        const stored = { answer: question.toJson(fresh.answer), askedAt: now };
        return await storeAnswer(core.sql, question, stored, core.clock());
      });
    }
    const stale = known !== undefined && this.#isTrusted(known, core.clock().getTime());
    this.#tell({ kind: question.kind, ...asked, stale });
    if (!stale) throw unavailable();
    put(this.#kept, key, known);
    return { ...known, stale: true };
  }

  /** The answer, or what became of the question. */
  async #askNow<T>(
    core: Core,
    key: string,
    question: Question<T>,
  ): Promise<{ answer: T } | Pick<QuestionOutcome, 'outcome' | 'seconds'>> {
    const began = core.clock();
    const inVain = began.getTime() - (this.#nonsense.get(key) ?? Number.NEGATIVE_INFINITY) < this.settings.cacheMs;
    if (inVain || !this.#breaker.enter(began.getTime())) return { outcome: 'not_asked', seconds: 0 };
    this.#health = { ...this.#health, lastAskedAt: began };
    const clock = performance.now();
    const seconds = (): number => (performance.now() - clock) / 1000;
    try {
      const answer = await within(this.settings.timeoutMs, (signal) => question.ask(this.connector, signal));
      this.#breaker.answered();
      this.#nonsense.delete(key);
      if (!this.#health.healthy) core.log.info({ connector: this.connector.name }, 'the billing answers again');
      this.#health = { ...this.#health, healthy: true, lastAnsweredAt: core.clock() };
      this.#tell({ kind: question.kind, outcome: 'answered', seconds: seconds(), stale: false });
      return { answer };
    } catch (cause) {
      this.#failed(core, key, question, cause);
      return { outcome: 'failed', seconds: seconds() };
    }
  }

  #failed(core: Core, key: string, question: Subject, cause: unknown): void {
    const at = core.clock();
    // A billing that answers one question wrongly is asked the others.
    const nonsense = cause instanceof ConnectorError && cause.kind === 'nonsense';
    if (nonsense) {
      this.#breaker.answered();
      put(this.#nonsense, key, at.getTime());
    } else this.#breaker.failed(at.getTime());
    const message = cause instanceof Error ? cause.message : String(cause);
    this.#health = { ...this.#health, healthy: nonsense, lastError: { at, message } };
    const what = nonsense ? 'the answer of the billing is not understood' : 'the billing gives no answer';
    if (at.getTime() - (this.#toldAt.get(what) ?? Number.NEGATIVE_INFINITY) < TELL_FAULT_EVERY_MS) return;
    this.#toldAt.set(what, at.getTime());
    core.log.warn({ connector: this.connector.name, question: question.kind, reason: message }, what);
  }

  /** Does what follows from a fresh answer; what cannot be done now is tried again with the next question. */
  async #applyAnswer<T>(
    core: Core,
    key: string,
    question: Question<T>,
    fresh: CachedAnswer<T>,
    store: () => Promise<boolean> = async () => true,
  ): Promise<AgedAnswer<T>> {
    try {
      if (await store()) await question.applyAnswer?.(core, fresh.answer, fresh.asOf);
      put(this.#kept, key, fresh);
    } catch (cause) {
      this.#kept.delete(key);
      core.log.error({ cause, question: question.kind }, 'what the billing answered could not be put into effect');
    }
    return { ...fresh, stale: false };
  }

  #isFresh<T>({ answer, asOf }: CachedAnswer<T>, question: Question<T>, now: number): boolean {
    const young = now - asOf.getTime() < (question.cacheMs ?? this.settings.cacheMs);
    return young && (question.covers?.(answer) ?? true);
  }

  #isTrusted({ asOf }: CachedAnswer, now: number): boolean {
    return now - asOf.getTime() < this.settings.trustMs;
  }

  #tell(asked: QuestionOutcome): void {
    for (const listener of this.#listeners) listener(asked);
  }
}

export const unavailable = (): DomainError =>
  refuse(
    'billing_away',
    {},
    {
      retryAfterSeconds: RETRY_SECONDS,
    },
  );

/** Outside of the caller's transaction: others wait for the same answer. */
const outsideTransaction = ({ ambient: _, afterCommit: __, afterEnd: ___, ...core }: Core): Core => core;

/** The oldest makes room. */
function put<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  const [oldest] = map.size >= MAX_KEPT ? map.keys() : [];
  if (oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

/** What an earlier version stored in another shape is not known. */
function read<T>(question: Question<T>, stored: StoredAnswer | undefined): CachedAnswer<T> | undefined {
  try {
    return stored && { answer: question.fromJson(stored.answer), asOf: stored.askedAt };
  } catch {
    return undefined;
  }
}

const newer = <K extends CachedAnswer>(a: K | undefined, b: K | undefined): K | undefined =>
  a && b ? (a.asOf >= b.asOf ? a : b) : (a ?? b);
