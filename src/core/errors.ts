import { type OutageKind, outageOf } from '../db/outage.ts';
import type { Block } from './access/facts.ts';
import type { PendingRequest } from './locations/pending/request.ts';
import { type Params, type ParamsOf, REFUSALS, type Reason } from './refusals/index.ts';
import type { ErrorKind } from './refusals/refusal.ts';
import { sentence } from './refusals/sentence.ts';

export type { ErrorKind } from './refusals/refusal.ts';

/** Why something was refused: the reason, and what its sentence names. */
export interface Said {
  readonly reason: Reason;
  readonly params: Params;
}

export interface ErrorDetails {
  /** Of a conflict: what stands there already. */
  readonly existingId?: number;
  readonly retryAfterSeconds?: number;
  /** Of a wrong sign-in code: how many more tries it takes. */
  readonly attemptsLeft?: number;
  /** What keeps a user out: the user's own block, or that of the subscriber above or of the contract; or a door shut. */
  readonly block?: Block & { readonly on: 'user' | 'owner' | 'organization' | 'door' };
  /** Done again by itself when its address code arrives, where a billing asked. */
  readonly pending?: PendingRequest;
  /** Of a change that would overwrite another: who made it and when, and what each field was and is. */
  readonly meanwhile?: {
    readonly by: string | null;
    readonly at: Date | null;
    readonly changes: Readonly<Record<string, readonly [was: unknown, is: unknown]>>;
  };
  /** Nothing else is done for the user until there is a new password. */
  readonly mustChangePassword?: true;
}

/** What is said of which field, in the core's field names. */
export type FieldRefusals = Readonly<Record<string, Said>>;

/** A refusal that the caller is told about; everything else that is thrown is a bug or an outage. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly reason: Reason;
  readonly params: Params;
  readonly fields: FieldRefusals;
  readonly details: ErrorDetails;

  constructor(said: Said, details: ErrorDetails = {}, fields: FieldRefusals = {}, kind?: ErrorKind) {
    super(Object.keys(fields).length > 0 ? inFields(fields) : inEnglish(said));
    this.name = 'DomainError';
    this.kind = kind ?? REFUSALS[said.reason].kind;
    this.reason = said.reason;
    this.params = said.params;
    this.fields = fields;
    this.details = details;
  }
}

export const inEnglish = ({ reason, params }: Said): string => sentence(REFUSALS[reason].text, params);

/** One sentence of all fields, each by the name that `nameOf` gives it. */
export function inFields(
  fields: FieldRefusals,
  said: (why: Said) => string = inEnglish,
  nameOf: (field: string) => string = (field) => field,
): string {
  return Object.entries(fields)
    .map(([field, why]) => `${nameOf(field)}: ${said(why)}`)
    .join('; ');
}

/** The parameters of a reason, which may be left out where its sentence names none. */
type Given<R extends Reason> = keyof ParamsOf<R> extends never
  ? [params?: Readonly<Record<never, never>>]
  : [params: ParamsOf<R>];

/** Says no. Throw it. */
export function refuse<R extends Reason>(reason: R, ...given: [...Given<R>, details?: ErrorDetails]): DomainError {
  const [params = {}, details] = given as unknown as readonly [params?: Params, details?: ErrorDetails];
  return new DomainError({ reason, params }, details);
}

/** Says no in a dialect's own words, which nobody else has to find words for. */
export const inOwnWords = (kind: ErrorKind, text: string): DomainError =>
  new DomainError({ reason: 'own_words', params: { text } }, {}, {}, kind);

/** A field by the core's name of it. */
export type CoreField<F extends string> = F extends `${string}_${string}` ? never : F;

/** Says no to the value of a field, by the core's name of it: camelCase, and no dialect's word. */
export function invalid<R extends Reason, F extends string>(
  field: CoreField<F>,
  reason: R,
  ...[params = {}]: Given<R>
): DomainError {
  const said: Said = { reason, params };
  return new DomainError(said, {}, { [field]: said });
}

/** The database is away, busy or full: nothing is wrong with what was asked, and it may be asked again. */
export class Outage extends DomainError {
  readonly outage: OutageKind;

  constructor(outage: OutageKind) {
    super({ reason: `database_${outage}`, params: {} }, { retryAfterSeconds: RETRY_AFTER_SECONDS });
    this.outage = outage;
  }
}

/** Says so to whoever asked, and to the operator. */
export interface OutageTeller {
  refusal(outage: OutageKind, cause: unknown): Outage;
}

/** A database that was killed is back within that time. */
const RETRY_AFTER_SECONDS = 5;

/**
 * What PostgreSQL says, as a refusal: of a value that no check stopped on its way (class 22), of a statement that took too
 * long, and of a database that is away, which is told to the operator as well. A net below the checks: everything else
 * stays what it is. A race is a refusal in a write alone (`refusalOfRow`): met elsewhere it is a bug.
 */
export function refusalOf(error: unknown, { outages }: { readonly outages: OutageTeller }): unknown {
  const outage = outageOf(error);
  if (outage !== undefined) return outages.refusal(outage, error);
  const code = sqlState(error);
  if (code === '57014') return refuse('list_too_long_to_find');
  return code?.startsWith('22') ? refuse('value_unstorable') : error;
}

/** What a write was refused for: values, and races that the database settled; outages stay what they are. */
export function refusalOfRow(error: unknown): unknown {
  const code = sqlState(error);
  if (code === undefined) return error;
  if (code.startsWith('22')) return refuse('value_unstorable');
  const reason = REFUSED_STATES[code];
  return reason === undefined ? error : new DomainError({ reason, params: {} });
}

/** What PostgreSQL says of a statement that it did not run, beside values (class 22): races that it settled, and waits. */
const REFUSED_STATES: Readonly<Record<string, Reason>> = {
  23505: 'exists_already',
  '40P01': 'changes_met',
  40001: 'changes_met',
  '55P03': 'changes_met',
};

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'PostgresError') return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
}

/** What was asked for; undefined: it is not there, or not for this caller. Other refusals go on. */
export async function unlessNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  return await answer.catch((error: unknown) => {
    if (error instanceof DomainError && error.kind === 'not_found') return undefined;
    throw error;
  });
}
