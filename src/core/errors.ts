import type { Block } from './access/facts.ts';

/** The closed set of ways in which the domain says no. */
export type ErrorKind =
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'forbidden'
  | 'unauthenticated'
  | 'limit'
  /** The provider's billing bars it until it is paid. */
  | 'payment_required'
  | 'too_many'
  /** It was there and has ended: a sign-in code that is old, used or guessed at too often. */
  | 'gone'
  | 'unavailable';

export interface ErrorDetails {
  /** Messages by field, in the core's field names. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Of a conflict: what stands there already. */
  readonly existingId?: number;
  readonly retryAfterSeconds?: number;
  /** Of a wrong sign-in code: how many more tries it takes. */
  readonly attemptsLeft?: number;
  /** What keeps a user out: the user's own block, or that of the subscriber above or of the contract; or a door shut. */
  readonly block?: Block & { readonly on: 'user' | 'owner' | 'organization' | 'door' };
  /** Nothing else is done for the user until there is a new password. */
  readonly mustChangePassword?: true;
}

/** A refusal that the caller is told about; everything else that is thrown is a bug or an outage. */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'DomainError';
    this.kind = kind;
    this.details = details;
  }
}

/**
 * What PostgreSQL says of a value that no check stopped on its way (class 22), and of a statement that took too long.
 * A net below the checks: everything else stays what it is.
 */
export function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'PostgresError') return error;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return error;
  if (code.startsWith('22'))
    return new DomainError('invalid', 'A value is out of range or has characters that cannot be stored');
  if (code === '57014') return new DomainError('unavailable', 'This takes too long to find: narrow the search');
  return error;
}

export const notFound = (what: string): DomainError => new DomainError('not_found', `${what} not found`);

export const invalid = (field: string, message: string): DomainError =>
  new DomainError('invalid', `${field}: ${message}`, { fields: { [field]: message } });

export const forbidden = (message: string): DomainError => new DomainError('forbidden', message);

export const conflict = (message: string, existingId?: number): DomainError =>
  new DomainError('conflict', message, existingId === undefined ? {} : { existingId });
